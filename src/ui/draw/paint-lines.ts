import {createGrid, type Grid, putCell} from '../../chart/grid.ts';
import type {Size} from '../../view/layout.ts';
import {type Piece, paintPieces} from './paint-pieces.ts';

/** One row of running text. */
export type Line = readonly Piece[];

/** The furthest first line that still fills the rows. */
export const lastTop = (lines: readonly Line[], rows: number): number => Math.max(0, lines.length - Math.max(1, rows));

/** Lines from `top` on, in exactly the size; where lines are left out above or below, the edge says so. */
export const drawLines = (lines: readonly Line[], top: number, size: Size): Grid => {
  const grid = createGrid(size.width, size.height);
  const first = Math.min(Math.max(0, top), lastTop(lines, grid.height));
  for (const [index, line] of lines.slice(first, first + grid.height).entries()) {
    paintPieces(grid, 0, index, grid.width, line);
  }
  if (first > 0) putCell(grid, grid.width - 1, 0, '↑', 'key');
  if (first + grid.height < lines.length) putCell(grid, grid.width - 1, grid.height - 1, '↓', 'key');
  return grid;
};
