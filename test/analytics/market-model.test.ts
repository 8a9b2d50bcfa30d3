import {describe, expect, test} from 'vitest';
import {abnormalError, abnormalReturn, cumulativeAbnormal} from '../../src/analytics/abnormal-return.ts';
import {fitMarketAdjusted, fitMarketModel, fitMeanAdjusted} from '../../src/analytics/market-model.ts';
import {expectClose, given} from './close-to.ts';
import {REFERENCE} from './reference-values.ts';

const {returns, market, eventReturns, eventMarket} = REFERENCE;
const fitted = () => given(fitMarketModel(returns, market, 3)).model;

describe('the market model', () => {
  test('is ordinary least squares with T − 2 degrees of freedom', () => {
    const model = fitted();
    for (const key of ['a', 'b', 's', 'meanMarket', 'sxx'] as const) expectClose(model[key], REFERENCE.ols[key]);
    expect(model.count).toBe(24);
  });

  test('gives abnormal returns, each with the error of a prediction', () => {
    for (const [index, m] of eventMarket.entries()) {
      expectClose(abnormalReturn(fitted(), eventReturns[index] ?? 0, m), REFERENCE.ar[index] ?? 0);
      expectClose(abnormalError(fitted(), m), REFERENCE.arError[index] ?? 0);
    }
  });

  test('sums them with the variance of the sum, whose parts share the estimate', () => {
    const {car, se, length} = given(cumulativeAbnormal(fitted(), eventReturns, eventMarket));
    expectClose(car, REFERENCE.car);
    expectClose(se, REFERENCE.carError);
    expect(length).toBe(4);
    expect(se).toBeGreaterThan(fitted().s * 2);
    const one = given(cumulativeAbnormal(fitted(), eventReturns, eventMarket, 1, 2));
    expectClose(one.se, abnormalError(fitted(), eventMarket[1]));
  });

  test('passes over what is missing', () => {
    const gap = [Number.NaN, 0.001, 0.002];
    const holed = given(fitMarketModel([...gap, ...returns], [0.001, Number.NaN, Number.NaN, ...market], 3)).model;
    expect(holed).toEqual(fitted());
    const summed = cumulativeAbnormal(fitted(), [...gap, ...eventReturns], [0, Number.NaN, Number.NaN, ...eventMarket]);
    expect(given(summed).length).toBe(4);
  });

  test('keeps its digits far from zero', () => {
    const far = given(
      fitMarketModel(
        returns.map(r => r + 1e3),
        market.map(m => m - 1e3),
        3,
      ),
    ).model;
    expectClose(far.b, REFERENCE.ols.b);
    expectClose(far.s, REFERENCE.ols.s);
  });

  test('refuses what says nothing', () => {
    expect(fitMarketModel(returns, market)).toEqual({
      status: 'insufficient baseline',
      reason: 'too few returns',
      count: 24,
      needed: 60,
    });
    expect(fitMarketModel([1, 2], [1, 3], 0)).toMatchObject({reason: 'too few returns', count: 2, needed: 3});
    expect(
      fitMarketModel(
        returns,
        returns.map(() => 0.1),
        3,
      ),
    ).toMatchObject({reason: 'flat benchmark'});
    expect(
      fitMarketModel(
        market.map(m => 2 * m + 0.1),
        market,
        3,
      ),
    ).toMatchObject({reason: 'no variation'});
    expect(cumulativeAbnormal(fitted(), [Number.NaN], [0])).toMatchObject({reason: 'nothing measured'});
    expect(cumulativeAbnormal(fitted(), eventReturns, eventMarket, 2, 2)).toMatchObject({reason: 'nothing measured'});
  });
});

describe('the models without a line', () => {
  test('mean-adjusted: the mean, and s·√(L(1 + L/T))', () => {
    const {model} = given(fitMeanAdjusted(returns, 2));
    expectClose(model.a, REFERENCE.meanAdjusted.a);
    expectClose(model.s, REFERENCE.meanAdjusted.s);
    const {car, se} = given(cumulativeAbnormal(model, eventReturns, []));
    expectClose(car, REFERENCE.meanAdjusted.car);
    expectClose(se, REFERENCE.meanAdjusted.carError);
    expectClose(se, model.s * Math.sqrt(4 * (1 + 4 / 24)));
    expect(fitMeanAdjusted([0.1, 0.1, 0.1], 2)).toMatchObject({reason: 'no variation'});
    expect(fitMeanAdjusted(returns)).toMatchObject({reason: 'too few returns'});
  });

  test('market-adjusted: nothing is estimated', () => {
    const {model} = given(fitMarketAdjusted(returns, market, 1));
    expectClose(model.s, REFERENCE.marketAdjusted.s);
    const {car, se} = given(cumulativeAbnormal(model, eventReturns, eventMarket));
    expectClose(car, REFERENCE.marketAdjusted.car);
    expectClose(se, REFERENCE.marketAdjusted.carError);
    expect(fitMarketAdjusted(market, market, 1)).toMatchObject({reason: 'no variation'});
    expect(fitMarketAdjusted(returns, market)).toMatchObject({reason: 'too few returns'});
  });
});
