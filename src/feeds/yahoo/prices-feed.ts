import {minutes} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Feed} from '../../engine/ports.ts';
import type {Handshake} from '../connection/handshake.ts';
import type {StaleRule} from '../connection/stale-rules.ts';
import {readUnfilled, type UnfilledFeedOptions} from '../unfilled-feed.ts';
import {PRICES_CHANNEL, yahooName} from './names.ts';

/** Bytes of one message, which is one name's. */
const LARGEST_MESSAGE = 65_536;
/** A name is heard of when its price is new: at night that may be never, and then nothing is wrong. */
const STALE_RULES: readonly StaleRule[] = [{channel: 'prices', phase: 'regular', busy: minutes(1), quiet: minutes(10)}];

/** Nothing is asked for but names, and nothing is confirmed: a connection is ready when it is open. */
const createYahooHandshake = (symbols: readonly Ticker[]): Handshake<'open', never> => ({
  begin: () => ({phase: 'open', send: [{subscribe: symbols.map(yahooName)}], ready: true}),
  receive: phase => ({phase, send: [], ready: false}),
});

/** Looks at prices, about one a second of each name that moves. What a loss left out is said to be missing. */
export const createPricesFeed = (options: UnfilledFeedOptions): Feed =>
  async function* (signal) {
    const {streamUrl, symbols} = options;
    // Its decoder brings a library along that nobody else needs.
    const {readFrame} = await import('./decode-pricing.ts');
    const url = new URL(streamUrl);
    url.searchParams.set('version', '2');
    yield* readUnfilled<'open', never>(
      {
        provider: 'yahoo',
        channel: PRICES_CHANNEL,
        url: url.href,
        maxPayload: LARGEST_MESSAGE,
        handshake: createYahooHandshake(symbols),
        // The same look twice says the same.
        keyOf: () => undefined,
        staleRules: STALE_RULES,
        read: (text, receivedAt) => ({events: readFrame(text, receivedAt), controls: []}),
      },
      options,
      signal,
    );
  };
