import type {Point} from './column-values.ts';
import {putCell, type Tone} from './grid.ts';
import type {Plot} from './plot.ts';
import {columnAt} from './time-scale.ts';

/**
 * An upright stroke from the lowest to the highest value of each column that stands for several, so that no spike is
 * lost however many share a column (M4: Jugel et al., VLDB 2014). Paint them before the line through the last values.
 */
export const paintReaches = (plot: Plot, points: readonly Point[], tone: Tone): void => {
  for (const {at, reach} of points) {
    const x = columnAt(plot.time, at);
    if (x === undefined || reach === undefined) continue;
    const low = plot.scale.rowOf(reach.low);
    for (let row: number = plot.scale.rowOf(reach.high); row <= low; row++) {
      putCell(plot.grid, x, row, plot.glyphs === 'ascii' ? '|' : '│', tone);
    }
  }
};
