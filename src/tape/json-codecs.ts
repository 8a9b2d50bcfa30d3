import {z} from 'zod';
import {formatInstant, type Instant} from '../core/instant.ts';
import {parseTradingDate, type TradingDate} from '../core/new-york.ts';
import {parseInstant} from '../core/parse-instant.ts';
import {parseTicker, type Ticker} from '../core/ticker.ts';
import {safeText} from '../news/safe-text.ts';

/** A string in a file that stands for something else in the program; `parse` gives undefined for what does not. */
const textFor = <T>(what: string, parse: (text: string) => T | undefined, format: (value: T) => string) =>
  z.codec(
    z.string().max(64),
    z.custom<T>(value => value !== undefined),
    {
      decode: (text, context) => {
        const value = parse(text);
        if (value === undefined) context.issues.push({code: 'custom', input: text, message: `not ${what}`});
        return value ?? z.NEVER;
      },
      // Zod encodes an absent key's undefined before it leaves the key out.
      encode: value => (value === undefined ? z.NEVER : format(value)),
    },
  );

/** RFC 3339 in the file, microseconds in the program. */
export const instantJson = textFor<Instant>('an RFC 3339 time', parseInstant, formatInstant);
export const tradingDateJson = textFor<TradingDate>('a date', parseTradingDate, date => date);
export const tickerJson = textFor<Ticker>('a ticker', parseTicker, ticker => ticker);

/** One line of text, made safe both ways. */
export const lineJson = (limit: number) =>
  z.codec(z.string().max(limit), z.string(), {
    decode: text => safeText(text, limit),
    encode: text => safeText(text, limit),
  });

/** What is wrong with a parsed file, as one line: the first thing and where. */
export const issueLine = (error: z.ZodError): string => {
  const [issue] = error.issues;
  if (issue === undefined) return 'not of the shape expected';
  const place = issue.path.map(String).join('.');
  return safeText(place === '' ? issue.message : `${place}: ${issue.message}`, 200);
};
