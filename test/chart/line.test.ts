import {describe, expect, test} from 'vitest';
import {paintArea} from '../../src/chart/braille-area.ts';
import {columnValues} from '../../src/chart/column-values.ts';
import {createGrid, gridText, gridTones} from '../../src/chart/grid.ts';
import {paintLine, strokeSample} from '../../src/chart/line.ts';
import type {Plot} from '../../src/chart/plot.ts';
import {linearScale} from '../../src/chart/scale.ts';
import {timeScale} from '../../src/chart/time-scale.ts';
import {MINUTE, minutes, plus} from '../../src/core/instant.ts';
import {DAY_SESSION} from './chart-fixtures.ts';

const plot = (width: number, rows: number, glyphs: Plot['glyphs'] = 'unicode'): Plot => ({
  grid: createGrid(width, rows),
  scale: linearScale({low: 0, high: rows}, rows),
  time: timeScale(DAY_SESSION.closeAt, MINUTE, 1, width, 0),
  glyphs,
});

const values = [0.5, 1.5, 2.5, undefined, 2.5, 0.5, undefined, 1.5];

describe('a line', () => {
  test('turns corners between whole rows and breaks where nothing is known', () => {
    const canvas = plot(8, 3);
    paintLine(canvas, values, 'accent');
    expect(gridText(canvas.grid)).toEqual(['  ╭ ─╮  ', ' ╭╯  │ ─', '─╯   ╰  ']);
    expect(gridTones(canvas.grid)).toEqual(['..a.aa..', '.aa..a.a', 'aa...a..']);
  });

  test('has a stroke of its own for each name', () => {
    const canvas = plot(3, 2);
    paintLine(canvas, [0.5, 1.5, 1.5], 'series3', 2);
    expect(gridText(canvas.grid)).toEqual([' ╔═', '═╝ ']);
    expect(new Set([0, 1, 2, 3, 4].map(index => strokeSample(index, 'unicode'))).size).toBe(5);
    expect(new Set([0, 1, 2, 3, 4].map(index => strokeSample(index, 'ascii'))).size).toBe(5);
  });

  test('fits into one row, and into none', () => {
    const canvas = plot(3, 1);
    paintLine(canvas, [0.1, 0.9, 0.2], 'accent');
    expect(gridText(canvas.grid)).toEqual(['───']);
    expect(() => paintLine(plot(3, 0), [1, 2, 3], 'accent')).not.toThrow();
  });
});

describe('an area', () => {
  test('is filled to a quarter of a row, its edge apart from its body', () => {
    const canvas = plot(3, 2);
    paintArea(canvas, [0.5, 2, undefined], 'accent', 'faint');
    expect(gridText(canvas.grid)).toEqual([' ⣸ ', '⣤⣿ ']);
    expect(gridTones(canvas.grid)[1]?.[0]).toBe('a');
  });

  test('needs no more than ASCII', () => {
    const canvas = plot(2, 2, 'ascii');
    paintArea(canvas, [2, 2], 'accent', 'faint');
    expect(gridText(canvas.grid)).toEqual(['**', '::']);
  });
});

describe('values by column', () => {
  test('run straight between neighbouring slots only', () => {
    const time = timeScale(plus(DAY_SESSION.openAt, minutes(4)), MINUTE, 2, 8, 0);
    const points = [0, 1, 3].map(index => ({at: plus(DAY_SESSION.openAt, minutes(index)), value: index * 10}));
    expect(columnValues(points, time)).toEqual([0, 5, 10, undefined, undefined, undefined, 30, undefined]);
  });
});
