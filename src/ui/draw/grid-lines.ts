import {type Grid, type Tone, toneAt} from '../../chart/grid.ts';
import type {Line} from './paint-lines.ts';
import type {Piece} from './paint-pieces.ts';

/** A Grid's rows as lines of running text, each stretch of one look a piece. */
export const gridLines = (grid: Grid): readonly Line[] =>
  Array.from({length: grid.height}, (_, row): Line => {
    const pieces: Piece[] = [];
    let text = '';
    let tone: Tone = 'plain';
    let attributes = 0;
    const close = (): void => {
      if (text !== '') pieces.push({text, tone, attributes});
      text = '';
    };
    for (let index = row * grid.width; index < (row + 1) * grid.width; index++) {
      const next = toneAt(grid, index);
      const of = grid.attributes[index] ?? 0;
      if (next !== tone || of !== attributes) close();
      [tone, attributes] = [next, of];
      text += grid.glyphs[index] ?? ' ';
    }
    close();
    return pieces;
  });
