import {blit, createGrid, type Grid} from '../../chart/grid.ts';
import type {Screen} from './screen.ts';
import {screenBlocks} from './screen-blocks.ts';

/** The whole screen in exactly its size: what `frame` prints, and what Ink shows. */
export const drawScreen = (screen: Screen): Grid => {
  const grid = createGrid(screen.size.width, screen.size.height);
  for (const block of screenBlocks(screen)) blit(grid, block.draw(screen), block.rect.x, block.rect.y);
  return grid;
};
