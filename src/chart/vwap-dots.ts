import type {Point} from './column-values.ts';
import {putCell} from './grid.ts';
import type {Plot} from './plot.ts';
import {columnAt} from './time-scale.ts';

/** The running VWAP as a dot a slot: paint it before the bars, which matter more. */
export const paintVwap = (plot: Plot, points: readonly Point[]): void => {
  const dots = plot.glyphs === 'ascii' ? ['.', '.'] : ['˙', '.'];
  for (const {at, value} of points) {
    const x = columnAt(plot.time, at);
    if (x === undefined || !plot.scale.contains(value)) continue;
    const half = plot.scale.halfOf(value);
    putCell(plot.grid, x, half >> 1, dots[half & 1] ?? '.', 'vwap');
  }
};
