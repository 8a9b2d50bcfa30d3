import {describe, expect, test} from 'vitest';
import {gridText, gridTones} from '../../src/chart/grid.ts';
import {drawSparkline} from '../../src/chart/sparkline.ts';

const one = (values: readonly (number | undefined)[], width: number, glyphs: 'unicode' | 'ascii' = 'unicode') =>
  gridText(drawSparkline(values, {width, height: 1}, 'up', glyphs))[0];

describe('a sparkline', () => {
  test('shows two values a cell from its low to its high', () => {
    expect(one([1, 2, 3, 4, 4, 1], 3)).toBe('⣠⣾⣇');
    expect(gridTones(drawSparkline([1, 2], {width: 1, height: 1}, 'down'))).toEqual(['d']);
  });

  test('takes the last value of each share of a long series, and stretches a short one', () => {
    expect(one([9, 1, 9, 4], 1)).toBe('⣠');
    expect(one([1, 4], 2)).toBe('⣀⣿');
  });

  test('leaves blank what is not known', () => {
    expect(one([undefined, undefined, 1, 4], 2)).toBe(' ⣸');
    expect(one([], 3)).toBe('   ');
  });

  test('lies low when nothing moves', () => {
    expect(one([5, 5, 5, 5], 2)).toBe('⣀⣀');
  });

  test('can be ASCII, higher than a row, or nothing at all', () => {
    expect(one([1, 1, 4, 4], 2, 'ascii')).toBe("_'");
    expect(gridText(drawSparkline([1, 8], {width: 1, height: 2}, 'up'))).toEqual(['⢸', '⣸']);
    expect(drawSparkline([1, 2], {width: 0, height: 0}, 'up').glyphs).toEqual([]);
  });
});
