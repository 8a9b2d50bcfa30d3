import type {Brand} from './brand.ts';

/** A listed name, upper case: `AMZN`, `BRK.B`. */
export type Ticker = Brand<string, 'Ticker'>;

const SHAPE = /^[A-Z][A-Z0-9.-]{0,9}$/;

/** `text` as a Ticker, or undefined when it is not shaped like one. */
export const parseTicker = (text: string): Ticker | undefined => (SHAPE.test(text) ? (text as Ticker) : undefined);

/** For literals in our own code and tests; throws on a wrong shape. */
export const ticker = (text: string): Ticker => {
  const parsed = parseTicker(text);
  if (parsed === undefined) throw new RangeError(`not a ticker: ${JSON.stringify(text)}`);
  return parsed;
};
