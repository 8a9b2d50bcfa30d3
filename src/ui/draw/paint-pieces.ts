import {fitText, type Grid, putText, type Tone, textWidth} from '../../chart/grid.ts';

/** A stretch of one row in one look. */
export type Piece = {readonly text: string; readonly tone?: Tone; readonly attributes?: number};

/** Pieces after each other from `x` on a row, cut with `…` at `end`; returns the column after them. */
export const paintPieces = (grid: Grid, x: number, y: number, end: number, pieces: readonly Piece[]): number => {
  let at = x;
  for (const {text, tone = 'plain', attributes = 0} of pieces) {
    if (at >= end) break;
    at = putText(grid, at, y, fitText(text, end - at), tone, attributes);
  }
  return at;
};

/** Text set against the right edge of the cells [x, x + width), cut when it is longer. */
export const paintRight = (
  grid: Grid,
  x: number,
  y: number,
  width: number,
  text: string,
  tone: Tone = 'plain',
  attributes = 0,
): void => {
  const shown = fitText(text, width);
  putText(grid, x + width - textWidth(shown), y, shown, tone, attributes);
};
