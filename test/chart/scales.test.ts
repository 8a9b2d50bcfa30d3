import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {autoRange, tickStep, ticksIn} from '../../src/chart/auto-range.ts';
import {cleanStep} from '../../src/chart/clean-step.ts';
import {linearScale} from '../../src/chart/scale.ts';
import {columnAt, columnsOf, slotAt, timeScale} from '../../src/chart/time-scale.ts';
import {instant, MINUTE, minutes, plus} from '../../src/core/instant.ts';

const prices = fc.double({min: 0.01, max: 5_000, noNaN: true});

describe('a clean step', () => {
  test.each([
    [0.003, 0.01, 0.01],
    [0.011, 0.01, 0.02],
    [0.021, 0.01, 0.05],
    [0.21, 0.01, 0.25],
    [3, 0.01, 5],
    [0.0021, 0.0001, 0.0025],
    [70, 0.01, 100],
    [Number.NaN, 0.01, 0.01],
  ])('at least %f in units of %f is %f', (raw, quantum, step) => {
    expect(cleanStep(raw, quantum)).toBeCloseTo(step, 10);
  });

  test('is never below what was asked, nor a value that two decimals cannot show', () => {
    fc.assert(
      fc.property(fc.double({min: 1e-4, max: 1e6, noNaN: true}), raw => {
        const step = cleanStep(raw, 0.01);
        expect(step).toBeGreaterThanOrEqual(raw * (1 - 1e-6));
        expect(Math.abs(step * 100 - Math.round(step * 100))).toBeLessThan(1e-6 * step * 100);
      }),
    );
  });
});

describe('the automatic range', () => {
  test('holds the data, with a margin unless they end on a clean value', () => {
    fc.assert(
      fc.property(prices, prices, fc.integer({min: 1, max: 60}), (a, b, rows) => {
        const data = {low: Math.min(a, b), high: Math.max(a, b)};
        const range = autoRange(data, rows, 0.01);
        expect(range.low).toBeLessThanOrEqual(data.low);
        expect(range.high).toBeGreaterThanOrEqual(data.high);
        expect(range.high).toBeGreaterThan(range.low);
      }),
    );
  });

  test('stands still while prices move inside it, and moves by a quarter of a tick when they leave', () => {
    const before = autoRange({low: 250.1, high: 252.2}, 20, 0.01);
    expect(autoRange({low: 250.1, high: 252.25}, 20, 0.01)).toEqual(before);
    expect(autoRange({low: 250.12, high: 252.2}, 20, 0.01)).toEqual(before);
    const after = autoRange({low: 250.1, high: 252.4}, 20, 0.01);
    expect(after.low).toBe(before.low);
    expect(after.high).toBeCloseTo(before.high + 0.125, 9);
  });

  test('gives a single price some height', () => {
    const range = autoRange({low: 100, high: 100}, 10, 0.01);
    expect(range.low).toBeLessThan(100);
    expect(range.high).toBeGreaterThan(100);
  });

  test('has clean ticks, all of them inside', () => {
    const range = {low: 249.6, high: 252.4};
    const step = tickStep(range, 14, 0.01);
    expect(step).toBe(0.5);
    expect(ticksIn(range, step)).toEqual([250, 250.5, 251, 251.5, 252]);
  });
});

describe('the value scale', () => {
  test('puts the highest value in the first row and the lowest in the last, to half a row', () => {
    const scale = linearScale({low: 10, high: 20}, 5);
    expect([20, 19, 18, 10, 25, 5].map(value => scale.halfOf(value))).toEqual([0, 1, 2, 9, 0, 9]);
    expect([20, 18, 10].map(value => scale.rowOf(value))).toEqual([0, 1, 4]);
    expect([scale.contains(20), scale.contains(20.01)]).toEqual([true, false]);
  });

  test('never leaves its rows and never turns around', () => {
    fc.assert(
      fc.property(prices, prices, fc.integer({min: 1, max: 80}), (a, b, rows) => {
        const scale = linearScale({low: 100, high: 200}, rows);
        expect(scale.rowOf(a)).toBeGreaterThanOrEqual(0);
        expect(scale.rowOf(a)).toBeLessThan(rows);
        if (a >= b) expect(scale.halfOf(a)).toBeLessThanOrEqual(scale.halfOf(b));
      }),
    );
  });
});

describe('the time scale', () => {
  const end = instant(1_000 * MINUTE);

  test('ends with its last slot before the air at the right edge', () => {
    const time = timeScale(end, MINUTE, 1, 10, 2);
    expect(time.slots).toBe(8);
    expect(columnAt(time, plus(end, minutes(-1)))).toBe(7);
    expect(columnAt(time, plus(end, minutes(-8)))).toBe(0);
    expect(columnAt(time, plus(end, minutes(-9)))).toBeUndefined();
    expect(columnAt(time, end)).toBeUndefined();
  });

  test('gives a bar more columns when zoomed, the first ones staying free', () => {
    const time = timeScale(end, MINUTE, 3, 12, 1);
    expect([time.slots, time.left]).toEqual([3, 2]);
    expect(columnAt(time, plus(end, minutes(-3)))).toBe(3);
    expect(slotAt(time, plus(end, minutes(-3)))).toBe(0);
    expect(columnsOf(time, plus(end, minutes(-2)), plus(end, minutes(9)))).toEqual({from: 5, to: 11});
  });

  test('holds nothing without a column', () => {
    const time = timeScale(end, MINUTE, 1, 0, 0);
    expect(time.slots).toBe(0);
    expect(columnsOf(time, plus(end, minutes(-5)), end)).toEqual({from: 0, to: 0});
  });
});
