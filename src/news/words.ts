/** A stretch of a text: UTF-16 units [from, to). */
export type TextSpan = {readonly from: number; readonly to: number};

/** One word, number or mark of a text. A possessive ending (`'s`) and a hyphen are words of their own. */
export type Word = TextSpan & {
  readonly text: string;
  readonly lower: string;
  readonly kind: 'word' | 'number' | 'mark';
};

const PATTERN =
  /['’]s(?![\p{L}\p{N}])|\p{L}[\p{L}\p{N}\p{M}]*(?:[&.'’](?=\p{L})(?!s(?![\p{L}\p{N}]))[\p{L}\p{N}\p{M}]+)*|\d+(?:[.,]\d+)*|[^\s\p{L}\p{N}]/gu;

const LETTER = /^\p{L}/u;

const kindOf = (found: string): Word['kind'] => {
  const code = found.charCodeAt(0);
  if (code >= 48 && code <= 57) return 'number';
  if ((code > 64 && code < 91) || (code > 96 && code < 123)) return 'word';
  return (found.length > 1 && found.charCodeAt(1) === 115) || (code > 0xa9 && LETTER.test(found)) ? 'word' : 'mark';
};

/** The words of a text in order, each with its span. Linear. */
export const wordsOf = (text: string): readonly Word[] => {
  const words: Word[] = [];
  for (const match of text.matchAll(PATTERN)) {
    const found = match[0];
    const from = match.index;
    words.push({
      from,
      to: from + found.length,
      text: found,
      lower: found.toLowerCase().replace('’', "'"),
      kind: kindOf(found),
    });
  }
  return words;
};
