import {parseTicker, type Ticker} from '../../core/ticker.ts';

const NAME = String.raw`[A-Z][A-Z0-9]{0,5}(?:[.-][A-Z]{1,2})?\b(?!\s{0,3}:)`;
/** `NYSE American: X`, `Nasdaq: GOOG, GOOGL`; exchanges elsewhere list other shares under the same letters. */
const LISTING = new RegExp(
  String.raw`\b(?:N(?:ASDAQ|asdaq)[A-Za-z]{0,4}|NYSE|Nyse|AMEX|CBOE|Cboe|OTC[A-Za-z]{0,4})(?: [A-Za-z]{2,12}){0,3}[®™]?\s{0,3}:\s{0,3}["“]?(${NAME}(?:\s{0,3}(?:,|and|&|/)\s{0,3}${NAME}){0,5})`,
  'g',
);
const LONGEST_TEXT = 20_000;

/** The names that a text says are listed in New York, as companies write it: `(NASDAQ: AMZN)`. Each once, in order. */
export const listedNames = (text: string): readonly Ticker[] => {
  const names = new Set<Ticker>();
  for (const [, list = ''] of text
    .slice(0, LONGEST_TEXT)
    .replaceAll(/<[^<>]*>/g, '')
    .matchAll(LISTING)) {
    for (const name of list.match(/[A-Z][A-Z0-9.-]*/g) ?? []) {
      const symbol = parseTicker(name.replace('-', '.'));
      if (symbol !== undefined) names.add(symbol);
    }
  }
  return [...names];
};
