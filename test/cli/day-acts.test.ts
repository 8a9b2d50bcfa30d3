import {appendFileSync, cpSync, mkdirSync, mkdtempSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {describe, expect, test} from 'vitest';
import {actsPath} from '../../src/cli/day-acts.ts';
import {atWallTime} from '../../src/core/new-york.ts';
import {appendAct} from '../../src/tape/acts-file.ts';
import {DATE, dayFile} from '../ui/day-fixture.ts';
import {makeHome, runProgram} from './run-program.ts';

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

describe('a printed screen', () => {
  test('shows what was done by hand by its time, and says once what it could not read', async () => {
    const own = {...makeHome(), TAPEWIRE_DAYS: join(home, 'printed')};
    const folder = join(own.TAPEWIRE_DAYS, 'mine');
    cpSync(resolve('fixtures/days/2026-01-30'), folder, {recursive: true});
    const at = atWallTime(DATE, 10, 0);
    const path = join(folder, 'acts.jsonl');
    appendAct(path, {id: '1', at, madeAt: at, kind: 'merge', deal: 'amazon-openai', into: 'amazon-anthropic'});
    appendFileSync(path, '{}\n');
    const frame = (time: string) => runProgram(['frame', 'mine', '--at', time, '--size', '120x40'], own);
    const [before, after] = await Promise.all([frame('09:59'), frame('10:00')]);
    expect(before.stdout).toContain('3 Deals  7');
    expect(after.stdout).toContain('3 Deals  6');
    expect(after.stderr).toMatch(/^tapewire: .*acts\.jsonl line 2: .*: left out\n$/);
    expect(after.code).toBe(0);
  });
});
