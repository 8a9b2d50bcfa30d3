import {describe, expect, test} from 'vitest';
import {adjustedP} from '../../src/analytics/false-discovery.ts';
import {normalCdf, normalTwoSided} from '../../src/analytics/normal.ts';
import {studentCdf, studentTwoSided} from '../../src/analytics/student.ts';
import {expectClose} from './close-to.ts';
import {REFERENCE} from './reference-values.ts';

describe('tails', () => {
  test('of the normal distribution', () => {
    for (const [z, p] of REFERENCE.normal) expectClose(normalCdf(z), p, 1e-12);
    for (const [z, p] of REFERENCE.normal) if (z <= 0) expectClose(normalTwoSided(-z), 2 * p, 1e-12);
    expect(normalCdf(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(normalCdf(Number.POSITIVE_INFINITY)).toBe(1);
  });

  test("of Student's, from one degree of freedom to a million", () => {
    for (const [t, freedom, p] of REFERENCE.student) {
      expectClose(studentTwoSided(t, freedom), p, 1e-12);
      expectClose(studentCdf(-Math.abs(t), freedom), p / 2, 1e-12);
      expectClose(studentCdf(Math.abs(t), freedom), 1 - p / 2, 1e-12);
    }
    expect(studentTwoSided(0, 5)).toBe(1);
    expect(studentTwoSided(Number.POSITIVE_INFINITY, 5)).toBe(0);
  });
});

describe('adjusted p-values', () => {
  test('keep the false discovery rate', () => {
    const mixed = [...REFERENCE.ps].reverse();
    const adjusted = adjustedP(mixed).reverse();
    for (const [index, p] of REFERENCE.bh.entries()) expectClose(adjusted[index] ?? 0, p, 1e-12);
    expect(adjustedP([])).toHaveLength(0);
  });
});
