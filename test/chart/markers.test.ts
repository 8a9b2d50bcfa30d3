import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {textWidth} from '../../src/chart/grid.ts';
import {clusterMarkers, type Marker, markerSign} from '../../src/chart/markers.ts';
import {instant} from '../../src/core/instant.ts';

/** Markers at the columns given, numbered from 1. */
const at = (columns: readonly number[], selected = -1): readonly Marker[] =>
  columns.map((column, index) => ({
    at: instant(column),
    number: index + 1,
    fresh: false,
    selected: index === selected,
  }));

const labels = (markers: readonly Marker[], width = 40): readonly [number, string][] =>
  clusterMarkers(markers, column => (column < width ? column : undefined), width, 'unicode').map(({x, label}) => [
    x,
    label,
  ]);

describe('marker signs', () => {
  test('are circled up to twenty', () => {
    expect([1, 9, 20, 21, 104].map(number => markerSign(number))).toEqual(['①', '⑨', '⑳', '(21)', '(104)']);
    expect(markerSign(3, 'ascii')).toBe('3');
  });
});

describe('clusters', () => {
  test('keep apart what has room and gather what has not', () => {
    expect(labels(at([3, 8, 20]))).toEqual([
      [3, '①'],
      [8, '②'],
      [20, '③'],
    ]);
    expect(labels(at([3, 8, 9, 9, 20]))).toEqual([
      [3, '①'],
      [8, '②+2'],
      [20, '⑤'],
    ]);
  });

  test('name the selected one', () => {
    expect(labels(at([8, 9, 9], 2))).toEqual([[8, '③+2']]);
  });

  test('stay inside at the right edge, and leave out what is out of view', () => {
    expect(labels(at([37, 38, 39, 41]))).toEqual([[37, '①+2']]);
  });

  test('never touch each other and lose no one', () => {
    const columns = fc.array(fc.nat(59), {maxLength: 40});
    fc.assert(
      fc.property(columns, fc.integer({min: 12, max: 60}), (places, width) => {
        const found = labels(at(places), width);
        let free = 0;
        let count = 0;
        for (const [x, label] of found) {
          expect(x).toBeGreaterThanOrEqual(free);
          free = x + textWidth(label) + 1;
          count += 1 + Number(/\+(\d+)$/.exec(label)?.[1] ?? 0);
        }
        if (found.length > 0) expect(free - 1).toBeLessThanOrEqual(width);
        expect(count).toBe(places.filter(column => column < width).length);
      }),
    );
  });
});
