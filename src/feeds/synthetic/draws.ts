import type {Random} from './seeded-random.ts';

/** Standard normal, by Marsaglia's polar method: no sine, so that every engine agrees on the bits. */
export const drawNormal = (random: Random): number => {
  for (;;) {
    const u = 2 * random() - 1;
    const v = 2 * random() - 1;
    const square = u * u + v * v;
    if (square > 0 && square < 1) return u * Math.sqrt((-2 * Math.log(square)) / square);
  }
};

/** How many of a Poisson process with this mean; by Knuth's product, in steps that cannot underflow. */
export const drawPoisson = (random: Random, mean: number): number => {
  let count = 0;
  for (let left = mean; left > 0; left -= 30) {
    const limit = Math.exp(-Math.min(left, 30));
    for (let product = random(); product > limit; product *= random()) count++;
  }
  return count;
};

/** A whole number from `low` to `high`, each size class as likely as the next: small ones dominate. */
export const drawLogUniform = (random: Random, low: number, high: number): number =>
  Math.min(high, Math.floor(low * Math.exp(random() * Math.log((high + 1) / low))));

export type Weighted<T> = readonly (readonly [value: T, weight: number])[];

/** One of the values, as often as its weight says. */
export const drawWeighted = <T>(random: Random, choices: Weighted<T>): T => {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let left = random() * total;
  for (const [value, weight] of choices) {
    left -= weight;
    if (left < 0) return value;
  }
  throw new RangeError('nothing to draw from');
};
