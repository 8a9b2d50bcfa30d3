import {stem} from './stance/stem.ts';
import {wordsOf} from './words.ts';

/** Words that say nothing of what a headline is about. */
const EMPTY = new Set([
  ...'a an the of to in on at for with by from as and or but is are was were be been has have had its it this that will would after over into than more says say said report reports reported sources source exclusive update update1 news breaking'.split(
    ' ',
  ),
]);

/** A headline reduced to what stays when it is sent again: no case, no marks, no outlet at its end. */
export const textKey = (headline: string): string =>
  headline
    .slice(0, 500)
    .toLowerCase()
    .replace(/^(?:exclusive|breaking|update \d+|correction|corrected)\s?[:–—-]\s?/, '')
    .replace(/(?:\s[-–—|]\s|,\s)[\p{L} .']{2,24}(?: reports?| says)?$/u, '')
    .replace(/[^\p{L}\p{N}%$€£]+/gu, ' ')
    .trim();

/** The stems of a headline that carry meaning. */
export const contentStems = (headline: string): ReadonlySet<string> =>
  new Set(
    wordsOf(headline.slice(0, 500))
      .filter(word => word.kind !== 'mark' && !EMPTY.has(word.lower))
      .map(word => stem(word.lower)),
  );

/** Shared over all: 0 … 1. */
export const jaccard = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const one of a) if (b.has(one)) shared++;
  return shared / (a.size + b.size - shared);
};
