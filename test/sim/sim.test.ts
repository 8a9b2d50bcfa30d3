import {describe, expect, test} from 'vitest';
import {FAULTS} from './faults.ts';
import {runSeed, traceHash} from './run-seed.ts';

/** Worlds that the client lives through with every test run; `npm run sim` lives through many more. */
const WORLDS = 400;
/** Worlds within which every planted mistake must show. */
const MOST_WORLDS = 1_000;

describe('the live connection in a world of troubles', () => {
  test('loses nothing, doubles nothing, storms nobody, and is live at the end', () => {
    const broken: string[] = [];
    for (let seed = 1; seed <= WORLDS; seed++) {
      const verdict = runSeed(seed, undefined, false);
      if (verdict.broken !== undefined) broken.push(`seed ${seed}: ${verdict.broken}`);
    }
    expect(broken).toEqual([]);
  }, 120_000);

  test('is lived through in each provider’s own words', () => {
    const worlds = Array.from({length: 30}, (_, seed) => runSeed(seed + 1, undefined, true).trace.join('\n'));
    const saying = (words: string): number => worlds.filter(trace => trace.includes(words)).length;
    expect(saying('"status":"auth_success"')).toBeGreaterThan(5);
    expect(saying('"T":"success","msg":"authenticated"')).toBeGreaterThan(5);
    expect(worlds.every(trace => !(trace.includes('auth_success') && trace.includes('"T":"success"')))).toBe(true);
  });

  /** A pause asked for in the very moment in which the clock was found to have jumped. */
  test('heeds a pause that is asked for as the clock jumps', () => {
    expect(runSeed(78_262, undefined, false).broken).toBeUndefined();
  });

  test.each([1, 21, 55, 89])('seed %d happens again byte for byte', seed => {
    const [first, again] = [runSeed(seed, undefined, true), runSeed(seed, undefined, true)];
    expect(first.trace.length).toBeGreaterThan(100);
    expect(traceHash(again.trace)).toBe(traceHash(first.trace));
    expect(again.trace).toEqual(first.trace);
    expect(runSeed(seed, undefined, false).broken).toBe(first.broken);
  });

  test.each(FAULTS.map(fault => [fault.name, fault] as const))(
    'shows that %s',
    (_, fault) => {
      let broken: string | undefined;
      for (let seed = 1; seed <= MOST_WORLDS && broken === undefined; seed++) ({broken} = runSeed(seed, fault, false));
      expect(broken).toBeDefined();
    },
    120_000,
  );
});
