import {wrapWords} from '../../view/wrap-words.ts';
import type {Line} from './paint-lines.ts';

/** Longer lines of running text are hard to read. */
export const WIDEST_TEXT = 100;
/** Cells of what a fact is called. */
export const NAME_WIDTH = 11;

/** A fact's name, and beside it what it is, wrapped. */
export const factLines = (name: string, value: string, width: number): readonly Line[] =>
  wrapWords(value, Math.min(WIDEST_TEXT, width) - NAME_WIDTH - 2).map(
    (text, index): Line => [{text: ` ${(index === 0 ? name : '').padEnd(NAME_WIDTH)}`, tone: 'muted'}, {text}],
  );
