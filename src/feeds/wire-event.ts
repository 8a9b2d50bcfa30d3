import type {TapeEvent} from '../core/events.ts';
import type {Instant} from '../core/instant.ts';
import type {Ticker} from '../core/ticker.ts';

/**
 * A bar that a server makes out of trades: a minute's (`b`), a minute's made again (`u`), the day's so far (`d`), a
 * second's (`s`).
 */
export type MadeBar = {
  readonly kind: 'madeBar';
  readonly type: 'b' | 'u' | 'd' | 's';
  readonly symbol: Ticker;
  /** Start of the minute or the second or, for the day's, midnight in New York. */
  readonly openAt: Instant;
  /** When a server sends it. */
  readonly receivedAt: Instant;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly trades: number;
  readonly vwap: number;
};

/** All that a stream of ours can say of a market. */
export type WireEvent = TapeEvent | MadeBar;

/** Whether an event belongs to what a connection asked for. */
export type EventFilter = (event: WireEvent) => boolean;

/** One message as a provider words it. */
export type WireMessage = Readonly<Record<string, unknown>>;
