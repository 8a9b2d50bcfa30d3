import type {FeedEvent} from '../../core/events.ts';
import {HOUR, type Instant, plus} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Clock, RawMessage, Tap} from '../../engine/ports.ts';
import {isMarketWide} from '../../news/is-market-wide.ts';
import {SESSION_CHANNEL} from '../../tape/recording/session-line.ts';
import {createAskedReader} from '../recording/read-as-asked.ts';
import {HISTORY_TOLD, type RelayedHistory} from './relayed-history.ts';

export type RelayedMessagesOptions = {
  /** Names that are wanted of those that are relayed; empty means all. */
  readonly symbols: readonly Ticker[];
  /** When the day began: of what was received before this screen was there, nothing older is wanted. */
  readonly since: Instant;
  readonly clock: Pick<Clock, 'now'>;
  /** Hears each message as it came to the relay, with the time at which it did. */
  readonly tap: Tap | undefined;
  readonly history: Pick<RelayedHistory, 'take' | 'complete'>;
};

/** Two machines' clocks are never further apart. */
const MOST_AHEAD = HOUR;

/**
 * Reads what a relay passes on as its own feed read it: a message of the record in, the events of the wanted names out, at
 * the times at which the relay received them. Undefined for one that it cannot have received yet: a recording that followed
 * its time would go on in the file of another day, for good.
 */
export const createRelayedMessages = ({symbols, since, clock, tap, history}: RelayedMessagesOptions) => {
  const startedAt = clock.now();
  const wanted = new Set<Ticker>(symbols);
  const readAsAsked = createAskedReader();

  const isWanted = (event: FeedEvent): boolean => {
    if (event.at < since && event.receivedAt < startedAt) return false;
    if (wanted.size === 0) return true;
    if (event.kind === 'headline') return isMarketWide(event) || event.symbols.some(name => wanted.has(name));
    return !('symbol' in event) || wanted.has(event.symbol);
  };

  return (message: RawMessage): readonly FeedEvent[] | undefined => {
    if (message.receivedAt > plus(clock.now(), MOST_AHEAD)) return undefined;
    if (message.channel === HISTORY_TOLD) {
      tap?.(message);
      history.complete(message);
      return [];
    }
    const read = readAsAsked(message);
    if (read === undefined || message.channel === SESSION_CHANNEL) return [];
    tap?.(message);
    if (read.history.length > 0) history.take(read.history);
    return read.events.every(isWanted) ? read.events : read.events.filter(isWanted);
  };
};
