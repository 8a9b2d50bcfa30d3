import type {Word} from '../words.ts';
import {findNames, type Mention} from './find-names.ts';
import {findTickers} from './find-tickers.ts';

/** Listed names and tickers in order of the text, none over another. */
export const findMentions = (
  text: string,
  words: readonly Word[],
  symbols: ReadonlySet<string>,
): readonly Mention[] => {
  const all = [...findNames(text, words), ...findTickers(words, symbols)];
  all.sort((a, b) => a.from - b.from || b.to - a.to);
  let end = 0;
  return all.filter(mention => {
    if (mention.from < end) return false;
    end = mention.to;
    return true;
  });
};
