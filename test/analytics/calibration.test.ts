import {describe, expect, test} from 'vitest';
import {calibratedT, isAlert} from '../../src/analytics/calibrated-t.ts';
import {magnitudeRank} from '../../src/analytics/magnitude-rank.ts';
import {fitMeanAdjusted} from '../../src/analytics/market-model.ts';
import {meanSquareFactor, timeOfDayFactors} from '../../src/analytics/time-of-day.ts';
import {todayRatio} from '../../src/analytics/today-ratio.ts';
import {relativeVolume, volumeZ} from '../../src/analytics/volume-score.ts';
import {instant, minutes, plus} from '../../src/core/instant.ts';
import {expectClose, given} from './close-to.ts';
import {REFERENCE} from './reference-values.ts';

const {today, todayFactors} = REFERENCE;
const S = 0.0009;
const model = {...given(fitMeanAdjusted(REFERENCE.returns, 2)).model, s: S, count: 24};

describe('the time of day', () => {
  test('of ten sessions is each slot on its own, with a mean square of 1', () => {
    const {factors, sessions} = given(timeOfDayFactors(REFERENCE.residualsTen, 4));
    for (const [slot, factor] of REFERENCE.factorsTen.entries()) expectClose(factors[slot] ?? 0, factor);
    expectClose(
      factors.reduce((sum, one) => sum + (one * one) / 4, 0),
      1,
    );
    expect(sessions).toBe(10);
  });

  test('of fewer is smoothed over five slots and has a floor', () => {
    const {factors, sessions} = given(timeOfDayFactors(REFERENCE.residuals, 8));
    for (const [slot, factor] of REFERENCE.factorsFew.entries()) expectClose(factors[slot] ?? 0, factor);
    expect(Math.min(...factors)).toBe(0.3);
    expect(sessions).toBe(3);
  });

  test('takes what is missing as missing, not as quiet', () => {
    const none = new Array<number>(4).fill(Number.NaN);
    expect(given(timeOfDayFactors([...REFERENCE.residualsTen, ...none], 4))).toEqual(
      given(timeOfDayFactors(REFERENCE.residualsTen, 4)),
    );
    const far = new Array<number>(8).fill(Number.NaN);
    far[0] = 0.01;
    expect([...given(timeOfDayFactors(far, 8)).factors]).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
    expect(timeOfDayFactors(none, 4)).toMatchObject({reason: 'too few sessions'});
    expect(timeOfDayFactors([0, 0], 2)).toMatchObject({reason: 'no variation'});
  });

  test('weighs a window by the time it has in each slot', () => {
    const openAt = instant(0);
    const at = (count: number) => plus(openAt, minutes(count));
    const mean = (from: number, to: number) => meanSquareFactor([2, 1, 0.5], openAt, minutes(5), at(from), at(to));
    expectClose(mean(0, 15), (4 + 1 + 0.25) / 3);
    expectClose(mean(4, 6), (4 + 1) / 2);
    expectClose(mean(4, 11), (4 + 5 + 0.25) / 7);
    expectClose(mean(6, 7), 1);
    expectClose(mean(-5, 5), (1 + 4) / 2);
    expectClose(mean(10, 20), (0.25 + 1) / 2);
  });
});

describe("today's ratio", () => {
  test('looks back on 36 slots, with a prior of 24', () => {
    expectClose(todayRatio(today, todayFactors, S), REFERENCE.ratio36);
    expectClose(todayRatio(today, todayFactors, S, 10), REFERENCE.ratio10);
  });

  test('is 1 before six slots have a residual, and reads nothing from its end on', () => {
    expect(todayRatio(today, todayFactors, S, 5)).toBe(1);
    expect(todayRatio([Number.NaN, ...today.slice(0, 5)], todayFactors, S)).toBe(1);
    expect(todayRatio(today.slice(0, 10), todayFactors, S)).toBe(todayRatio(today, todayFactors, S, 10));
  });
});

describe('the calibrated t', () => {
  test('divides by the hour and the day', () => {
    const square = meanSquareFactor(todayFactors, instant(0), minutes(5), instant(minutes(50)), instant(minutes(70)));
    const {t, se, detectable} = given(calibratedT(0.0042, 4, model, square, REFERENCE.ratio10));
    expectClose(t, REFERENCE.calibrated);
    expectClose(detectable, 1.96 * se);
    expectClose(0.0042 / se, t);
    expect(calibratedT(0.1, 1, model, 0, 1)).toMatchObject({reason: 'no variation'});
  });

  test('alerts from 3.3 on, either way', () => {
    expect([3.29, 3.3, -3.3].map(isAlert)).toEqual([false, true, true]);
  });
});

describe('the rank of a reaction', () => {
  test('is by size, among itself and the others', () => {
    expect(magnitudeRank(-0.03, [0.01, -0.02, 0.029])).toEqual({status: 'ok', rank: 1, of: 4});
    expect(magnitudeRank(0.01, [0.01, -0.02, Number.NaN, 0.005])).toEqual({status: 'ok', rank: 2, of: 4});
    expect(magnitudeRank(0.01, [Number.NaN])).toMatchObject({reason: 'too few sessions'});
  });
});

describe('volume', () => {
  const earlier = [120_000, 98_000, 143_500, 110_250, 87_000, 131_000];

  test('against its slot on earlier sessions', () => {
    expectClose(given(relativeVolume(410_000, earlier)).value, REFERENCE.rvol);
    expectClose(given(volumeZ(410_000, earlier)).value, REFERENCE.volumeZ);
    expectClose(given(relativeVolume(410_000, [Number.NaN, ...earlier])).value, REFERENCE.rvol);
    expectClose(given(volumeZ(410_000, [0, Number.NaN, ...earlier])).value, REFERENCE.volumeZ);
  });

  test('needs sessions to say so', () => {
    expect(volumeZ(1, earlier.slice(2))).toMatchObject({reason: 'too few sessions', count: 4, needed: 5});
    expect(volumeZ(1, [7, 7, 7, 7, 7])).toMatchObject({reason: 'no variation'});
    expect(volumeZ(0, earlier)).toMatchObject({reason: 'nothing measured'});
    expect(relativeVolume(1, [])).toMatchObject({reason: 'too few sessions', count: 0, needed: 1});
    expect(relativeVolume(1, [0, 0])).toMatchObject({reason: 'no variation'});
  });
});
