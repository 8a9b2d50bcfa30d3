import type {Instant} from '../core/instant.ts';
import {BOLD, putCell, putText, textWidth} from './grid.ts';
import type {Plot} from './plot.ts';
import {columnsOf} from './time-scale.ts';

/** A stretch of time without trading or without data, and its name: `HALT`, `gap`. */
export type Band = {readonly from: Instant; readonly to: Instant; readonly label: string};

/** Hatched columns: paint them before the bars. */
export const paintBands = (plot: Plot, bands: readonly Band[]): void => {
  const {grid, time, glyphs} = plot;
  for (const band of bands) {
    const {from, to} = columnsOf(time, band.from, band.to);
    for (let x = from; x < to; x++) {
      for (let row = 0; row < grid.height; row++) putCell(grid, x, row, glyphs === 'ascii' ? '/' : '░', 'faint');
    }
  }
};

/** Their names at the bottom, where they fit: paint them after the bars. */
export const paintBandNames = ({grid, time}: Plot, bands: readonly Band[]): void => {
  for (const band of bands) {
    const {from, to} = columnsOf(time, band.from, band.to);
    if (textWidth(band.label) <= to - from) putText(grid, from, grid.height - 1, band.label, 'warn', BOLD);
  }
};
