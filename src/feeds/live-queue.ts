import type {FeedEvent} from '../core/events.ts';
import type {Ticker} from '../core/ticker.ts';
import type {Clock} from '../engine/ports.ts';
import {createAskedFor} from './asked-for.ts';
import {createBatchQueue} from './batch-queue.ts';
import {conflateQuotes} from './conflate-quotes.ts';

/** Events that may wait before quotes give way: of each name only the last is kept. Trades and news never give way. */
const CONFLATE_ABOVE = 10_000;

export type LiveQueueOptions = {
  /** The names that were asked for; empty means all. */
  readonly symbols: readonly Ticker[];
  /** Whose quotes give way, in the words that say so. */
  readonly feed: string;
  readonly clock: Clock;
  /** Told when more waits than should, and again when it is taken. */
  readonly onHold: (held: boolean) => void;
};

/** What waits between a live feed's connections and the one loop that reads it. */
export type LiveQueue = {
  readonly push: (events: readonly FeedEvent[]) => void;
  /** Nothing more will come: what waits is still handed out, then `error` is thrown, if there is one. */
  readonly end: (error?: unknown) => void;
  readonly read: (signal: AbortSignal) => AsyncGenerator<readonly FeedEvent[]>;
};

/** What was not asked for is left out, for each name that is heard of takes memory for good; behind, quotes give way. */
export const createLiveQueue = ({symbols, feed, clock, onHold}: LiveQueueOptions): LiveQueue => {
  const queue = createBatchQueue({onHold});
  const isAskedFor = createAskedFor(symbols);
  let conflateAbove = CONFLATE_ABOVE;

  /** Quotes give way when too much waits; the next time only when it has doubled since, which keeps this linear. */
  const push = (events: readonly FeedEvent[]): void => {
    queue.push(events.every(isAskedFor) ? events : events.filter(isAskedFor));
    if (queue.size() < conflateAbove) {
      if (queue.size() < CONFLATE_ABOVE) conflateAbove = CONFLATE_ABOVE;
      return;
    }
    queue.replace(waiting => {
      const kept = conflateQuotes(waiting);
      const at = clock.now();
      const count = waiting.length - kept.length;
      const message = `behind: left out ${count} quotes that newer ones replaced`;
      return [...kept, {kind: 'status', topic: 'left-out', state: 'live', feed, at, receivedAt: at, message, count}];
    });
    conflateAbove = Math.max(CONFLATE_ABOVE, queue.size() * 2);
  };

  return {push, end: queue.end, read: queue.read};
};
