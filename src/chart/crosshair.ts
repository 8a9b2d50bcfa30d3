import type {Instant} from '../core/instant.ts';
import {BOLD, type Grid, INVERSE, putCell, putText, textWidth} from './grid.ts';
import type {Plot} from './plot.ts';
import {columnAt, type TimeScale} from './time-scale.ts';

/** A line through the slot in question: paint it before the bars. */
export const paintCrosshair = (plot: Plot, at: Instant): void => {
  const x = columnAt(plot.time, at);
  if (x === undefined) return;
  for (let row = 0; row < plot.grid.height; row++) {
    putCell(plot.grid, x, row, plot.glyphs === 'ascii' ? '!' : '╎', 'focus');
  }
};

/** The crosshair's time on the time axis, over whatever label stands there, kept whole at the edges. */
export const paintCrosshairTime = (axis: Grid, left: number, time: TimeScale, at: Instant, label: string): void => {
  const x = columnAt(time, at);
  const width = textWidth(label);
  if (x === undefined || width > axis.width) return;
  const start = Math.max(0, Math.min(axis.width - width, left + x - ((width - 1) >> 1)));
  clearLabel(axis, start - 1, -1);
  clearLabel(axis, start + width, 1);
  putText(axis, start, 0, label, 'focus', INVERSE | BOLD);
};

/** Blanks the rest of a label that the tag would cut, from `x` on in one direction. */
const clearLabel = (axis: Grid, from: number, direction: 1 | -1): void => {
  for (let x = from; x >= 0 && x < axis.width && axis.glyphs[x] !== ' '; x += direction) putCell(axis, x, 0, ' ');
};
