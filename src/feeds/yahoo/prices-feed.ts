import type {FeedStatus} from '../../core/events.ts';
import {Fault} from '../../core/fault.ts';
import {type Instant, minutes, span} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Clock, Feed, Tap} from '../../engine/ports.ts';
import type {Handshake} from '../connection/handshake.ts';
import type {StaleRule} from '../connection/stale-rules.ts';
import {type Connection, startConnection} from '../connection/start-connection.ts';
import {createLiveQueue} from '../live-queue.ts';
import {gapMessage} from '../recorded-message.ts';
import {PRICES_CHANNEL, yahooName} from './names.ts';

export type PricesFeedOptions = {
  /** `wss://streamer.finance.yahoo.com`, or ws on this machine. */
  readonly streamUrl: string;
  readonly symbols: readonly Ticker[];
  readonly since: Instant;
  readonly clock: Clock;
  readonly chance: () => number;
  readonly tap: Tap | undefined;
};

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
export const createPricesFeed = (options: PricesFeedOptions): Feed =>
  async function* (signal) {
    const {streamUrl, symbols, since, clock, chance, tap} = options;
    // Its decoder brings a library along that nobody else needs.
    const {readFrame} = await import('./decode-pricing.ts');
    let connection: Connection | undefined;
    const queue = createLiveQueue({symbols, feed: PRICES_CHANNEL, clock, onHold: held => connection?.hold(held)});
    const url = new URL(streamUrl);
    url.searchParams.set('version', '2');

    const onStatus = (status: FeedStatus): void => {
      if (status.topic === 'gap' || status.topic === 'filled') tap?.(gapMessage('yahoo', status));
      queue.push([status]);
      if (status.terminal === true) queue.end(new Fault(status.code ?? 'feed/protocol', status.message));
    };
    try {
      connection = startConnection<'open', never>({
        feed: PRICES_CHANNEL,
        url: url.href,
        headers: {},
        maxPayload: LARGEST_MESSAGE,
        clock,
        chance,
        handshake: createYahooHandshake(symbols),
        symbols,
        // The same look twice says the same.
        keyOf: () => undefined,
        staleRules: STALE_RULES,
        lag: span(0),
        since,
        gaps: 'say',
        decode: (data, binary, receivedAt) => {
          const events = readFrame(data.toString('utf8'), receivedAt);
          if (events.length > 0) tap?.({receivedAt, channel: PRICES_CHANNEL, data, binary});
          return {events, controls: []};
        },
        encode: message => JSON.stringify(message),
        onEvents: queue.push,
        onStatus,
      });
      yield* queue.read(signal);
    } finally {
      connection?.close();
    }
  };
