import type {BarRow} from '../market/bar-series.ts';
import {putCell, type Tone} from './grid.ts';
import type {Plot} from './plot.ts';
import {isPriced} from './priced.ts';
import {barWings, slotAt, slotCentre} from './time-scale.ts';

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

type Body = {readonly x: number; readonly wings: number; readonly top: number; readonly bottom: number};

/** The sides of a risen bar's body where it is wide: hollow, so that it differs from a fallen one without colour. */
const paintHollow = ({grid, glyphs}: Plot, {x, wings, top, bottom}: Body): void => {
  const pick = (unicode: string, ascii: string): string => (glyphs === 'ascii' ? ascii : unicode);
  for (let row = top; row <= bottom; row++) {
    const edge = row === top || row === bottom;
    const [left, right] = top === bottom ? '╺╸' : row === top ? '┏┓' : row === bottom ? '┗┛' : '┃┃';
    putCell(grid, x - wings, row, pick(left ?? ' ', 'o'), 'up');
    putCell(grid, x + wings, row, pick(right ?? ' ', 'o'), 'up');
    for (let inside = 1 - wings; inside < wings; inside++)
      putCell(grid, x + inside, row, edge ? pick('━', 'o') : ' ', 'up');
  }
};

/** The sides of a fallen bar's body: as full as its middle. */
const paintFull = ({grid, glyphs}: Plot, {x, wings, top, bottom}: Body): void => {
  const fallen = glyphs === 'ascii' ? ASCII_FALLEN : FALLEN;
  for (let half = top & ~1; half <= bottom; half += 2) {
    const glyph = fallen[3 * (half >= top ? BODY : NOTHING) + (half < bottom ? BODY : NOTHING)] ?? ' ';
    for (let side = -wings; side <= wings; side++) if (side !== 0) putCell(grid, x + side, half >> 1, glyph, 'down');
  }
};

/** Candles, one a slot, to half a row; where slots are wide enough, with bodies to match. */
export const paintCandles = (plot: Plot, bars: readonly BarRow[]): void => {
  const {scale, time, grid} = plot;
  const wings = barWings(time);
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
    if (wings === 0) continue;
    if (hasRisen(bar)) paintHollow(plot, {x, wings, top: top >> 1, bottom: bottom >> 1});
    else paintFull(plot, {x, wings, top, bottom});
  }
};
