import {
  addAttributes,
  BOLD,
  fitText,
  type Grid,
  INVERSE,
  putText,
  SHADE,
  type Tone,
  textWidth,
} from '../../chart/grid.ts';

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

/** Sets a whole row apart as the selected one: one plain bar in the pane that has the keys, a band in any other. */
export const paintSelected = (grid: Grid, y: number, focused: boolean): void => {
  if (y < 0 || y >= grid.height) return;
  // A bar of many colours would be harder to read than the row it marks.
  if (focused) grid.tones.fill(0, y * grid.width, (y + 1) * grid.width);
  addAttributes(grid, 0, y, grid.width, focused ? INVERSE : SHADE | BOLD);
};
