import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {kthSmallest} from '../../src/market/kth-smallest.ts';

const VALUES = fc.array(fc.oneof(fc.integer({min: -3, max: 3}), fc.double({noNaN: true})), {
  minLength: 1,
  maxLength: 300,
});

describe('the element of a rank', () => {
  test('is the one that sorting puts there, and none is lost by looking', () => {
    fc.assert(
      fc.property(VALUES, fc.nat(), (values, at) => {
        const rank = at % values.length;
        const looked = Float64Array.from(values);
        const sorted = Float64Array.from(values).sort();
        expect(kthSmallest(looked, rank)).toEqual(sorted[rank] === 0 ? expect.closeTo(0) : sorted[rank]);
        expect(looked.sort()).toEqual(sorted);
      }),
    );
  });

  test('of two ranks in turn is right for both', () => {
    fc.assert(
      fc.property(VALUES, values => {
        const looked = Float64Array.from(values);
        const sorted = Float64Array.from(values).sort();
        for (const rank of [values.length >> 1, Math.floor(values.length * 0.95)])
          expect(kthSmallest(looked, rank) === sorted[rank]).toBe(true);
      }),
    );
  });

  test('that there is not is not a number', () => {
    expect(kthSmallest(Float64Array.of(), 0)).toBeNaN();
  });
});
