import {type Instant, plus, type Span} from '../core/instant.ts';
import type {Clock} from './ports.ts';

/** A clock that stands still until it is told to move on. */
export type VirtualClock = Clock & {
  /** Moves on to `at`, waking each sleeper at its own moment, in order, and letting it run before the next. */
  readonly advanceTo: (at: Instant) => Promise<void>;
  readonly advance: (by: Span) => Promise<void>;
};

/** Lets everything that is ready to run, run: promises only, since nothing else is driven by this clock. */
const settleMicrotasks = async (): Promise<void> => {
  for (let hop = 0; hop < 20; hop++) await Promise.resolve();
};

type Sleeper = {readonly at: Instant; readonly wake: () => void};

/**
 * A Clock for tests and headless runs. `settle` is awaited after each wake-up; hand in one that also waits for I/O
 * where sockets take part.
 */
export const createVirtualClock = (start: Instant, settle: () => Promise<void> = settleMicrotasks): VirtualClock => {
  let now = start;
  let sleepers: Sleeper[] = [];

  const until = (at: Instant, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      if (at <= now) {
        resolve();
        return;
      }
      const stop = (): void => {
        sleepers = sleepers.filter(other => other !== sleeper);
        reject(signal.reason);
      };
      const sleeper: Sleeper = {
        at,
        wake: () => {
          signal.removeEventListener('abort', stop);
          resolve();
        },
      };
      sleepers.push(sleeper);
      signal.addEventListener('abort', stop, {once: true});
    });

  const advanceTo = async (at: Instant): Promise<void> => {
    await settle();
    for (;;) {
      const next = sleepers.reduce<Sleeper | undefined>((a, b) => (a === undefined || b.at < a.at ? b : a), undefined);
      if (next === undefined || next.at > at) break;
      now = next.at;
      sleepers = sleepers.filter(other => other !== next);
      next.wake();
      await settle();
    }
    if (at > now) now = at;
    await settle();
  };

  return {now: () => now, until, advanceTo, advance: by => advanceTo(plus(now, by))};
};
