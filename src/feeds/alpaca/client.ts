import type {FeedEvent, FeedStatus} from '../../core/events.ts';
import type {Instant} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Clock, Tap} from '../../engine/ports.ts';
import {staleRulesFor} from '../connection/stale-rules.ts';
import {type Connection, type ConnectionOptions, startConnection} from '../connection/start-connection.ts';
import {readData} from './decode.ts';
import {feedName, streamLag} from './endpoints.ts';
import {alpacaEventKey} from './event-key.ts';
import {type AlpacaChannel, createAlpacaHandshake, type Keys, keyHeaders} from './session.ts';
import {CONTENT_TYPES, type Codec, writeFrame} from './wire-codec.ts';

export type AlpacaClientOptions = {
  readonly url: string;
  readonly keys: Keys;
  readonly channels: readonly AlpacaChannel[];
  /** Empty means all. */
  readonly symbols: readonly Ticker[];
  readonly codec: Codec;
  readonly clock: Clock;
  readonly chance: () => number;
  readonly auth?: 'message' | 'header';
  /** See Receipt.byEventTime. */
  readonly byEventTime?: boolean;
  /** What is done about what a loss left out; nothing where left out. */
  readonly gaps?: ConnectionOptions<unknown, unknown>['gaps'];
  /** When the day began: what came between then and the first connection is missing too. */
  readonly since?: Instant | undefined;
  /** What frames that came together, or a page of an answer, brought that is new. */
  readonly onEvents: (events: readonly FeedEvent[]) => void;
  /** Each change of the connection's state and each gap, stamped by the clock. */
  readonly onStatus: (status: FeedStatus) => void;
  /** The payload of a ping. */
  readonly onPing?: (payload: string) => void;
  /** Hears each frame that holds data, as it came, before `onEvents` hears what is in it. */
  readonly tap?: Tap | undefined;
};

export type AlpacaClient = Connection & {readonly feed: string};

const MIB = 1_048_576;
/** Bytes of one message; bodies of stories are long. */
const maxPayload = (channels: readonly AlpacaChannel[]): number => (channels.includes('news') ? 4 * MIB : MIB);

/**
 * One of the vendor's streams: connects, gives the keys, subscribes, decodes, and does it all again after a loss, until it
 * is closed or the status says `stopped`.
 */
export const startAlpacaClient = (options: AlpacaClientOptions): AlpacaClient => {
  const {url, clock, codec, keys, channels, symbols, auth = 'message', byEventTime = false, gaps = 'ignore'} = options;
  const feed = feedName(url);
  const connection = startConnection({
    feed,
    url,
    headers: {'Content-Type': CONTENT_TYPES[codec], ...(auth === 'header' ? keyHeaders(keys) : {})},
    maxPayload: maxPayload(channels),
    clock,
    chance: options.chance,
    handshake: createAlpacaHandshake({feed, keys, channels, symbols, auth}),
    symbols,
    // A replay that goes back says again, and rightly, what it said before; and its silence is a pause.
    keyOf: byEventTime ? () => undefined : alpacaEventKey,
    staleRules: byEventTime ? [] : staleRulesFor(channels),
    lag: streamLag(url),
    since: options.since,
    gaps,
    decode: (data, binary, receivedAt) => {
      const frame = readData(data, binary, {feed, receivedAt, byEventTime});
      if (frame.events.length > 0 || frame.unknown > 0) options.tap?.({receivedAt, channel: feed, data, binary});
      return frame;
    },
    encode: message => writeFrame(message, codec),
    onEvents: options.onEvents,
    onStatus: options.onStatus,
    onPing: options.onPing,
  });
  return {feed, ...connection};
};
