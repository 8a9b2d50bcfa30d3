import type {BarRow} from '../market/bar-series.ts';
import {putCell, type Tone} from './grid.ts';
import type {Plot} from './plot.ts';
import {isPriced} from './priced.ts';
import {slotAt, slotCentre} from './time-scale.ts';

const NOTHING = 0;
const WICK = 1;
const BODY = 2;

/** Glyphs by what fills the upper half of a cell (× 3) and its lower half. A risen bar is a thin line, a fallen one a block. */
const RISEN = [' ', '╷', '╻', '╵', '│', '╽', '╹', '╿', '┃'];
const FALLEN = [' ', '╷', '▄', '╵', '│', '▄', '▀', '▀', '█'];
const ASCII_RISEN = [' ', '|', 'o', '|', '|', 'o', 'o', 'o', 'o'];
const ASCII_FALLEN = [' ', '|', '#', '|', '|', '#', '#', '#', '#'];

/** A bar that closes where it opened counts as risen. */
export const hasRisen = (bar: BarRow): boolean => bar.close >= bar.open;

export const barTone = (bar: BarRow): Tone => (hasRisen(bar) ? 'up' : 'down');

/** Candles, one a slot, to half a row. */
export const paintCandles = (plot: Plot, bars: readonly BarRow[]): void => {
  const {scale, time, grid} = plot;
  const risen = plot.glyphs === 'ascii' ? ASCII_RISEN : RISEN;
  const fallen = plot.glyphs === 'ascii' ? ASCII_FALLEN : FALLEN;
  for (const bar of bars) {
    const slot = slotAt(time, bar.openAt);
    if (slot === undefined || !isPriced(bar)) continue;
    const x = slotCentre(time, slot);
    const table = hasRisen(bar) ? risen : fallen;
    const tone = barTone(bar);
    const high = scale.halfOf(bar.high);
    const low = scale.halfOf(bar.low);
    const top = scale.halfOf(Math.max(bar.open, bar.close));
    const bottom = scale.halfOf(Math.min(bar.open, bar.close));
    const fill = (half: number): number =>
      half < high || half > low ? NOTHING : half < top || half > bottom ? WICK : BODY;
    for (let row = high >> 1; row <= low >> 1; row++) {
      putCell(grid, x, row, table[3 * fill(2 * row) + fill(2 * row + 1)] ?? ' ', tone);
    }
  }
};
