import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {FeedEvent} from '../../src/core/events.ts';
import {
  floorTo,
  HOUR,
  type Instant,
  instant,
  MINUTE,
  minutes,
  plus,
  SECOND,
  seconds,
  span,
} from '../../src/core/instant.ts';
import {aggregateBars} from '../../src/market/aggregate.ts';
import type {BarSeries} from '../../src/market/bar-series.ts';
import {barRow, priceAt} from '../../src/market/series-reads.ts';
import {AMZN, anyTrades, bar, clock, fold, snapshotOf, trade} from './market-fixtures.ts';

const DAY = {from: clock('04:00'), to: clock('20:00')};
const seriesOf = (events: Iterable<FeedEvent>): BarSeries => {
  const series = snapshotOf(fold(events)).bars.get(AMZN);
  return series ?? {span: SECOND, length: 0, chunks: []};
};
const rowsOf = (series: BarSeries) => Array.from({length: series.length}, (_, index) => barRow(series, index));
const busy = seriesOf(
  Array.from({length: 3_000}, (_, index) =>
    trade(instant(clock('09:30') + index * 700_000), 240 + (index % 7), 100 + (index % 3)),
  ),
);

describe('bars of bars', () => {
  test('a minute is its seconds: first open, last close, extremes, sums', () => {
    const series = seriesOf([
      trade(clock('09:30:00'), 240, 100),
      trade(clock('09:30:20'), 245, 50, {conditions: ['@', 'I']}),
      trade(clock('09:30:30'), 238, 100),
      trade(clock('09:30:59'), 241, 100),
      trade(clock('09:31:00'), 242, 100),
      trade(clock('09:33:00'), 250, 7, {conditions: ['I']}),
    ]);
    expect(aggregateBars(series, MINUTE, DAY)).toEqual([
      {
        openAt: clock('09:30'),
        endAt: clock('09:31'),
        open: 240,
        high: 241,
        low: 238,
        close: 241,
        volume: 350,
        trades: 4,
        notional: 71_900,
        vwapVolume: 300,
      },
      expect.objectContaining({openAt: clock('09:31'), open: 242, close: 242, volume: 100}),
    ]);
    expect(aggregateBars(series, SECOND, DAY)).toHaveLength(4);
  });

  test.each([1, 5, 15, 60, 300, 900])('at %i s they keep all volume and never overlap', size => {
    const rows = aggregateBars(busy, seconds(size), DAY);
    expect(rows.reduce((sum, row) => sum + row.volume, 0)).toBe(rowsOf(busy).reduce((sum, row) => sum + row.volume, 0));
    expect(rows.every((row, index) => row.openAt >= (rows[index - 1]?.endAt ?? 0))).toBe(true);
    expect(rows.every(row => row.openAt === floorTo(row.openAt, seconds(size)))).toBe(true);
  });

  test('every slot that the range touches is whole, so that panning never changes a bar', () => {
    const all = aggregateBars(busy, MINUTE, DAY);
    const moment = fc.integer({min: 0, max: 45 * 60}).map(second => plus(clock('09:25'), seconds(second)));
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        const [from, to] = [Math.min(a, b) as Instant, Math.max(a, b) as Instant];
        const inside = all.filter(row => row.endAt > from && row.openAt < to);
        expect(aggregateBars(busy, MINUTE, {from, to})).toEqual(from === to ? [] : inside);
      }),
    );
  });

  test('bars as long as the slot or longer come as they are', () => {
    const events = [
      bar(clock('09:30'), minutes(5), [1, 2, 1, 2], 10),
      bar(clock('09:35'), minutes(5), [2, 3, 2, 3], 10),
    ];
    const series = seriesOf(events);
    expect(aggregateBars(series, MINUTE, DAY)).toEqual(rowsOf(series));
    expect(aggregateBars(series, minutes(15), DAY)).toMatchObject([
      {openAt: clock('09:30'), open: 1, close: 3, volume: 20},
    ]);
  });

  test('are the same however often and for whatever range they were asked for before', () => {
    const first = structuredClone(aggregateBars(busy, MINUTE, DAY));
    aggregateBars(busy, MINUTE, {from: clock('09:31'), to: clock('09:50')});
    aggregateBars(busy, HOUR, DAY);
    expect(aggregateBars(busy, MINUTE, DAY)).toEqual(first);
  });

  test('of one day, grouping by steps equals grouping at once', () => {
    fc.assert(
      fc.property(anyTrades, trades => {
        const series = seriesOf(trades);
        const rows = aggregateBars(series, HOUR, DAY);
        expect(rows.reduce((sum, row) => sum + row.vwapVolume, 0)).toBe(
          rowsOf(series).reduce((sum, row) => sum + row.vwapVolume, 0),
        );
        for (const row of rows) {
          const parts = aggregateBars(series, MINUTE, {from: row.openAt, to: row.endAt});
          expect([parts[0]?.open, parts.at(-1)?.close]).toEqual([row.open, row.close]);
          expect(Math.max(...parts.map(part => part.high))).toBe(row.high);
        }
      }),
    );
  });
});

describe('reading a series', () => {
  const series = seriesOf([
    trade(clock('09:30:00.5'), 240, 100),
    trade(clock('09:30:02'), 241, 200),
    trade(clock('09:30:03'), 999, 1, {conditions: ['I']}),
  ]);

  test('a price is known by the end of its bar, never before', () => {
    expect(priceAt(series, clock('09:30:00.9'))).toBeUndefined();
    expect(priceAt(series, clock('09:30:01'))).toEqual({price: 240, at: clock('09:30:01')});
    expect(priceAt(series, clock('09:30:02.9'))).toEqual({price: 240, at: clock('09:30:01')});
    expect(priceAt(series, clock('12:00'))).toEqual({price: 241, at: clock('09:30:03')});
  });

  test('nothing can be read from an empty one', () => {
    const empty = seriesOf([]);
    expect(priceAt(empty, DAY.to)).toBeUndefined();
    expect(aggregateBars(empty, MINUTE, DAY)).toEqual([]);
    expect(aggregateBars(busy, MINUTE, {from: DAY.to, to: plus(DAY.to, span(1))})).toEqual([]);
  });
});
