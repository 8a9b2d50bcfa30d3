import type {FeedEvent, FeedStatus} from '../../core/events.ts';
import {Fault} from '../../core/fault.ts';
import {type Instant, minutes, seconds, span} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Clock, Feed, Tap} from '../../engine/ports.ts';
import {type EventKey, PRINT} from '../connection/recent-keys.ts';
import type {StaleRule} from '../connection/stale-rules.ts';
import {type Connection, startConnection} from '../connection/start-connection.ts';
import {createLiveQueue} from '../live-queue.ts';
import {gapMessage} from '../recorded-message.ts';
import {readFrame, TRADES_CHANNEL} from './decode-trades.ts';
import {createFinnhubHandshake} from './session.ts';

export type TradesFeedOptions = {
  /** `wss://ws.finnhub.io`, or ws on this machine; without the key. */
  readonly streamUrl: string;
  readonly key: string;
  readonly symbols: readonly Ticker[];
  readonly since: Instant;
  readonly clock: Clock;
  readonly chance: () => number;
  readonly tap: Tap | undefined;
};

/** Bytes of one message. */
const LARGEST_MESSAGE = 1_048_576;
/** The stream pauses for longer than others do, and has been silent for hours on an open connection. */
const STALE_RULES: readonly StaleRule[] = [
  {channel: 'trades', phase: 'regular', busy: seconds(150), quiet: minutes(5)},
];

const keyOf = (event: FeedEvent): EventKey | undefined => (event.kind === 'trade' ? PRINT : undefined);

/**
 * The vendor's stream of trades. Nothing fills what a loss left out: it is said to be missing. The key is part of the
 * address that is connected to, and of nothing that is said, kept or shown.
 */
export const createTradesFeed = (options: TradesFeedOptions): Feed =>
  async function* (signal) {
    const {streamUrl, key, symbols, since, clock, chance, tap} = options;
    let connection: Connection | undefined;
    const queue = createLiveQueue({symbols, feed: TRADES_CHANNEL, clock, onHold: held => connection?.hold(held)});
    const url = new URL(streamUrl);
    url.searchParams.set('token', key);

    const onStatus = (status: FeedStatus): void => {
      if (status.topic === 'gap' || status.topic === 'filled') tap?.(gapMessage('finnhub', status));
      queue.push([status]);
      if (status.terminal === true) queue.end(new Fault(status.code ?? 'feed/protocol', status.message));
    };
    try {
      connection = startConnection({
        feed: TRADES_CHANNEL,
        url: url.href,
        headers: {},
        maxPayload: LARGEST_MESSAGE,
        clock,
        chance,
        handshake: createFinnhubHandshake(symbols),
        symbols,
        keyOf,
        staleRules: STALE_RULES,
        lag: span(0),
        since,
        gaps: 'say',
        decode: (data, binary, receivedAt) => {
          const frame = readFrame(data.toString('utf8'), receivedAt);
          if (frame.events.length > 0) tap?.({receivedAt, channel: TRADES_CHANNEL, data, binary});
          return frame;
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
