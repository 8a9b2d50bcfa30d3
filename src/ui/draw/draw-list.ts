import {createGrid, type Grid} from '../../chart/grid.ts';
import type {Size} from '../../view/layout.ts';
import {listTop} from '../../view/list-top.ts';
import type {Line} from './paint-lines.ts';
import {paintPieces, paintSelected} from './paint-pieces.ts';

/** A list with one chosen row, scrolled so that it is in sight. */
export const drawList = (lines: readonly Line[], chosen: number, size: Size): Grid => {
  const grid = createGrid(size.width, size.height);
  const top = listTop(chosen, lines.length, grid.height);
  for (const [y, line] of lines.slice(top, top + grid.height).entries()) {
    paintPieces(grid, 0, y, grid.width, line);
    if (top + y === chosen) paintSelected(grid, y, true);
  }
  return grid;
};
