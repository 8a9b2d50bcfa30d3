import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {cumulativeAbnormal} from '../../src/analytics/abnormal-return.ts';
import {calibratedT} from '../../src/analytics/calibrated-t.ts';
import {bmp, patell, rankTest, signTest} from '../../src/analytics/cross-section.ts';
import {createJumpTest} from '../../src/analytics/jump-test.ts';
import {magnitudeRank} from '../../src/analytics/magnitude-rank.ts';
import {fitMarketAdjusted, fitMarketModel, fitMeanAdjusted} from '../../src/analytics/market-model.ts';
import {leakageShare, reactionShape} from '../../src/analytics/reaction-shape.ts';
import {createRunningModel} from '../../src/analytics/running-model.ts';
import {sameDayBaseline, sessionBaseline} from '../../src/analytics/session-baseline.ts';
import {residualsHeard, studentWidening} from '../../src/analytics/student-widening.ts';
import {todayRatio} from '../../src/analytics/today-ratio.ts';
import {relativeVolume, volumeZ} from '../../src/analytics/volume-score.ts';

const SLOTS = 20;
/** What a broken tape can hold, within the sizes that squares of can be counted. */
const anything = fc.oneof(
  {weight: 8, arbitrary: fc.double({min: -0.1, max: 0.1, noNaN: true}).map(one => (Math.abs(one) < 1e-60 ? 0 : one))},
  {weight: 1, arbitrary: fc.constantFrom(0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e6)},
);
const series = (least: number) => fc.array(anything, {minLength: least, maxLength: 4 * SLOTS});

const expectNumbers = (result: unknown): void => {
  if (typeof result === 'number') expect(result).not.toBeNaN();
  else if (typeof result === 'object' && result !== null) for (const part of Object.values(result)) expectNumbers(part);
};

test('no result holds a NaN, whatever comes in', () => {
  fc.assert(
    fc.property(series(4 * SLOTS), series(4 * SLOTS), series(0), fc.boolean(), (returns, market, short, flag) => {
      const fits = [fitMarketModel(returns, market), fitMeanAdjusted(returns), fitMarketAdjusted(returns, market)];
      for (const fit of fits) {
        expectNumbers(fit);
        if (fit.status === 'ok') expectNumbers(cumulativeAbnormal(fit.model, short, market));
      }
      const running = createRunningModel();
      for (const [slot, r] of returns.entries()) running.put(slot, r, market[slot] ?? 0);
      expectNumbers(running.estimate(3));
      const today = flag ? {returns, market} : {returns};
      for (const baseline of [sessionBaseline(today, SLOTS), sameDayBaseline(today, 70)]) {
        expectNumbers(baseline);
        if (baseline.status !== 'ok') continue;
        const {model, factors, sessions} = baseline;
        expectNumbers(calibratedT(0.01, 3, model, factors[12] ?? 1, todayRatio(returns, factors, model.s, 12)));
        expectNumbers(studentWidening(residualsHeard(returns, SLOTS), sessions, 12, 15));
      }
      const {test: judge} = createJumpTest(8, 60);
      for (const r of returns) expectNumbers(judge(r));
      expectNumbers(magnitudeRank(0.01, short));
      for (const score of [relativeVolume(short[0] ?? 0, market), volumeZ(short[0] ?? 0, market)]) expectNumbers(score);
      expectNumbers(reactionShape(short, flag));
      expectNumbers(leakageShare(returns[0] ?? 0, market[0] ?? 0, flag));
      const events = short.map((car, index) => ({car, se: market[index] ?? 0, count: index}));
      for (const result of [patell(events), bmp(events), signTest(short), rankTest([short, market], 3)])
        expectNumbers(result);
    }),
    {numRuns: 300},
  );
});
