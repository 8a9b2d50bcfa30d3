import type {Word} from './words.ts';

/** Words and marks at which a headline turns to something else. */
const TURNS = new Set([
  ',',
  ';',
  ':',
  '–',
  '—',
  '|',
  '?',
  '!',
  '-',
  'as',
  'while',
  'but',
  'after',
  'amid',
  'despite',
  'although',
  'though',
  'whereas',
  'because',
  'following',
]);

/** Whether the word at `index` begins another clause. A dash counts only between spaces, a colon or comma not in a number. */
export const isTurn = (words: readonly Word[], index: number): boolean => {
  const word = words[index];
  if (word === undefined || !TURNS.has(word.lower)) return false;
  if (word.lower !== '-' && word.lower !== '–' && word.lower !== '—') return true;
  const [back, next] = [words[index - 1], words[index + 1]];
  return word.lower === '—' || (back !== undefined && back.to < word.from && next !== undefined && word.to < next.from);
};

/** The number of the clause that each word belongs to; a turning word opens its own. */
export const clausesOf = (words: readonly Word[]): readonly number[] => {
  let clause = 0;
  return words.map((_, index) => {
    if (isTurn(words, index)) clause++;
    return clause;
  });
};
