import type {TextSpan, Word} from '../words.ts';
import {stem} from './stem.ts';

/** A word of the masked headline: the target is `T`, other companies `O`, figures `#` or `#%`, the rest stems. */
export type Token = TextSpan & {readonly text: string; readonly clause: number};

const QUOTES = new Set(["'", '"', '‘', '’', '“', '”']);
const TURNS = new Set([',', ';', ':', '–', '—', '|', '?', '!', 'while', 'but', 'as']);

const within = (word: TextSpan, spans: readonly TextSpan[]): boolean =>
  spans.some(span => word.from < span.to && word.to > span.from);

/** How many words after a number make it a percentage: `4 %`, `4 pc`, `4 per cent`. */
const percentWords = (words: readonly Word[], index: number): number => {
  const next = words[index + 1]?.lower;
  if (next === '%' || next === 'pc' || next === 'percent') return 1;
  return next === 'per' && words[index + 2]?.lower === 'cent' ? 2 : 0;
};

const isHyphen = (words: readonly Word[], index: number): boolean => {
  const [back, word, next] = [words[index - 1], words[index], words[index + 1]];
  return (
    word?.text === '-' && back !== undefined && next !== undefined && back.to === word.from && next.from === word.to
  );
};

/** The headline as the stance model reads it: names hidden, so that what is said counts and not of whom. */
export const masked = (
  words: readonly Word[],
  target: readonly TextSpan[],
  others: readonly TextSpan[],
): readonly Token[] => {
  const tokens: Token[] = [];
  let clause = 0;
  const push = (text: string, span: TextSpan): void => {
    const last = tokens.at(-1);
    if ((text === 'T' || text === 'O') && last?.text === text && span.from - last.to < 2) return;
    if (TURNS.has(text)) clause++;
    tokens.push({text, from: span.from, to: span.to, clause});
  };
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word === undefined || QUOTES.has(word.text)) continue;
    if (within(word, target)) push('T', word);
    else if (within(word, others)) push('O', word);
    else if (word.kind === 'number') {
      const skip = percentWords(words, index);
      push(skip > 0 ? '#%' : '#', {from: word.from, to: words[index + skip]?.to ?? word.to});
      index += skip;
    } else if (!isHyphen(words, index)) push(stem(word.lower), word);
  }
  return tokens;
};
