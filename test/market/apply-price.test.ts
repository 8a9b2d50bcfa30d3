import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {FeedEvent} from '../../src/core/events.ts';
import {MINUTE, minutes, plus, seconds} from '../../src/core/instant.ts';
import {aggregateBars} from '../../src/market/aggregate.ts';
import type {BarRow} from '../../src/market/bar-series.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {latestPrice} from '../../src/view/latest-price.ts';
import {AMZN, bar, clock, dayFile, figuresAfter, fold, look, snapshotOf, trade} from './market-fixtures.ts';

const minutesOf = (snapshot: Snapshot): readonly BarRow[] => {
  const series = snapshot.bars.get(AMZN);
  const range = {from: clock('04:00'), to: clock('20:00')};
  return series === undefined ? [] : aggregateBars(series, MINUTE, range);
};

const seenAfter = (...events: readonly FeedEvent[]): Snapshot => snapshotOf(fold(events));

describe('a look at a price', () => {
  test('moves prices and bars, and claims no share and no print', () => {
    const snapshot = seenAfter(
      look(clock('09:31:01'), 240),
      look(clock('09:31:02.25'), 243),
      look(clock('09:31:02.75'), 241),
      look(clock('09:31:30'), 239.5),
    );
    expect(minutesOf(snapshot)).toEqual([
      {
        ...{openAt: clock('09:31'), endAt: clock('09:32'), open: 240, high: 243, low: 239.5, close: 239.5},
        ...{volume: 0, trades: 0, notional: 0, vwapVolume: 0},
      },
    ]);
    expect(snapshot.figures.get(AMZN)).toMatchObject({
      last: {price: 239.5, at: clock('09:31:30')},
      lastPrint: {price: 239.5, at: clock('09:31:30')},
      ...{open: 240, high: 243, low: 239.5, volume: 0, trades: 0, vwap: undefined},
    });
  });

  test('brings the source’s own count of the day, the latest that it tells', () => {
    const day = {dayVolume: 1_000_000, dayHigh: 245, dayLow: 238};
    const figures = figuresAfter([
      look(clock('11:00'), 240, day),
      look(clock('11:00:02'), 241, {...day, dayVolume: 1_000_700, dayHigh: 245.5}),
      look(clock('11:00:01'), 240.5, {...day, dayVolume: 1_000_300}),
      look(clock('11:00:03'), 241.25),
    ]);
    expect(figures).toMatchObject({volume: 1_000_700, high: 245.5, low: 238, vwap: undefined, trades: 0});
  });

  test('that is old never rolls a newer price back, and one of another day says nothing', () => {
    const figures = figuresAfter([
      look(clock('10:00:05'), 241, {dayVolume: 500}),
      look(clock('10:00:01'), 250, {dayVolume: 900}),
      look(plus(clock('10:00'), minutes(-3 * 24 * 60)), 199, {dayVolume: 9_000_000, previousClose: 190}),
    ]);
    expect(latestPrice(figures)).toEqual({price: 241, at: clock('10:00:05')});
    expect(figures).toMatchObject({volume: 500, high: 250, low: 241, previousClose: 241.73});
  });

  test('before the open and after the close moves no figure of the regular session', () => {
    const figures = figuresAfter([look(clock('08:00'), 250), look(clock('10:00'), 240), look(clock('17:00'), 230)]);
    expect(figures).toMatchObject({open: 240, high: 240, low: 240, close: 240});
    expect(figures.extendedLast).toEqual({price: 230, at: clock('17:00')});
    expect(latestPrice(figures)?.price).toBe(230);
  });

  test('tells the close before where the day’s file does not', () => {
    const told = look(clock('10:00'), 241, {previousClose: 238.5});
    const bare = snapshotOf(fold([told], dayFile({previousCloses: new Map()}))).figures.get(AMZN);
    expect([bare?.previousClose, figuresAfter([told]).previousClose]).toEqual([238.5, 241.73]);
  });

  test('of no possible price is left out, and a bar made elsewhere knows better', () => {
    expect(
      figuresAfter([look(clock('10:00'), 240), look(clock('10:00:01'), 0), look(clock('10:00:02'), 1e12)]),
    ).toMatchObject({last: {price: 240}, high: 240});
    const made = bar(clock('10:00'), MINUTE, [240, 242, 239, 241], 5_000);
    expect(minutesOf(seenAfter(made, look(clock('10:00:30'), 300)))).toEqual(minutesOf(seenAfter(made)));
  });
});

test('the order in which looks come changes nothing that they say', () => {
  const looks = fc.uniqueArray(fc.tuple(fc.integer({min: 0, max: 300}), fc.integer({min: 1, max: 9_999})), {
    selector: ([at]) => at,
    minLength: 1,
  });
  fc.assert(
    fc.property(
      looks.chain(list => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, {minLength: list.length}))),
      ([some, shuffled]) => {
        const of = (list: readonly (readonly [number, number])[]) =>
          seenAfter(
            ...list.map(([at, price]) => look(plus(clock('09:28'), seconds(at)), price / 100, {dayVolume: at + 1})),
          );
        const [ordered, mixed] = [of(some.toSorted(([a], [b]) => a - b)), of(shuffled)];
        expect(minutesOf(mixed)).toEqual(minutesOf(ordered));
        expect(mixed.figures.get(AMZN)).toEqual(ordered.figures.get(AMZN));
      },
    ),
  );
});

test('looks add nothing to what prints count', () => {
  const prints = [trade(clock('10:00:01'), 240, 100), trade(clock('10:00:03'), 242, 300)];
  const both = figuresAfter([...prints, look(clock('10:00:02'), 250), look(clock('10:00:04'), 241)]);
  expect(both).toMatchObject({volume: 400, trades: 2, vwap: 241.5, high: 250, last: {price: 241}});
});
