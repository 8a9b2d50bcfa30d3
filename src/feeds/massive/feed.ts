import type {FeedStatus} from '../../core/events.ts';
import {Fault} from '../../core/fault.ts';
import type {Instant} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Feed} from '../../engine/ports.ts';
import type {Bell} from '../bell.ts';
import type {FetchBetween} from '../connection/ask-elsewhere.ts';
import {staleRulesFor} from '../connection/stale-rules.ts';
import {type Connection, startConnection} from '../connection/start-connection.ts';
import {isDaySoFar} from '../day-so-far.ts';
import {createLiveQueue} from '../live-queue.ts';
import type {Half} from '../provider.ts';
import {gapMessage} from '../recorded-message.ts';
import {type Polling, startPolling} from '../start-polling.ts';
import {readFrame} from './decode.ts';
import {channelsOf, feedName, type MassiveSource, NEWS_FEED, prefixesOf, sourceLag} from './endpoints.ts';
import {massiveEventKey} from './event-key.ts';
import {createAskNews, NEWS_EVERY} from './news.ts';
import type {RestAccess} from './rest.ts';
import {fetchBarsSoFar, fetchDaySoFar, fetchSeconds, fetchTrades} from './rest-history.ts';
import {createMassiveHandshake} from './session.ts';

export type MassiveFeedOptions = RestAccess & {
  readonly halves: readonly Half[];
  readonly source: MassiveSource;
  readonly stockUrl: string;
  readonly symbols: readonly Ticker[];
  /** When the day began: what came between then and the first connection is asked for. */
  readonly since: Instant;
  /** The same of prices alone, where they are at hand up to a later time. */
  readonly pricesSince?: Instant | undefined;
  /** See ProviderOptions. */
  readonly bell?: Bell | undefined;
};

/** Bytes of one message. */
const LARGEST_MESSAGE = 4 * 1_048_576;

/**
 * The vendor's stock stream and its news, which are asked for, as one live feed. Events are known when they are received.
 * A connection that is lost comes back by itself, and what it missed is asked for by REST; when neither half can help any
 * more, the feed throws a Fault.
 */
export const createMassiveFeed = (options: MassiveFeedOptions): Feed =>
  async function* (signal) {
    const {halves, source, stockUrl, symbols, since, pricesSince, key, clock, chance, tap, bell} = options;
    const feed = feedName(source);
    let connection: Connection | undefined;
    let news: Polling | undefined;
    let stopped = 0;
    const forget = bell?.listen(() => {
      connection?.again();
      news?.again();
    });
    const queue = createLiveQueue({symbols, feed, clock, onHold: held => connection?.hold(held)});

    const onStatus = (status: FeedStatus): void => {
      if (status.topic === 'gap' || status.topic === 'filled') tap?.(gapMessage('massive', status));
      queue.push([status]);
      if (status.terminal !== true) return;
      stopped += 1;
      if (stopped === halves.length && bell === undefined)
        queue.end(new Fault(status.code ?? 'feed/protocol', status.message));
    };

    const [fetchRest, fetchSoFar] = prefixesOf(source).includes('T')
      ? [fetchTrades, fetchDaySoFar]
      : [fetchSeconds, fetchBarsSoFar];
    /** A gap that reaches back to where the day was known to is filled with bars if it is long, any other in full. */
    const fetchMissing: FetchBetween = (start, end, stop) =>
      (isDaySoFar(start, end, {since, pricesSince}) ? fetchSoFar : fetchRest)({symbols, start, end}, options, stop);

    try {
      if (halves.includes('prices')) {
        connection = startConnection({
          feed,
          url: stockUrl,
          headers: {},
          maxPayload: LARGEST_MESSAGE,
          clock,
          chance,
          handshake: createMassiveHandshake({feed, key, prefixes: prefixesOf(source), symbols}),
          symbols,
          keyOf: massiveEventKey,
          staleRules: staleRulesFor(channelsOf(source)),
          lag: sourceLag(source),
          since: pricesSince ?? since,
          // All names at once are no question that can be asked.
          gaps: symbols.length === 0 ? 'say' : fetchMissing,
          decode: (data, binary, receivedAt) => {
            const frame = readFrame(data.toString('utf8'), {feed, receivedAt});
            if (frame.events.length > 0 || frame.unknown > 0) tap?.({receivedAt, channel: feed, data, binary});
            return frame;
          },
          encode: message => JSON.stringify(message),
          onEvents: queue.push,
          onStatus,
        });
      }
      if (halves.includes('news')) {
        const ask = createAskNews(symbols, since, options);
        news = startPolling({
          feed: NEWS_FEED,
          every: NEWS_EVERY,
          clock,
          chance,
          ask,
          onEvents: queue.push,
          onStatus,
        });
      }
      yield* queue.read(signal);
    } finally {
      connection?.close();
      news?.close();
      forget?.();
    }
  };
