import type {BarRow} from '../market/bar-series.ts';
import {barTone} from './candles.ts';
import {putCell} from './grid.ts';
import type {Plot} from './plot.ts';
import {isPriced} from './priced.ts';
import {slotAt, slotCentre} from './time-scale.ts';

const UP = 1;
const DOWN = 2;
const LEFT = 4;
const RIGHT = 8;

/** Light lines by the sides they leave a cell on. */
const LINES = [' ', '╵', '╷', '│', '╴', '┘', '┐', '┤', '╶', '└', '┌', '├', '─', '┴', '┬', '┼'];
const ASCII_LINES = [' ', '|', '|', '|', '-', '+', '+', '+', '-', '+', '+', '+', '-', '+', '+', '+'];

/** OHLC bars: a line from low to high, the open as a tick to the left, the close as one to the right. */
export const paintOhlc = (plot: Plot, bars: readonly BarRow[]): void => {
  const {scale, time, grid} = plot;
  const lines = plot.glyphs === 'ascii' ? ASCII_LINES : LINES;
  for (const bar of bars) {
    const slot = slotAt(time, bar.openAt);
    if (slot === undefined || !isPriced(bar)) continue;
    const x = slotCentre(time, slot);
    const high = scale.rowOf(bar.high);
    const low = scale.rowOf(bar.low);
    for (let row: number = high; row <= low; row++) {
      const sides =
        (row > high ? UP : 0) |
        (row < low ? DOWN : 0) |
        (row === scale.rowOf(bar.open) ? LEFT : 0) |
        (row === scale.rowOf(bar.close) ? RIGHT : 0);
      putCell(grid, x, row, lines[sides] ?? ' ', barTone(bar));
    }
  }
};
