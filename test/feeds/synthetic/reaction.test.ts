import {describe, expect, test} from 'vitest';
import {ticker} from '../../../src/core/ticker.ts';
import {addResponses, heatOf, responseAfter} from '../../../src/feeds/synthetic/reaction.ts';
import type {Reaction} from '../../../src/feeds/synthetic/scenario.ts';
import {FIRST_SECOND} from '../../../src/feeds/synthetic/session-curve.ts';

const AMZN = ticker('AMZN');
const reaction: Reaction = {
  symbol: AMZN,
  second: FIRST_SECOND + 100,
  jump: 0.02,
  within: 8,
  keep: 0.4,
  halfLife: 60,
  volume: 10,
  fade: 30,
};

describe('reactions', () => {
  test('run to the jump, then give back by halves what is not kept', () => {
    const whole = Math.log(1.02);
    expect(responseAfter(reaction, 0)).toBe(0);
    expect(responseAfter(reaction, 3)).toBeGreaterThan(whole / 2);
    expect(responseAfter(reaction, 8)).toBeCloseTo(whole, 12);
    expect(responseAfter(reaction, 68)).toBeCloseTo(whole * 0.7, 12);
    expect(responseAfter(reaction, 100_000)).toBeCloseTo(whole * 0.4, 12);
  });

  test('reach the name they are of, from their moment on', () => {
    const path = new Float64Array(200);
    addResponses(path, AMZN, [reaction]);
    expect(path[100]).toBe(0);
    expect(path[101]).toBeGreaterThan(0);
    const other = new Float64Array(200);
    addResponses(other, ticker('MSFT'), [reaction]);
    expect(other.every(value => value === 0)).toBe(true);
  });

  test('bring prints that fade', () => {
    const heat = heatOf(200, AMZN, [reaction]);
    expect(heat[99]).toBe(0);
    expect(heat[100]).toBe(10);
    expect(heat[130]).toBeCloseTo(10 / Math.E, 9);
  });
});
