import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {sessionOf} from '../../src/core/calendar.ts';
import {minutes} from '../../src/core/instant.ts';
import {addDays, type TradingDate} from '../../src/core/new-york.ts';
import {calibrationFigures, type Part, type PartFigures} from '../eval/calibration-figures.ts';
import {type SessionGrid, sessionGridsOf} from '../eval/session-grids.ts';

const SLOT = minutes(5);
const SLOTS = 78;
const PARTS: readonly Part[] = ['open', 'middle', 'close'];
const noNews = () => [];
const shareOf = (part: PartFigures, which: 'calibrated' | 'plain'): number => part[which] / part.windows;

/** Numbers in (0, 1) from a seed (Marsaglia 2003, xorshift with 32 bits). */
const chanceOf = (seed: number) => {
  let state = seed;
  return (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) + 0.5) / 2 ** 32;
  };
};

/** Sessions in which nothing happens: three times as lively at the open, twice at the close, some days more than others. */
const quietSessions = (count: number): readonly SessionGrid[] => {
  const chance = chanceOf(20_260_130);
  const normal = (): number => Math.sqrt(-2 * Math.log(chance())) * Math.cos(2 * Math.PI * chance());
  const grids: SessionGrid[] = [];
  for (let date = '2025-09-02' as TradingDate; grids.length < 4 * count; date = addDays(date, 1)) {
    const session = sessionOf(date);
    if (session === undefined) continue;
    const lively = Math.exp(0.25 * normal());
    const shape = (slot: number): number => 1 + 2 * Math.exp(-slot / 4) + Math.exp((slot - SLOTS) / 4);
    const market = Float64Array.from({length: SLOTS}, (_, slot) => 0.0005 * lively * shape(slot) * normal());
    grids.push({name: 'SPY', session, returns: market});
    for (const name of ['A', 'B', 'C']) {
      const own = Math.exp(0.25 * normal());
      const returns = market.map((m, slot) => 1.2 * m + 0.001 * own * shape(slot) * normal());
      grids.push({name, session, returns});
    }
  }
  return grids;
};

describe('a nominal five percent', () => {
  const grids = quietSessions(120);

  test.each([5, 15, 30].map(length => ({length})))(
    'of windows of $length min is three to seven in each part of the day',
    ({length}) => {
      const {parts, sessions} = calibrationFigures(grids, SLOT, minutes(length), 'all other sessions', noNews);
      expect(sessions).toEqual([20, 20]);
      for (const part of PARTS) {
        expect(shareOf(parts[part], 'calibrated'), part).toBeGreaterThanOrEqual(0.03);
        expect(shareOf(parts[part], 'calibrated'), part).toBeLessThanOrEqual(0.07);
      }
      expect(shareOf(parts.open, 'plain')).toBeGreaterThan(0.12);
    },
  );
});

const bars = fileURLToPath(new URL('../../../shared/data/bars-5m-2026-01-28_02-02.csv', import.meta.url));

describe.skipIf(!existsSync(bars))('on real bars', () => {
  // Four sessions, a night of results among them: too few to hold the open to 7%, enough to see what calibrating does.
  test('the middle of the day keeps its level, and the open comes nearer to it', () => {
    const {grids, slot} = sessionGridsOf(bars);
    const {parts} = calibrationFigures(grids, slot, minutes(15), 'all other sessions', noNews);
    expect(shareOf(parts.middle, 'calibrated')).toBeGreaterThanOrEqual(0.03);
    expect(shareOf(parts.middle, 'calibrated')).toBeLessThanOrEqual(0.07);
    expect(shareOf(parts.open, 'calibrated')).toBeLessThan(shareOf(parts.open, 'plain') / 2);
  });
});
