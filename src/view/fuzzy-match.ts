/** How well a query fits a text, and which of the text's UTF-16 units it took. */
export type FuzzyMatch = {readonly score: number; readonly places: readonly number[]};

const HIT = 1;
const AT_WORD_START = 7;
const IN_A_ROW = 5;
const AFTER_A_GAP = -4;
const LONGEST_TEXT = 300;

const isWordStart = (text: string, place: number): boolean =>
  place === 0 || !/[\p{L}\p{N}]/u.test(text[place - 1] ?? '');

/** The best way to find one word's letters in order in the text; undefined when they are not there, or only scattered. */
const matchWord = (word: string, text: string, lower: string): FuzzyMatch | undefined => {
  const length = text.length;
  let before: number[] = [];
  const cameFrom: number[][] = [];
  for (const [index, letter] of [...word].entries()) {
    const scores = new Array<number>(length).fill(Number.NEGATIVE_INFINITY);
    const from = new Array<number>(length).fill(-1);
    // The best place for the letter before, anywhere but next to this one.
    let best = Number.NEGATIVE_INFINITY;
    let bestAt = -1;
    for (let place = 0; place < length; place++) {
      const far = place >= 2 ? (before[place - 2] ?? Number.NEGATIVE_INFINITY) : Number.NEGATIVE_INFINITY;
      if (far > best) [best, bestAt] = [far, place - 2];
      if (lower[place] !== letter) continue;
      const here = HIT + (isWordStart(text, place) ? AT_WORD_START : 0);
      if (index === 0) {
        scores[place] = here;
        continue;
      }
      const near = place === 0 ? Number.NEGATIVE_INFINITY : (before[place - 1] ?? Number.NEGATIVE_INFINITY);
      const joined = near + IN_A_ROW >= best + AFTER_A_GAP;
      scores[place] = here + (joined ? near + IN_A_ROW : best + AFTER_A_GAP);
      from[place] = joined ? place - 1 : bestAt;
    }
    before = scores;
    cameFrom.push(from);
  }
  let end = -1;
  let score = Number.NEGATIVE_INFINITY;
  for (const [place, value] of before.entries()) if (value > score) [score, end] = [value, place];
  // Letters strewn over a line are no find: on average each must come in a row or begin a word.
  if (!(score >= word.length * 2)) return undefined;
  const places: number[] = [];
  for (let index = cameFrom.length - 1, place = end; index >= 0; index--) {
    places.unshift(place);
    place = cameFrom[index]?.[place] ?? -1;
  }
  return {score, places};
};

/**
 * Whether every word of the query is in the text, its letters in order: in a row, or at the starts of words. Case does
 * not matter. A query of nothing fits everything with a score of 0; of two that fit alike the shorter text is better.
 */
export const fuzzyMatch = (query: string, text: string): FuzzyMatch | undefined => {
  const shown = text.slice(0, LONGEST_TEXT);
  const lower = shown.toLowerCase();
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '');
  if (lower.length !== shown.length) return undefined;
  const places = new Set<number>();
  let score = 0;
  for (const word of words) {
    const match = matchWord(word, shown, lower);
    if (match === undefined) return undefined;
    score += match.score;
    for (const place of match.places) places.add(place);
  }
  return {
    score: words.length === 0 ? 0 : score - shown.length / LONGEST_TEXT,
    places: [...places].sort((a, b) => a - b),
  };
};
