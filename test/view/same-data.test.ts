import fc from 'fast-check';
import {expect, test} from 'vitest';
import {sameData} from '../../src/view/same-data.ts';

test('data is the same as its copy, and two pieces are the same just when they are written alike', () => {
  const data = fc.jsonValue({maxDepth: 3});
  fc.assert(
    fc.property(data, value => {
      expect(sameData(value, structuredClone(value))).toBe(true);
    }),
  );
  fc.assert(
    fc.property(data, data, (a, b) => {
      // Sorted names: in which order an object was made says nothing.
      const written = (value: unknown): string =>
        JSON.stringify(value, (_, part) =>
          part !== null && typeof part === 'object' && !Array.isArray(part)
            ? Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1)))
            : Object.is(part, -0)
              ? '-0'
              : part,
        );
      expect(sameData(a, b)).toBe(written(a) === written(b));
    }),
  );
});

test('a name that is missing is not one that holds undefined, and NaN is itself', () => {
  expect(sameData({a: undefined}, {b: undefined})).toBe(false);
  expect(sameData({a: undefined}, {})).toBe(false);
  expect(sameData([Number.NaN], [Number.NaN])).toBe(true);
  expect(sameData([], {})).toBe(false);
  expect(sameData(null, {})).toBe(false);
});
