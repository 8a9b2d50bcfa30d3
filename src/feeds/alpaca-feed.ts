import type {FeedStatus} from '../core/events.ts';
import {Fault} from '../core/fault.ts';
import type {Instant} from '../core/instant.ts';
import type {Ticker} from '../core/ticker.ts';
import type {Clock, Feed, Tap} from '../engine/ports.ts';
import {type AlpacaClient, startAlpacaClient} from './alpaca/client.ts';
import {fetchDaySoFar} from './alpaca/day-so-far.ts';
import {feedName, restFeedFor} from './alpaca/endpoints.ts';
import type {RestAccess} from './alpaca/rest.ts';
import {fetchNews, fetchTrades, type HistoryQuery} from './alpaca/rest-history.ts';
import type {AlpacaChannel, Keys} from './alpaca/session.ts';
import type {Codec} from './alpaca/wire-codec.ts';
import type {Bell} from './bell.ts';
import type {FetchBetween} from './connection/ask-elsewhere.ts';
import {isDaySoFar} from './day-so-far.ts';
import {createLiveQueue} from './live-queue.ts';
import type {Half} from './provider.ts';
import {gapMessage} from './recorded-message.ts';

export type AlpacaFeedOptions = {
  /** Both, unless one is enough. */
  readonly halves?: readonly Half[];
  readonly stockUrl: string;
  readonly newsUrl: string;
  /** Where gaps are filled from; undefined: they are only reported. */
  readonly restUrl: string | undefined;
  readonly keys: Keys;
  readonly symbols: readonly Ticker[];
  /** When the day began: what came between then and the first connection is asked for. Undefined: nothing is. */
  readonly since?: Instant | undefined;
  /** The same of prices alone, where they are at hand up to a later time. */
  readonly pricesSince?: Instant | undefined;
  readonly codec: Codec;
  readonly clock: Clock;
  readonly chance: () => number;
  /** Hears everything the feed's events are made of, as it comes. */
  readonly tap?: Tap | undefined;
  /** See ProviderOptions. */
  readonly bell?: Bell | undefined;
};

/** News of the market as a whole is filed under no name, or under funds of all: all of it is taken, and what was not asked for left out. */
const EVERY_NAME: readonly Ticker[] = [];

/** The test stream carries no statuses, and refuses a subscription that names them. */
const stockChannels = (url: string): readonly AlpacaChannel[] =>
  feedName(url) === 'alpaca/test' ? ['trades', 'quotes', 'bars'] : ['trades', 'quotes', 'bars', 'statuses'];

/**
 * The vendor's stock and news streams as one live feed. Events are known when they are received. A connection that is lost
 * comes back by itself, and what it missed is asked for by REST; when neither can help any more, the feed throws a Fault.
 */
export const createAlpacaFeed = (options: AlpacaFeedOptions): Feed =>
  async function* (signal) {
    const {
      halves = ['prices', 'news'],
      stockUrl,
      newsUrl,
      restUrl,
      keys,
      symbols,
      since,
      pricesSince,
      codec,
      clock,
      chance,
      tap,
      bell,
    } = options;
    const clients: AlpacaClient[] = [];
    const queue = createLiveQueue({
      symbols,
      feed: feedName(stockUrl),
      clock,
      onHold: held => {
        for (const client of clients) client.hold(held);
      },
    });
    let stopped = 0;
    const forget = bell?.listen(() => {
      for (const client of clients) client.again();
    });

    const start = (
      url: string,
      channels: readonly AlpacaChannel[],
      names: readonly Ticker[],
      from: Instant | undefined,
      fetch: FetchBetween | undefined,
    ): void => {
      const onStatus = (status: FeedStatus): void => {
        if (status.topic === 'gap' || status.topic === 'filled') tap?.(gapMessage('alpaca', status));
        queue.push([status]);
        if (status.terminal !== true) return;
        stopped += 1;
        if (stopped === halves.length && bell === undefined)
          queue.end(new Fault(status.code ?? 'feed/protocol', status.message));
      };
      const common = {url, keys, channels, symbols: names, codec, clock, chance, since: from, tap};
      clients.push(startAlpacaClient({...common, gaps: fetch ?? 'say', onEvents: queue.push, onStatus}));
    };

    const access: RestAccess | undefined = restUrl === undefined ? undefined : {restUrl, keys, clock, chance, tap};
    const query = (start: HistoryQuery['start'], end: HistoryQuery['end']): HistoryQuery => ({
      symbols,
      start,
      end,
      feed: restFeedFor(stockUrl),
      receivedAt: clock.now,
    });
    /** A gap that reaches back to where the day was known to is filled with bars if it is long, any other print by print. */
    const fetchStock = (from: Instant, to: Instant) =>
      isDaySoFar(from, to, {since, pricesSince}) ? fetchDaySoFar : fetchTrades;
    try {
      if (halves.includes('prices'))
        start(
          stockUrl,
          stockChannels(stockUrl),
          symbols,
          pricesSince ?? since,
          access && ((from, to, stop) => fetchStock(from, to)(query(from, to), access, stop)),
        );
      if (halves.includes('news'))
        start(
          newsUrl,
          ['news'],
          EVERY_NAME,
          since,
          access &&
            ((from, to, stop) => fetchNews({...query(from, to), symbols: EVERY_NAME, feed: undefined}, access, stop)),
        );
      yield* queue.read(signal);
    } finally {
      forget?.();
      for (const client of clients) client.close();
    }
  };
