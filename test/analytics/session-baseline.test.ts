import {describe, expect, test} from 'vitest';
import {fitMarketModel} from '../../src/analytics/market-model.ts';
import {sameDayBaseline, sessionBaseline} from '../../src/analytics/session-baseline.ts';
import {timeOfDayFactors} from '../../src/analytics/time-of-day.ts';
import {given} from './close-to.ts';

const SLOTS = 78;
const wave = (count: number, step: number) => Array.from({length: count}, (_, index) => Math.sin(index * step) * 0.002);
const earlier = {returns: wave(3 * SLOTS, 1.7), market: wave(3 * SLOTS, 0.9)};
const today = {returns: wave(SLOTS, 2.3), market: wave(SLOTS, 1.1)};

describe('a baseline', () => {
  test('is the parts put together', () => {
    const baseline = given(sessionBaseline(earlier, SLOTS));
    const {model, factors} = baseline;
    expect(model).toEqual(given(fitMarketModel(earlier.returns, earlier.market)).model);
    expect(baseline.sessions).toBe(3);
    const left = earlier.returns.map((r, slot) => r - model.a - model.b * (earlier.market[slot] ?? 0));
    expect(factors).toEqual(given(timeOfDayFactors(left, SLOTS)).factors);
  });

  test('is held against the mean alone when there is no benchmark', () => {
    const baseline = given(sessionBaseline({returns: earlier.returns}, SLOTS));
    expect(baseline.model.kind).toBe('mean-adjusted');
  });

  test('of the same day needs sixty returns before it', () => {
    expect(sameDayBaseline(today, 59)).toMatchObject({reason: 'too few returns', count: 59, needed: 60});
    const baseline = given(sameDayBaseline(today, 60));
    expect(baseline.sessions).toBe(0);
    expect(baseline.model.count).toBe(60);
    expect(baseline.factors).toEqual(new Float64Array(SLOTS).fill(1));
  });

  test('of the same day is that of the last two hours of minutes', () => {
    const long = Float64Array.from({length: 200}, (_, slot) => (slot < 80 ? 50 : 1) * ((slot % 7) - 3) * 1e-4);
    const tail = long.map((r, slot) => (slot < 80 ? Number.NaN : r));
    const baseline = given(sameDayBaseline({returns: long}, 200));
    expect(baseline.model.count).toBe(120);
    expect(baseline).toEqual(sameDayBaseline({returns: tail}, 200));
  });

  test('refuses instead of giving a NaN', () => {
    expect(sessionBaseline({returns: [0.1], market: [0.1]}, SLOTS)).toMatchObject({reason: 'too few returns'});
  });

  test('of the same day does not change with what comes after', () => {
    const cut = {...today, returns: today.returns.map((r, slot) => (slot < 60 ? r : Number.NaN))};
    expect(sameDayBaseline(cut, 60)).toEqual(sameDayBaseline(today, 60));
  });
});
