import {columnValues, type Point} from './column-values.ts';
import {putText, type Tone, textWidth} from './grid.ts';
import {paintLine} from './line.ts';
import type {Plot} from './plot.ts';
import {paintReaches} from './reaches.ts';

/** One name of a comparison, as fractions from the common base. */
export type CompareLine = {readonly name: string; readonly points: readonly Point[]; readonly tone: Tone};

/** Columns right of the lines that their names need. */
export const nameRoom = (lines: readonly {readonly name: string}[]): number =>
  lines.reduce((most, line) => Math.max(most, textWidth(line.name) + 1), 0);

/** Rows near `wanted`, each taken once: the nearest free one, none when all are taken. */
const freeRow = (wanted: number, rows: number, taken: ReadonlySet<number>): number | undefined => {
  for (let away = 0; away < rows; away++) {
    for (const row of [wanted + away, wanted - away]) {
      if (row >= 0 && row < rows && !taken.has(row)) return row;
    }
  }
  return undefined;
};

/**
 * Each name a line of its own stroke and tone; where there is room, its name stands at the line's end, all of them from
 * `namesFrom` on: right of the last slot unless said otherwise. `uppermost` is the place of the line that lies over the others.
 */
export const paintCompareLines = (
  plot: Plot,
  lines: readonly CompareLine[],
  namesFrom?: number,
  uppermost?: number,
): void => {
  const {grid, scale, time} = plot;
  const from = namesFrom ?? time.left + time.slots * time.columns + 1;
  // Names that stand in the plot keep what is painted there a cell away.
  const margin = namesFrom === undefined ? '' : ' ';
  const taken = new Set<number>();
  for (const line of lines) paintReaches(plot, line.points, line.tone);
  // What is painted last hides what lies under it.
  const order = [...lines.entries()].sort(([a], [b]) => Number(a === uppermost) - Number(b === uppermost));
  for (const [index, line] of order) paintLine(plot, columnValues(line.points, time), line.tone, index);
  for (const line of lines) {
    const last = line.points.at(-1);
    if (last === undefined || from + textWidth(line.name) > grid.width) continue;
    const row = freeRow(scale.rowOf(last.value), grid.height, taken);
    if (row === undefined) continue;
    taken.add(row);
    putText(grid, from - margin.length, row, `${margin}${line.name}${margin}`, line.tone);
  }
};
