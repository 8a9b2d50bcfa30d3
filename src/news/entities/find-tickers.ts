import {parseTicker} from '../../core/ticker.ts';
import type {Word} from '../words.ts';
import type {Mention} from './find-names.ts';
import {entryOfTicker} from './gazetteer.ts';

/** Tickers that are words: bare, they count only when the feed lists them. */
const WORDY = new Set(['NOW', 'SNOW', 'SHOP', 'COST', 'ARM', 'META', 'UBER']);
const EXCHANGES = new Set(['nasdaq', 'nyse', 'nysearca', 'amex', 'otc', 'nasdaqgs']);

const mentionOf = (symbol: string, from: number, to: number, why: string): Mention | undefined => {
  const entry = entryOfTicker(symbol);
  if (entry !== undefined) {
    return {from, to, id: entry.id, kind: entry.kind === 'broker' ? 'broker' : 'company', name: entry.name, why};
  }
  return parseTicker(symbol) === undefined ? undefined : {from, to, id: symbol, kind: 'company', name: symbol, why};
};

const isUpper = (word: Word): boolean => /^[A-Z]{1,5}(?:\.[A-Z])?$/.test(word.text);

/** `$AMZN`, `(CRWD)`, `(NASDAQ: NVDA)`, and bare `NVDA` where the feed or the list knows it. */
export const findTickers = (words: readonly Word[], symbols: ReadonlySet<string>): Mention[] => {
  const shouted =
    words.length > 3 && words.every(word => word.kind !== 'word' || word.text === word.text.toUpperCase());
  const found: Mention[] = [];
  words.forEach((word, index) => {
    if (word.kind !== 'word' || !isUpper(word)) return;
    const [back2, back, next] = [words[index - 2], words[index - 1], words[index + 1]];
    let mention: Mention | undefined;
    if (back?.text === '$' && back.to === word.from) mention = mentionOf(word.text, back.from, word.to, 'cashtag');
    else if (next?.text === ')' && back?.text === '(' && !EXCHANGES.has(word.lower)) {
      if (symbols.has(word.text) || entryOfTicker(word.text) !== undefined) {
        mention = mentionOf(word.text, word.from, word.to, 'ticker in brackets');
      }
    } else if (back?.text === ':' && EXCHANGES.has(back2?.lower ?? '')) {
      mention = mentionOf(word.text, word.from, word.to, 'ticker after its exchange');
    } else if (!shouted && word.text.length > 1) {
      const listed = word.text.length > 2 && !WORDY.has(word.text) && entryOfTicker(word.text) !== undefined;
      if (symbols.has(word.text) || listed) mention = mentionOf(word.text, word.from, word.to, 'ticker');
    }
    if (mention !== undefined) found.push(mention);
  });
  return found;
};
