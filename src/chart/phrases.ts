import {type Grid, putText, type Tone, textWidth} from './grid.ts';

/** A piece of a line, whole or left out. */
export type Phrase = {readonly text: string; readonly tone: Tone};

const GAP = 2;

/** As many whole phrases as fit on a row from `x`, the first ones first; returns the column after them. */
export const paintPhrases = (grid: Grid, x: number, y: number, phrases: readonly Phrase[]): number => {
  let column = x;
  for (const [index, {text, tone}] of phrases.entries()) {
    const start = index === 0 ? column : column + GAP;
    if (start + textWidth(text) > grid.width) break;
    column = putText(grid, start, y, text, tone);
  }
  return column;
};
