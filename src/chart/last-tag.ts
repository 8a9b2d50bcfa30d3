import {BOLD, type Grid, INVERSE, putCell, putText, type Tone, textWidth} from './grid.ts';
import type {Plot} from './plot.ts';

/** The newest price as its axis tag says it. */
export type LastPrice = {readonly value: number; readonly label: string; readonly tone: Tone};

/** The newest price on the axis, inverse, and a pointer at the right edge of the plot. Nothing when out of range. */
export const paintLastTag = (axis: Grid, plot: Plot, last: LastPrice): void => {
  if (!plot.scale.contains(last.value)) return;
  const row = plot.scale.rowOf(last.value);
  const width = textWidth(last.label);
  if (width < axis.width) {
    putText(axis, 0, row, ' '.repeat(axis.width - 1 - width), last.tone);
    putText(axis, axis.width - 1 - width, row, last.label, last.tone, INVERSE | BOLD);
    putCell(axis, axis.width - 1, row, plot.glyphs === 'ascii' ? '>' : '▸', last.tone);
  }
  const air = plot.grid.width - plot.time.left - plot.time.slots * plot.time.columns;
  if (air > 0) putCell(plot.grid, plot.grid.width - 1, row, plot.glyphs === 'ascii' ? '<' : '◂', last.tone);
};
