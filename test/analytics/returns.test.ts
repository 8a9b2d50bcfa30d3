import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {logReturn, simpleReturn} from '../../src/analytics/returns.ts';
import {notionalOf, typicalPrice, vwapOf} from '../../src/analytics/vwap.ts';

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
