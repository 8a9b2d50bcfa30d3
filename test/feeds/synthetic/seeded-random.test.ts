import {describe, expect, test} from 'vitest';
import {createRandom} from '../../../src/feeds/synthetic/seeded-random.ts';

const first = (count: number, ...labels: readonly string[]): readonly number[] => {
  const random = createRandom(...labels);
  return Array.from({length: count}, random);
};

describe('createRandom', () => {
  test('gives the same numbers for the same labels, others for others', () => {
    expect(first(50, 'seed', 'path')).toEqual(first(50, 'seed', 'path'));
    expect(first(50, 'seed', 'path')).not.toEqual(first(50, 'seed', 'tape'));
    expect(first(5, 'ab', 'c')).not.toEqual(first(5, 'a', 'bc'));
  });

  test('never changes what a seed means', () => {
    expect(first(4, 'tapewire')).toEqual([
      0.376157870516181, 0.9488008809275925, 0.09349054237827659, 0.7965829374734312,
    ]);
  });

  test('fills [0, 1) evenly', () => {
    const counts = new Array<number>(64).fill(0);
    const drawn = first(64_000, 'even');
    for (const value of drawn) counts[Math.floor(value * 64)] = (counts[Math.floor(value * 64)] ?? 0) + 1;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
    expect(drawn.every(value => value >= 0 && value < 1)).toBe(true);
    // 63 degrees of freedom: 99.9% lie below 104.
    expect(chiSquare).toBeLessThan(104);
  });
});
