import type {FeedEvent} from '../core/events.ts';
import type {Ticker} from '../core/ticker.ts';
import {isMarketWide} from '../news/is-market-wide.ts';

/**
 * Whether an event was asked for by who watches `symbols`; everything is where they are none. Of headlines, those that name one
 * of them, and those about the market as a whole: a stream that were asked for names alone would never tell of these.
 */
export const createAskedFor = (symbols: Iterable<Ticker>): ((event: FeedEvent) => boolean) => {
  const asked = new Set(symbols);
  if (asked.size === 0) return () => true;
  return event => {
    if (event.kind === 'headline') return event.symbols.some(symbol => asked.has(symbol)) || isMarketWide(event);
    return event.kind === 'status' || asked.has(event.symbol);
  };
};
