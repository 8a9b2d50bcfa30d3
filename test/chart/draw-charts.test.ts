import {describe, expect, test} from 'vitest';
import {chartWidth, drawCharts, fourCharts} from '../../src/chart/draw-charts.ts';
import {gridText, textWidth} from '../../src/chart/grid.ts';
import {minutes, plus} from '../../src/core/instant.ts';
import {DAY_SESSION, endOf, viewOf, walk} from './chart-fixtures.ts';

const bars = walk(110, plus(DAY_SESSION.openAt, minutes(-70)), 241);
const views = ['ONE', 'TWO', 'THREE', 'FOUR'].map(name =>
  viewOf(bars, endOf(bars), {readout: [{text: name, tone: 'title'}]}),
);

describe('several charts at once', () => {
  test('go two by two, or below each other on a narrow screen, or not at all', () => {
    expect(fourCharts({width: 120, height: 30})).toEqual({across: 2, down: 2});
    expect(fourCharts({width: 60, height: 40})).toEqual({across: 1, down: 4});
    expect(fourCharts({width: 60, height: 20})).toBeUndefined();
    expect(fourCharts({width: 30, height: 90})).toBeUndefined();
  });

  test('stand in their places, all of one size', () => {
    const rows = gridText(drawCharts(views, {width: 121, height: 31}));
    expect(chartWidth(121, 2)).toBe(60);
    expect(rows[0]?.indexOf('ONE')).toBe(1);
    expect(rows[0]?.indexOf('TWO')).toBe(62);
    expect(rows[15]?.indexOf('THREE')).toBe(1);
    expect(rows[15]?.indexOf('FOUR')).toBe(62);
    expect(rows[30]?.replace('│', '').trim()).toBe('');
    for (const row of rows) expect(row[60]).toBe('│');
  });

  test('in ASCII stay in ASCII', () => {
    const ascii = views.map(view => ({...view, glyphs: 'ascii' as const}));
    expect(gridText(drawCharts(ascii, {width: 121, height: 31})).join('')).toMatch(/^[ -~]*$/);
  });

  test('have exactly their cells at any size', () => {
    for (const width of [0, 1, 2, 35, 36, 72, 73, 74, 200])
      for (const height of [0, 1, 2, 15, 16, 17, 31, 32, 60]) {
        const rows = gridText(drawCharts(views, {width, height}));
        expect(rows).toHaveLength(height);
        for (const row of rows) expect(textWidth(row)).toBe(width);
      }
    expect(drawCharts([], {width: 100, height: 30}).height).toBe(30);
  });
});
