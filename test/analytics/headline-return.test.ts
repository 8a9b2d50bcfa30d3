import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {headlineReturn, type KnownPrice, type PriceLookup} from '../../src/analytics/headline-return.ts';
import {logReturn, simpleReturn} from '../../src/analytics/returns.ts';
import {notionalOf, typicalPrice, vwapOf} from '../../src/analytics/vwap.ts';
import {type Instant, instant, minutes, plus, seconds, span} from '../../src/core/instant.ts';

const START = instant(1_769_783_400_000_000);
const secondsIn = (count: number): Instant => plus(START, seconds(count));
const lookup =
  (prints: readonly KnownPrice[]): PriceLookup =>
  at =>
    prints.findLast(print => print.at <= at);
const prints = [
  {price: 100, at: secondsIn(-5)},
  {price: 101, at: secondsIn(1)},
  {price: 102, at: secondsIn(60)},
  {price: 99, at: secondsIn(61)},
  {price: 110, at: secondsIn(400)},
];

describe('the return after a headline', () => {
  const of = (horizon: number, now: number, known = prints) =>
    headlineReturn(lookup(known), START, minutes(horizon), secondsIn(now));

  test('runs from the last price before it to the last one by the horizon', () => {
    expect(of(1, 60)).toEqual({status: 'ok', value: 102 / 100 - 1});
  });
  test('is pending, never a number, before the horizon', () => {
    expect(of(1, 59.999_999)).toEqual({status: 'pending'});
    expect(of(5, 60, [])).toEqual({status: 'pending'});
  });
  test('is stale when nothing was printed for three minutes', () => {
    expect(of(5, 900)).toEqual({status: 'stale'});
    expect(of(4, 900)).toEqual({status: 'ok', value: 99 / 100 - 1});
  });
  test('has no base when nothing was printed before', () => {
    expect(of(1, 900, prints.slice(1))).toEqual({status: 'no_base'});
  });
  test('what is printed after the horizon changes nothing', () => {
    fc.assert(
      fc.property(fc.integer({min: 60_000_001, max: 1_000_000_000}), fc.integer({min: 1, max: 500}), (later, price) => {
        const known = prints.filter(print => print.at <= secondsIn(60));
        const more = [...known, {price, at: plus(START, span(later))}];
        expect(of(1, 5_000, more)).toEqual(of(1, 60, known));
      }),
    );
  });
});

describe('returns and VWAP', () => {
  test('log returns add up over time', () => {
    expect(simpleReturn(200, 210)).toBeCloseTo(0.05);
    expect(logReturn(100, 110) + logReturn(110, 121)).toBeCloseTo(logReturn(100, 121));
  });
  test('VWAP is Σpq/Σq, unknown without shares', () => {
    expect(vwapOf(notionalOf(240, 100) + notionalOf(241.5, 300), 400)).toBe(241.125);
    expect(vwapOf(0, 0)).toBeUndefined();
    expect(typicalPrice(12, 9, 9)).toBe(10);
  });
  test('notionals can be taken away again without a trace, in any order', () => {
    const print = fc.tuple(fc.integer({min: 1, max: 10_000_000}), fc.integer({min: 1, max: 100_000}));
    fc.assert(
      fc.property(fc.array(print), fc.array(print), (kept, gone) => {
        const values = (rows: readonly (readonly [number, number])[]) =>
          rows.map(([price, size]) => notionalOf(price / 10_000, size));
        const sum = (all: readonly number[]) => all.reduce((total, value) => total + value, 0);
        const there = sum([...values(kept), ...values(gone)]);
        expect(values(gone).reduce((total, value) => total - value, there)).toBe(sum(values([...kept].reverse())));
      }),
    );
  });
});
