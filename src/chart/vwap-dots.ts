import type {Point} from './column-values.ts';
import {putCell} from './grid.ts';
import type {Plot} from './plot.ts';
import {barWings, columnAt} from './time-scale.ts';

/** Two dots side by side, at one of the four heights of a braille cell. */
const DOTS = ['⠉', '⠒', '⠤', '⣀'] as const;

/** The running VWAP, dotted, to a quarter of a row: paint it before the bars, which matter more. */
export const paintVwap = (plot: Plot, points: readonly Point[]): void => {
  const wings = barWings(plot.time);
  for (const {at, value} of points) {
    const x = columnAt(plot.time, at);
    if (x === undefined || !plot.scale.contains(value)) continue;
    const row = plot.scale.rowOf(value);
    const within = plot.scale.depthOf(value) * plot.scale.rows - row;
    const dots = DOTS[Math.min(3, Math.floor(within * 4))] ?? DOTS[3];
    for (let side = -wings; side <= wings; side++) {
      putCell(plot.grid, x + side, row, plot.glyphs === 'ascii' ? '.' : dots, 'vwap');
    }
  }
};
