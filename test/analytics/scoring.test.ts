import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {brierScore} from '../../src/analytics/brier-score.ts';
import {exactSignTest} from '../../src/analytics/exact-sign-test.ts';
import {wilsonInterval} from '../../src/analytics/wilson.ts';

describe('Wilson’s interval', () => {
  // Newcombe (1998), Statistics in Medicine 17, 857–872, table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i of %i is Newcombe’s', (hits, count, low, high) => {
    const interval = wilsonInterval(hits, count);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  test('solves the score equation at both ends', () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 500}), fc.nat(500), (count, some) => {
        const hits = Math.min(some, count);
        const share = hits / count;
        const {low, high} = wilsonInterval(hits, count);
        expect(low).toBeLessThanOrEqual(share + 1e-12);
        expect(high).toBeGreaterThanOrEqual(share - 1e-12);
        for (const end of [low, high].filter(one => one > 1e-9 && one < 1 - 1e-9))
          expect(Math.abs(share - end) / Math.sqrt((end * (1 - end)) / count)).toBeCloseTo(1.959963984540054, 6);
      }),
    );
  });

  test('is everything when nothing was counted', () => {
    expect(wilsonInterval(0, 0)).toEqual({low: 0, high: 1});
  });
});

describe('the sign test', () => {
  test('is exact', () => {
    expect(exactSignTest(0, 0)).toBe(1);
    expect(exactSignTest(5, 0)).toBeCloseTo(2 / 32, 12);
    expect(exactSignTest(8, 2)).toBeCloseTo((2 * (1 + 10 + 45)) / 1024, 12);
    expect(exactSignTest(3, 3)).toBe(1);
    expect(exactSignTest(2, 8)).toBe(exactSignTest(8, 2));
  });
});

describe('Brier’s score', () => {
  test('is 0 for sure and right, 2 for sure and wrong, 2/3 for knowing nothing of three', () => {
    expect(brierScore([1, 0, 0], 0)).toBe(0);
    expect(brierScore([1, 0, 0], 2)).toBe(2);
    expect(brierScore([1 / 3, 1 / 3, 1 / 3], 1)).toBeCloseTo(2 / 3, 12);
  });
});
