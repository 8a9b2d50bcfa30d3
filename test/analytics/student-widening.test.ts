import {describe, expect, test} from 'vitest';
import {residualsHeard, studentWidening} from '../../src/analytics/student-widening.ts';
import {expectClose} from './close-to.ts';

const NORMAL = 1.96;
const even = (slots: number, each: number): Float64Array => new Float64Array(slots).fill(each);

describe('the widening for what factors were learnt from', () => {
  // Tables of Student's t at 97.5%: 2.228138852 for 10 degrees, 2.085963447 for 20, 2.009575237 for 50.
  test('is the Student t of the residuals in the window over that of the normal', () => {
    expectClose(studentWidening(even(78, 10), 10, 4, 5) * NORMAL, 2.2281388519649385);
    expectClose(studentWidening(even(78, 20), 20, 4, 5) * NORMAL, 2.0859634472658364);
    expectClose(studentWidening(even(78, 10), 10, 4, 9) * NORMAL, 2.0085591121007611);
  });

  test('counts what the smooth of a few sessions reaches, and less of it at the day’s ends', () => {
    expect(studentWidening(even(78, 2), 2, 40, 41)).toBe(studentWidening(even(78, 10), 10, 40, 41));
    expect(studentWidening(even(78, 2), 2, 0, 1)).toBe(studentWidening(even(78, 6), 10, 40, 41));
  });

  test('counts slots that the window cuts, and shrinks the longer it is', () => {
    expect(studentWidening(even(78, 12), 12, 4.5, 5.5)).toBe(studentWidening(even(78, 24), 12, 4, 5));
    const wide = [1, 3, 6, 12].map(length => studentWidening(even(78, 20), 20, 10, 10 + length));
    expect(wide).toEqual(wide.toSorted((a, b) => b - a));
    expect(wide.at(-1)).toBeLessThan(1.01);
  });

  test('knows which slots have a residual', () => {
    expect([...residualsHeard([0.1, Number.NaN, 0.2, 0.3, Number.NaN, Number.NaN], 3)]).toEqual([2, 0, 1]);
  });
});
