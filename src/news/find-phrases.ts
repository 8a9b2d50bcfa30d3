import type {TextSpan} from './words.ts';

/** What a phrase found in a text says. */
export type Found<T> = TextSpan & {readonly says: T; readonly why: string};

/** Alternatives of a pattern in lower case, and what they say. A space stands for a space or a hyphen, but after a run (`+ )`) for a space only, so that runs cannot overlap and matching stays linear. */
export type Phrase<T> = {readonly says: T; readonly words: RegExp};

/** What a phrase may not touch: letters of Latin scripts and digits. The property classes of Unicode take long to compile. */
const LETTER = '[a-z0-9\u00df-\u024f]';

export const phrasesOf = <T>(rows: readonly (readonly [T, string])[]): readonly Phrase<T>[] =>
  rows.map(([says, words]) => {
    const spaced = words.replaceAll('+ )', '+\\s)').replaceAll(' ', '[\\s-]');
    return {says, words: new RegExp(`(?<!${LETTER})(?:${spaced})(?!${LETTER})`, 'g')};
  });

/** In lower case, unless that would move the spans. Case-blind patterns would be three times slower. */
const lowered = (text: string): string => {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
};

/** The first row that a text matches, as a note. */
export const firstPhrase = <T>(text: string, phrases: readonly Phrase<T>[]): Found<T> | undefined => {
  const lower = lowered(text);
  for (const {says, words} of phrases) {
    words.lastIndex = 0;
    const match = words.exec(lower);
    if (match !== null) return {from: match.index, to: match.index + match[0].length, says, why: match[0]};
  }
  return undefined;
};

/** Every match of every row, in order of the text; where two overlap, the earlier and longer stays. */
export const everyPhrase = <T>(text: string, phrases: readonly Phrase<T>[]): readonly Found<T>[] => {
  const lower = lowered(text);
  const found = phrases.flatMap(({says, words}) =>
    [...lower.matchAll(words)].map(match => ({
      from: match.index,
      to: match.index + match[0].length,
      says,
      why: match[0],
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
