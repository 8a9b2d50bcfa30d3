import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {cumulativeAbnormal} from '../../src/analytics/abnormal-return.ts';
import {calibratedT} from '../../src/analytics/calibrated-t.ts';
import {fitMarketModel} from '../../src/analytics/market-model.ts';
import {sameDayBaseline, sessionBaseline, windowReaction} from '../../src/analytics/session-baseline.ts';
import {todayRatio} from '../../src/analytics/today-ratio.ts';
import {expectClose, given} from './close-to.ts';

const SLOTS = 78;
const value = fc.double({min: -0.02, max: 0.02, noNaN: true});
const day = fc.record({
  returns: fc.array(fc.oneof({weight: 20, arbitrary: value}, {weight: 1, arbitrary: fc.constant(Number.NaN)}), {
    minLength: SLOTS,
    maxLength: SLOTS,
  }),
  market: fc.array(value, {minLength: SLOTS, maxLength: SLOTS}),
});
const wave = (count: number, step: number) => Array.from({length: count}, (_, index) => Math.sin(index * step) * 0.002);
const earlier = {returns: wave(3 * SLOTS, 1.7), market: wave(3 * SLOTS, 0.9)};
const today = {returns: wave(SLOTS, 2.3), market: wave(SLOTS, 1.1)};

describe('a reaction on its baseline', () => {
  test('is the parts put together', () => {
    const baseline = given(sessionBaseline(earlier, SLOTS));
    const {model, factors} = baseline;
    expect(model).toEqual(given(fitMarketModel(earlier.returns, earlier.market)).model);
    expect(baseline.sessions).toBe(3);
    const reaction = given(windowReaction(baseline, today, 40, 43));
    const {car} = given(cumulativeAbnormal(model, today.returns, today.market, 40, 43));
    const left = today.returns.map((r, slot) => r - model.a - model.b * (today.market[slot] ?? 0));
    const ratio = todayRatio(left, factors, model.s, 40);
    const square = [40, 41, 42].reduce((sum, slot) => sum + (factors[slot] ?? 0) ** 2 / 3, 0);
    const {t, se, detectable} = given(calibratedT(car, 3, model, square, ratio));
    expectClose(reaction.t, t);
    expectClose(reaction.se, se);
    expectClose(reaction.detectable, detectable);
    expect(reaction).toMatchObject({car, ratio, length: 3});
  });

  test('is held against the mean alone when there is no benchmark', () => {
    const baseline = given(sessionBaseline({returns: earlier.returns}, SLOTS));
    expect(baseline.model.kind).toBe('mean-adjusted');
    expect(windowReaction(baseline, {returns: today.returns}, 10, 13)).toMatchObject({status: 'ok', length: 3});
  });

  test('of the same day needs sixty returns before it', () => {
    expect(sameDayBaseline(today, 59)).toMatchObject({reason: 'too few returns', count: 59, needed: 60});
    const baseline = given(sameDayBaseline(today, 60));
    expect(baseline.sessions).toBe(0);
    expect(baseline.model.count).toBe(60);
    expect(windowReaction(baseline, today, 60, 63)).toMatchObject({status: 'ok', length: 3});
  });

  test('refuses instead of giving a NaN', () => {
    expect(sessionBaseline({returns: [0.1], market: [0.1]}, SLOTS)).toMatchObject({reason: 'too few returns'});
    const baseline = given(sessionBaseline(earlier, SLOTS));
    expect(windowReaction(baseline, {returns: [Number.NaN], market: [0]}, 0, 1)).toMatchObject({
      reason: 'nothing measured',
    });
  });

  test('does not change with what comes after its window', () => {
    const baseline = given(sessionBaseline(earlier, SLOTS));
    fc.assert(
      fc.property(day, fc.integer({min: 60, max: SLOTS - 13}), fc.integer({min: 1, max: 12}), (drawn, from, length) => {
        const to = from + length;
        const cut = {
          returns: drawn.returns.map((r, slot) => (slot < to ? r : Number.NaN)),
          market: drawn.market.map((m, slot) => (slot < to ? m : 1e6)),
        };
        expect(windowReaction(baseline, cut, from, to)).toEqual(windowReaction(baseline, drawn, from, to));
        expect(sameDayBaseline(cut, from)).toEqual(sameDayBaseline(drawn, from));
      }),
    );
  });
});
