import {putCell, putText, type Tone, textWidth} from './grid.ts';
import type {Plot} from './plot.ts';

/** A value worth a line across the chart. */
export type Level = {
  readonly value: number;
  readonly label: string;
  readonly tone: Tone;
  /** A quiet one has a sparser line, widens no range and is not named while it lies outside. */
  readonly quiet?: boolean;
};

const dashOf = (plot: Plot): string => (plot.glyphs === 'ascii' ? '-' : '╶');

/** Rows from an edge in which a level beyond it may be named. */
const EDGE_ROWS = 4;

/** Dashed lines across: paint them before the bars. */
export const paintLevels = (plot: Plot, levels: readonly Level[]): void => {
  for (const {value, tone, quiet = false} of levels) {
    if (!plot.scale.contains(value)) continue;
    const row = plot.scale.rowOf(value);
    for (let x = 0; x < plot.grid.width; x += quiet ? 3 : 1) putCell(plot.grid, x, row, dashOf(plot), tone);
  }
};

/**
 * Labels on the lines, at the first place from the left where nothing else stands; paint them after the bars. A level
 * out of range is named near the edge it lies beyond, with an arrow.
 */
export const paintLevelLabels = (plot: Plot, levels: readonly Level[]): void => {
  for (const {value, label, tone, quiet = false} of levels) {
    const above = value > plot.scale.range.high;
    const beyond = !plot.scale.contains(value);
    if (beyond && quiet) continue;
    const arrow = plot.glyphs === 'ascii' ? (above ? '^' : 'v') : above ? '↑' : '↓';
    const text = ` ${label}${beyond ? ` ${arrow}` : ''} `;
    const edge = plot.scale.rowOf(value);
    for (let inward = 0; inward < (beyond ? EDGE_ROWS : 1); inward++) {
      const row = above ? edge + inward : edge - inward;
      const x = freeStart(plot, row, textWidth(text));
      if (x === undefined) continue;
      putText(plot.grid, x, row, text, tone);
      break;
    }
  }
};

/** The first column from which `length` cells of a row are blank or dashes, not counting the very first one. */
const freeStart = (plot: Plot, row: number, length: number): number | undefined => {
  const {glyphs, width} = plot.grid;
  const dash = dashOf(plot);
  if (row < 0 || row >= plot.grid.height) return undefined;
  let run = 0;
  for (let x = 1; x < width; x++) {
    const glyph = glyphs[row * width + x];
    run = glyph === ' ' || glyph === '·' || glyph === dash ? run + 1 : 0;
    if (run === length) return x - length + 1;
  }
  return undefined;
};
