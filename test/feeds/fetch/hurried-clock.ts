import {type Instant, plus, type Span, seconds, span} from '../../../src/core/instant.ts';
import type {Clock} from '../../../src/engine/ports.ts';

/** How long a request may take: this alone is not hurried past. */
const REQUEST_TIMEOUT = seconds(30);

/** A clock on which every wait is over at once; `waits` are how long each would have been. */
export const createHurriedClock = (start: Instant): Clock & {readonly waits: readonly Span[]} => {
  const waits: Span[] = [];
  let now = start;
  return {
    waits,
    now: () => now,
    until: (at, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) reject(signal.reason);
        else if (at - now === REQUEST_TIMEOUT)
          signal.addEventListener('abort', () => reject(signal.reason), {once: true});
        else {
          if (at > now) waits.push(span(at - now));
          now = at > now ? at : plus(now, span(0));
          resolve();
        }
      }),
  };
};
