import {BRAILLE_DOTS, brailleFill} from './braille.ts';
import type {GlyphSet} from './glyph-set.ts';
import {createGrid, type Grid, putCell, type Tone} from './grid.ts';

const ASCII_LEVELS = ['_', '.', '-', "'"] as const;

/** Where value `index` of `count` columns lies in the series: its share's last known value. */
const sampleAt = (values: readonly (number | undefined)[], index: number, count: number): number | undefined => {
  const from = Math.floor((index * values.length) / count);
  const to = Math.max(from + 1, Math.floor(((index + 1) * values.length) / count));
  for (let at = Math.min(to, values.length) - 1; at >= from; at--) if (values[at] !== undefined) return values[at];
  return undefined;
};

/** The lowest and highest of the values that are known. */
const extremes = (values: readonly (number | undefined)[]): {low: number; high: number} => {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value === undefined) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return {low, high};
};

/** A series in few cells, two values a column, from its own low to its own high; unknown values stay blank. */
export const drawSparkline = (
  values: readonly (number | undefined)[],
  size: {readonly width: number; readonly height: number},
  tone: Tone,
  glyphs: GlyphSet = 'unicode',
): Grid => {
  const grid = createGrid(size.width, size.height);
  const {low, high} = extremes(values);
  const dots = grid.height * BRAILLE_DOTS;
  const levelOf = (value: number | undefined): number =>
    value === undefined ? 0 : high > low ? 1 + Math.round(((value - low) / (high - low)) * (dots - 1)) : 1;
  for (let x = 0; x < grid.width; x++) {
    const left = levelOf(sampleAt(values, 2 * x, 2 * grid.width));
    const right = levelOf(sampleAt(values, 2 * x + 1, 2 * grid.width));
    for (let row = 0; row < grid.height; row++) {
      const floor = (grid.height - 1 - row) * BRAILLE_DOTS;
      const most = Math.max(left, right) - floor;
      const glyph =
        glyphs === 'unicode'
          ? brailleFill(left - floor, right - floor)
          : (ASCII_LEVELS[Math.min(BRAILLE_DOTS, most) - 1] ?? ' ');
      putCell(grid, x, row, glyph, tone);
    }
  }
  return grid;
};
