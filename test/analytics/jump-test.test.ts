import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {bipowerWindow, createJumpTest, jumpCritical, jumpLevel} from '../../src/analytics/jump-test.ts';
import {minutes} from '../../src/core/instant.ts';
import {expectClose, given} from './close-to.ts';
import {REFERENCE} from './reference-values.ts';

const K = 10;

describe('the jump test', () => {
  test('has the constants of its source', () => {
    const {centre, scale} = jumpLevel(60);
    expectClose(centre, REFERENCE.Cn);
    expectClose(scale, REFERENCE.Sn);
    expectClose(jumpCritical(0.01), REFERENCE.crit, 1e-12);
    expect(jumpCritical(0.01)).toBeCloseTo(4.60015, 5);
    expect([1, 5, 15, 10].map(length => bipowerWindow(minutes(length)))).toEqual([390, 270, 156, 100]);
  });

  test('judges a return by the K − 2 pairs before it', () => {
    const {test: judge} = createJumpTest(K, 60);
    const verdicts = REFERENCE.jumpReturns.map(judge);
    for (const [index, verdict] of verdicts.slice(0, K - 1).entries())
      expect(verdict).toEqual({
        status: 'insufficient baseline',
        reason: 'too few returns',
        count: index,
        needed: K - 1,
      });
    for (const [index, reference] of REFERENCE.jumpL.entries()) {
      const {statistic, score, jump} = given(verdicts[index + K - 1] ?? {status: 'none'});
      expectClose(statistic, reference);
      expectClose(score, (Math.abs(reference) - REFERENCE.Cn) / REFERENCE.Sn);
      expect(jump).toBe(index + K - 1 === 22);
    }
  });

  test('passes over a missing return, and refuses a flat past', () => {
    const [plain, holed] = [createJumpTest(K, 60), createJumpTest(K, 60)];
    for (const [index, r] of REFERENCE.jumpReturns.entries()) {
      if (index % 4 === 0) expect(holed.test(Number.NaN)).toMatchObject({reason: 'nothing measured'});
      expect(holed.test(r)).toEqual(plain.test(r));
    }
    const flat = createJumpTest(3, 60);
    for (const r of [0, 0]) flat.test(r);
    expect(flat.test(0.01)).toMatchObject({reason: 'no variation'});
  });

  test('keeps a sum that no giant leaves a trace in', () => {
    const size = fc.oneof(
      fc.double({min: -0.01, max: 0.01, noNaN: true}),
      fc.double({min: -1e9, max: 1e9, noNaN: true}),
    );
    fc.assert(
      fc.property(fc.array(size, {minLength: K, maxLength: 60}), returns => {
        const {test: judge} = createJumpTest(K, 60);
        for (const [index, r] of returns.entries()) {
          const verdict = judge(r);
          if (verdict.status !== 'ok') continue;
          let sum = 0;
          for (let j = index - K + 2; j < index; j++) sum += Math.abs(returns[j] ?? 0) * Math.abs(returns[j - 1] ?? 0);
          expectClose(verdict.statistic, r / Math.sqrt(sum / (K - 2)), 1e-9);
        }
      }),
    );
  });
});
