import type {FeedEvent, FeedStatus} from '../core/events.ts';
import {faultLine, isFault} from '../core/fault.ts';
import {plus, type Span} from '../core/instant.ts';
import type {Clock} from '../engine/ports.ts';
import {safeText} from '../news/safe-text.ts';
import {backoff} from './retry-policy.ts';

export type PollingOptions = {
  /** Names it in statuses: `massive/news`. */
  readonly feed: string;
  /** From the end of one answer to the next question. */
  readonly every: Span;
  readonly clock: Clock;
  /** In [0, 1): spreads retries. */
  readonly chance: () => number;
  /** What is new since it was asked last. A terminal Fault ends the polling; anything else is tried again. */
  readonly ask: (signal: AbortSignal) => Promise<readonly FeedEvent[]>;
  readonly onEvents: (events: readonly FeedEvent[]) => void;
  /** Each change of its state, stamped by the clock. */
  readonly onStatus: (status: FeedStatus) => void;
};

export type Polling = {
  /** A person has seen to what stopped it: asks on. */
  readonly again: () => void;
  readonly close: () => void;
};

/** Asks again and again, until it is closed or the status says `stopped`. */
export const startPolling = (options: PollingOptions): Polling => {
  const {feed, clock} = options;
  const stopper = new AbortController();
  const {signal} = stopper;
  let stopped = false;

  const say = (word: Pick<FeedStatus, 'state' | 'message'> & Partial<FeedStatus>): void => {
    const at = clock.now();
    options.onStatus({kind: 'status', topic: 'state', feed, at, receivedAt: at, ...word});
  };

  const run = async (): Promise<void> => {
    let failures = 0;
    let isLive = false;
    say({state: 'connecting', message: 'connecting'});
    for (;;) {
      try {
        const events = await options.ask(signal);
        if (signal.aborted) return;
        failures = 0;
        if (!isLive) say({state: 'live', message: 'live'});
        isLive = true;
        if (events.length > 0) options.onEvents(events);
        await clock.until(plus(clock.now(), options.every), signal);
      } catch (error) {
        if (signal.aborted) return;
        if (isFault(error) && error.terminal) {
          stopped = true;
          say({state: 'stopped', message: faultLine(error), code: error.code, terminal: true});
          return;
        }
        const why = error instanceof Error ? safeText(error.message, 160) : 'no answer';
        failures += 1;
        isLive = false;
        const retryAt = plus(clock.now(), backoff(failures, options.chance()));
        say({state: 'retrying', message: why, code: 'feed/unreachable', retryAt});
        await clock.until(retryAt, signal).catch(() => undefined);
      }
    }
  };
  void run();
  return {
    again: () => {
      if (!stopped || signal.aborted) return;
      stopped = false;
      void run();
    },
    close: () => stopper.abort(),
  };
};
