import {mkdirSync, mkdtempSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {actsPath} from '../../src/cli/day-acts.ts';
import {dayFile} from '../ui/day-fixture.ts';

const {day} = dayFile();
const home = mkdtempSync(join(tmpdir(), 'tapewire-home-'));
const env = {XDG_DATA_HOME: join(home, 'data'), TAPEWIRE_DAYS: join(home, 'days')};
mkdirSync(join(home, 'days', 'mine'), {recursive: true});

describe('where manual acts are kept', () => {
  test('of a person’s own day in its folder, by whatever way it was reached', () => {
    const own = join(home, 'days', 'mine');
    expect(actsPath(day, own, env)).toBe(join(own, 'acts.jsonl'));
    symlinkSync(join(home, 'days'), join(home, 'way'));
    expect(actsPath(day, join(home, 'way', 'mine'), env)).toBe(join(home, 'way', 'mine', 'acts.jsonl'));
  });

  test('of any other day in the data folder, days of one name apart', () => {
    const path = actsPath(day, '/usr/lib/tapewire/days/2026-01-30', env);
    expect(path).toMatch(new RegExp(`^${join(home, 'data', 'tapewire', 'acts')}/2026-01-30-[0-9a-f]{12}\\.jsonl$`));
    expect(actsPath({...day, symbols: []}, '/elsewhere/2026-01-30', env)).toBe(path);
    expect(actsPath({...day, made: 'another way'}, '/elsewhere/2026-01-30', env)).not.toBe(path);
  });

  test('of a live watch under its date', () => {
    expect(actsPath(day, undefined, env)).toBe(join(home, 'data', 'tapewire', 'acts', 'live-2026-01-30.jsonl'));
  });
});
