import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {MINUTE, minutes, seconds} from '../../src/core/instant.ts';
import {chartZoom, slotOf, zoomLevel} from '../../src/view/chart-zoom.ts';
import {INTERVALS} from '../../src/view/ui-state.ts';

describe('the zoom', () => {
  test('goes from several bars a column over one each to several columns a bar', () => {
    const shown = [-3, -2, -1, 0, 1, 2, 3, 4].map(level => chartZoom(level, MINUTE));
    expect(shown.map(({bars, columns}) => `${bars}:${columns}`)).toEqual([
      '5:1',
      '3:1',
      '2:1',
      '1:1',
      '1:2',
      '1:3',
      '1:5',
      '1:7',
    ]);
  });

  test('ends where a column would hold more than half an hour', () => {
    expect(slotOf(seconds(1), chartZoom(-99, seconds(1)))).toBe(minutes(30));
    expect(zoomLevel(-99, minutes(15))).toBe(-1);
    expect(zoomLevel(99, MINUTE)).toBe(4);
  });

  test('never lets a column hold a part of two sessions, and each level shows more time than the next', () => {
    fc.assert(
      fc.property(fc.constantFrom(...INTERVALS), fc.integer({min: -20, max: 6}), (interval, level) => {
        const zoom = chartZoom(level, interval);
        expect(minutes(30) % slotOf(interval, zoom)).toBe(0);
        const closer = chartZoom(zoomLevel(level, interval) + 1, interval);
        const perColumn = (one: typeof zoom): number => slotOf(interval, one) / one.columns;
        expect(perColumn(closer)).toBeLessThanOrEqual(perColumn(zoom));
      }),
    );
  });
});
