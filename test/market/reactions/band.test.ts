import {beforeAll, describe, expect, test} from 'vitest';
import {minutes, plus} from '../../../src/core/instant.ts';
import {atWallTime} from '../../../src/core/new-york.ts';
import {ticker} from '../../../src/core/ticker.ts';
import {reactionsOf} from '../../../src/market/reactions/reactions-of.ts';
import type {Snapshot} from '../../../src/market/snapshot.ts';
import {type CommittedDay, readDay} from '../../fixtures/committed-day.ts';
import {fileOf, itemOf, OPTIONS, publishedAt} from './reaction-fixtures.ts';

let real: CommittedDay;
let snapshot: Snapshot;
const AMZN = ticker('AMZN');
const SCOOP = '50318271';
beforeAll(async () => {
  real = await readDay('2026-01-30');
  const [noon] = publishedAt(fileOf(real), real.events, [atWallTime(real.day.info.date, 12, 0)]);
  if (noon === undefined) throw new Error('nothing published');
  snapshot = noon;
});

describe('the band of what is usual', () => {
  test('is at each horizon what a return there had to be beyond', () => {
    const book = reactionsOf(snapshot, OPTIONS);
    let compared = 0;
    for (const item of snapshot.wire) {
      for (const {toAt, measured} of book.of(item, AMZN).horizons) {
        if (measured?.test.status !== 'ok' || measured.car === undefined) continue;
        expect(book.band(item, AMZN, toAt)).toBeCloseTo(measured.test.detectable, 12);
        const expected = book.expected(item, AMZN, toAt);
        expect((expected ?? Number.NaN) + measured.car).toBeCloseTo(Math.log1p(measured.return), 9);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(20);
  });

  test('opens with time, from nothing at the headline', () => {
    const book = reactionsOf(snapshot, OPTIONS);
    const item = itemOf(snapshot, SCOOP);
    const {start} = book.of(item, AMZN);
    const band = (after: number) => book.band(item, AMZN, plus(start.at, minutes(after))) ?? Number.NaN;
    expect(band(0)).toBe(0);
    const widths = [0.5, 1, 2, 5, 15, 30, 60, 120].map(band);
    for (const [index, width] of widths.entries())
      expect(width).toBeGreaterThan(index === 0 ? 0 : (widths[index - 1] ?? 0));
  });

  test('needs something that says what is usual', () => {
    const [bare] = publishedAt(
      fileOf(real, {history: false}),
      real.events.filter(({kind}) => kind === 'headline'),
      [atWallTime(real.day.info.date, 12, 0)],
    );
    if (bare === undefined) throw new Error('nothing published');
    const item = itemOf(bare, SCOOP);
    const book = reactionsOf(bare, OPTIONS);
    const at = plus(item.headline.at, minutes(15));
    expect([book.band(item, AMZN, at), book.expected(item, AMZN, at)]).toEqual([undefined, undefined]);
  });
});
