import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {drawLogUniform, drawNormal, drawPoisson, drawWeighted} from '../../../src/feeds/synthetic/draws.ts';
import {createRandom} from '../../../src/feeds/synthetic/seeded-random.ts';

const moments = (values: readonly number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return {mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length};
};
const many = (draw: () => number): readonly number[] => Array.from({length: 20_000}, draw);

describe('draws', () => {
  test('a normal has mean 0, variance 1 and the right tails', () => {
    const random = createRandom('normal');
    const values = many(() => drawNormal(random));
    const {mean, variance} = moments(values);
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
    expect(values.filter(value => Math.abs(value) > 1.96).length / values.length).toBeCloseTo(0.05, 2);
  });

  test.each([0.05, 3, 30, 95])('a Poisson of mean %s has that mean and variance', expected => {
    const random = createRandom('poisson', String(expected));
    const {mean, variance} = moments(many(() => drawPoisson(random, expected)));
    expect(mean / expected).toBeCloseTo(1, 1);
    expect(variance / expected).toBeCloseTo(1, 1);
  });

  test('nothing comes of a mean of 0', () => {
    expect(drawPoisson(createRandom('none'), 0)).toBe(0);
  });

  test('a log-uniform size stays between its ends and favours the small', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({min: 1, max: 500}), fc.integer({min: 0, max: 5_000}), (seed, low, more) => {
        const value = drawLogUniform(createRandom(seed), low, low + more);
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThanOrEqual(low + more);
        expect(Number.isInteger(value)).toBe(true);
      }),
    );
    const random = createRandom('sizes');
    const values = many(() => drawLogUniform(random, 1, 99));
    expect(values.filter(value => value <= 10).length).toBeGreaterThan(values.length / 2);
  });

  test('a weighted draw keeps to the weights', () => {
    const random = createRandom('weights');
    const drawn = Array.from({length: 10_000}, () =>
      drawWeighted(random, [
        ['Q', 3],
        ['P', 1],
      ]),
    );
    expect(drawn.filter(venue => venue === 'Q').length / drawn.length).toBeCloseTo(0.75, 1);
    expect(() => drawWeighted(random, [])).toThrow(RangeError);
  });
});
