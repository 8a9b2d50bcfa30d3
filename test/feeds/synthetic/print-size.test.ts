import {expect, test} from 'vitest';
import {drawSize, meanSize} from '../../../src/feeds/synthetic/print-size.ts';
import {createRandom} from '../../../src/feeds/synthetic/seeded-random.ts';
import {loadModel} from './scenario-fixtures.ts';

test('the mean size of prints is what it is said to be', () => {
  const {sizes} = loadModel();
  const random = createRandom('sizes');
  const drawn = Array.from({length: 200_000}, () => drawSize(random, sizes));
  expect(drawn.every(size => Number.isInteger(size) && size > 0)).toBe(true);
  expect(drawn.reduce((sum, size) => sum + size, 0) / drawn.length / meanSize(sizes)).toBeCloseTo(1, 1);
});
