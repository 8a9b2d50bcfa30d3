import type {FeedEvent} from '../../core/events.ts';
import {minutes, seconds} from '../../core/instant.ts';
import type {Feed} from '../../engine/ports.ts';
import {type EventKey, PRINT} from '../connection/recent-keys.ts';
import type {StaleRule} from '../connection/stale-rules.ts';
import {readUnfilled, type UnfilledFeedOptions} from '../unfilled-feed.ts';
import {readFrame, TRADES_CHANNEL} from './decode-trades.ts';
import {createFinnhubHandshake} from './session.ts';

export type TradesFeedOptions = UnfilledFeedOptions & {readonly key: string};

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
export const createTradesFeed =
  (options: TradesFeedOptions): Feed =>
  signal => {
    const {streamUrl, key, symbols} = options;
    const url = new URL(streamUrl);
    url.searchParams.set('token', key);
    return readUnfilled(
      {
        provider: 'finnhub',
        channel: TRADES_CHANNEL,
        url: url.href,
        maxPayload: LARGEST_MESSAGE,
        handshake: createFinnhubHandshake(symbols),
        keyOf,
        staleRules: STALE_RULES,
        read: readFrame,
      },
      options,
      signal,
    );
  };
