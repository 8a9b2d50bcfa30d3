import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
  between,
  earlier,
  floorTo,
  formatInstant,
  fromMillis,
  instant,
  later,
  MINUTE,
  minus,
  minutes,
  plus,
  SECOND,
  seconds,
  span,
  toMillis,
} from '../../src/core/instant.ts';

const moment = fc.integer({min: -4e15, max: 4e15}).map(instant);
const length = fc.integer({min: -1e12, max: 1e12}).map(span);

describe('instants and spans', () => {
  test('add, take away and compare as numbers do', () => {
    fc.assert(
      fc.property(moment, moment, length, (a, b, by) => {
        expect(minus(plus(a, by), by)).toBe(a);
        expect(plus(a, between(a, b))).toBe(b);
        expect([earlier(a, b), later(a, b)]).toEqual([Math.min(a, b), Math.max(a, b)]);
      }),
    );
  });

  test('a slot starts at or before the moment, less than one slot before', () => {
    fc.assert(
      fc.property(moment, fc.integer({min: 1, max: 1e9}).map(span), (at, step) => {
        const start = floorTo(at, step);
        expect(start <= at && at - start < step).toBe(true);
        expect(Math.abs(start % step)).toBe(0);
      }),
    );
  });

  test('milliseconds cut downwards, before 1970 too', () => {
    expect(toMillis(instant(-1))).toBe(-1);
    expect(toMillis(fromMillis(1_769_783_400_123))).toBe(1_769_783_400_123);
    expect(seconds(1.5)).toBe(1.5 * SECOND);
    expect(minutes(2)).toBe(2 * MINUTE);
  });

  test('stamps have six decimals and sort as text', () => {
    expect(formatInstant(instant(1_769_783_400_000_001))).toBe('2026-01-30T14:30:00.000001Z');
    const known = fc.integer({min: 0, max: 4e15}).map(instant);
    fc.assert(
      fc.property(known, known, (a, b) => {
        expect(Math.sign(a - b)).toBe(formatInstant(a) < formatInstant(b) ? -1 : a === b ? 0 : 1);
      }),
    );
  });
});
