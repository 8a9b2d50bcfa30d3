import {describe, expect, test} from 'vitest';
import {leakageShare, reactionShape} from '../../src/analytics/reaction-shape.ts';

describe('the shape of a reaction', () => {
  test('half of it, its peak, and what it gave back', () => {
    expect(reactionShape([0.004, 0.011, 0.025, 0.02], true)).toEqual({
      status: 'ok',
      halfAfter: 2,
      peak: 0.025,
      retrace: 1 - 0.02 / 0.025,
    });
    expect(reactionShape([-0.01, -0.02], true)).toMatchObject({halfAfter: 1, peak: -0.02, retrace: 0});
    expect(reactionShape([0.03, -0.01], true)).toMatchObject({halfAfter: 2, peak: 0.03, retrace: 1 + 0.01 / 0.03});
    expect(reactionShape([Number.NaN, 0.01, 0.02, Number.NaN], true)).toMatchObject({halfAfter: 2, peak: 0.02});
  });

  test('is that of a significant one alone', () => {
    expect(reactionShape([0.01, 0.02], false)).toEqual({status: 'not significant'});
    expect(reactionShape([0.01, 0], true)).toEqual({status: 'not significant'});
    expect(reactionShape([], true)).toEqual({status: 'not significant'});
  });

  test('leakage is what moved before, and its share of the whole', () => {
    expect(leakageShare(0.01, 0.03, true)).toEqual({status: 'ok', leakage: 0.01, share: 0.25});
    expect(leakageShare(-0.01, 0.03, true)).toMatchObject({leakage: -0.01, share: expect.closeTo(-0.5, 12)});
    expect(leakageShare(0.01, 0.03, false)).toEqual({status: 'not significant'});
    expect(leakageShare(0.01, -0.01, true)).toEqual({status: 'not significant'});
  });
});
