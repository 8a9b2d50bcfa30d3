import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {splitFactor} from '../../../src/feeds/fetch/split-factor.ts';

const cents = (price: number): number => Math.round(price * 100) / 100;

describe('a split told by one close in two ways', () => {
  test.for([
    [241.73, 241.73, 1],
    [1_208.88, 120.89, 10],
    [750.04, 500.03, 1.5],
    [1.02, 30.6, 1 / 30],
    [2_447, 122.35, 20],
    [100, 99.8, 1],
  ] as const)('%d for %d is %d', ([raw, adjusted, factor]) => {
    expect(splitFactor(raw, adjusted)).toBeCloseTo(factor, 12);
  });

  test('what is no price changes nothing', () => {
    for (const none of [undefined, 0, -1, Number.NaN]) {
      expect(splitFactor(none, 10)).toBe(1);
      expect(splitFactor(10, none)).toBe(1);
    }
  });

  test('the usual splits are found again from closes rounded to the cent', () => {
    const split = fc.constantFrom(...[2, 3, 4, 5, 7, 10, 15, 20, 1.5, 1.25, 1 / 2, 1 / 8, 1 / 10, 1 / 25]);
    fc.assert(
      fc.property(split, fc.integer({min: 20_00, max: 900_00}), (factor, price) => {
        const adjusted = cents(price / 100);
        expect(splitFactor(cents(adjusted * factor), adjusted)).toBeCloseTo(factor, 9);
      }),
    );
  });
});
