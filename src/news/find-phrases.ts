import type {TextSpan} from './words.ts';

/** What a phrase found in a text says. */
export type Found<T> = TextSpan & {readonly says: T; readonly why: string};

/** Alternatives of a pattern, and what they say. A space stands for a space or a hyphen, but after a run (`+ )`) for a space only, so that runs cannot overlap and matching stays linear. */
export type Phrase<T> = {readonly says: T; readonly words: RegExp};

export const phrasesOf = <T>(rows: readonly (readonly [T, string])[]): readonly Phrase<T>[] =>
  rows.map(([says, words]) => ({
    says,
    words: new RegExp(
      `(?<![\\p{L}\\p{N}])(?:${words.replaceAll('+ )', '+\\s)').replaceAll(' ', '[\\s-]')})(?![\\p{L}\\p{N}])`,
      'giu',
    ),
  }));

/** The first row that a text matches, as a note. */
export const firstPhrase = <T>(text: string, phrases: readonly Phrase<T>[]): Found<T> | undefined => {
  for (const {says, words} of phrases) {
    words.lastIndex = 0;
    const match = words.exec(text);
    if (match !== null)
      return {from: match.index, to: match.index + match[0].length, says, why: match[0].toLowerCase()};
  }
  return undefined;
};

/** Every match of every row, in order of the text; where two overlap, the earlier and longer stays. */
export const everyPhrase = <T>(text: string, phrases: readonly Phrase<T>[]): readonly Found<T>[] => {
  const found = phrases.flatMap(({says, words}) =>
    [...text.matchAll(words)].map(match => ({
      from: match.index,
      to: match.index + match[0].length,
      says,
      why: match[0].toLowerCase(),
    })),
  );
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  let end = 0;
  return found.filter(one => {
    if (one.from < end) return false;
    end = one.to;
    return true;
  });
};
