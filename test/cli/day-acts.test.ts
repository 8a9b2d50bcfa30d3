import {createHash} from 'node:crypto';
import {appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {describe, expect, test} from 'vitest';
import {actsPath, readActsOf} from '../../src/cli/day-acts.ts';
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

  test('of a live watch under its date and what was watched', () => {
    const path = join(home, 'data', 'tapewire', 'acts', 'live-2026-01-30-alpaca-iex-via-127.0.0.1-9000.jsonl');
    expect(actsPath({...day, watch: 'Alpaca iex via 127.0.0.1:9000'}, undefined, env)).toBe(path);
  });
});

test('acts made live are those of the day recorded from the watch, before its own', () => {
  const made = 'recorded from Alpaca iex, 09:25:01 to 16:00:12 New York time; 1 gap could not be filled';
  const recorded = {...day, provenance: 'recorded' as const, made};
  const path = join(home, 'days', 'mine');
  const at = atWallTime(DATE, 10, 0);
  const pin = (id: string) => ({id, at, madeAt: at, kind: 'pin' as const, deal: 'd'});
  appendAct(actsPath({...day, watch: 'Alpaca iex'}, undefined, env), pin('live'));
  appendAct(actsPath(recorded, path, env), pin('own'));
  const idsOf = (info: typeof day) => readActsOf(info, path, env).acts.map(({id}) => id);
  expect(idsOf(recorded)).toEqual(['live', 'own']);
  expect(idsOf({...recorded, provenance: 'simulated'})).toEqual(['own']);
  expect(idsOf({...recorded, made: 'Fetched by REST from Alpaca iex'})).toEqual(['own']);
  expect(idsOf({...recorded, made: made.replace('iex', 'sip')})).toEqual(['own']);
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

  test('and the deals as text honour them, tell which, and leave them out when asked', async () => {
    const own = {...makeHome(), TAPEWIRE_DAYS: join(home, 'told')};
    const folder = join(own.TAPEWIRE_DAYS, 'mine');
    cpSync(resolve('fixtures/days/2026-01-30'), folder, {recursive: true});
    const at = atWallTime(DATE, 10, 0);
    const path = join(folder, 'acts.jsonl');
    appendAct(path, {id: 'm', at, madeAt: at, kind: 'merge', deal: 'amazon-openai', into: 'amazon-anthropic'});
    appendAct(path, {id: 'x', at, madeAt: at, kind: 'pin', deal: 'nowhere'});
    const told = async (...more: readonly string[]) => {
      const {stdout} = await runProgram(['deals', 'mine', '--format', 'json', ...more], own);
      return JSON.parse(stdout) as {acts: unknown; deals: readonly {id: string}[]};
    };
    const [with_, without] = await Promise.all([told(), told('--no-acts')]);
    expect(with_.acts).toEqual({applied: ['m'], ignored: ['x']});
    expect(with_.deals.some(({id}) => id === 'amazon-openai')).toBe(false);
    expect(without.acts).toEqual({applied: [], ignored: []});
    expect(without.deals.some(({id}) => id === 'amazon-openai')).toBe(true);
  });

  test('says in a line that no deal was known by then', async () => {
    const own = {...makeHome(), TAPEWIRE_DAYS: join(home, 'none')};
    const folder = join(own.TAPEWIRE_DAYS, 'mine');
    cpSync(resolve('fixtures/days/2026-01-22-quiet'), folder, {recursive: true});
    const none = '[]\n';
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    const sha256 = createHash('sha256').update(none).digest('hex');
    manifest.files['deals.json'] = {...manifest.files['deals.json'], bytes: none.length, sha256};
    writeFileSync(join(folder, 'deals.json'), none);
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
    const {stdout, code} = await runProgram(['deals', 'mine', '--at', '00:00'], own);
    expect({stdout, code}).toEqual({stdout: 'no deal known by then\n', code: 0});
  });
});
