import {earlier, type Instant, instant, later, minutes, plus, SECOND, seconds} from '../core/instant.ts';
import type {Clock} from '../engine/ports.ts';

/** Keeps requests within what a server allows, by what it says of that in its answers. */
export type RequestPace = {
  /** Settles when the next request may be sent. */
  readonly turn: (signal: AbortSignal) => Promise<void>;
  readonly heard: (headers: Headers) => void;
  /** Until when requests are held back; undefined when they are not. */
  readonly heldUntil: () => Instant | undefined;
};

/** One part in so many of the allowance is left to others who use the same keys, such as a live watch that fills a gap. */
const RESERVE = 20;
/** A reset is never further off; a server whose clock differs from ours may seem to say so. */
const LONGEST_HOLD = minutes(1);

const numberIn = (headers: Headers, name: string): number | undefined => {
  const text = headers.get(name);
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
};

/** `X-RateLimit-Limit`, `-Remaining` and `-Reset` (Unix seconds). A server that says none of them is not held back for. */
export const createRequestPace = (clock: Clock): RequestPace => {
  let hold: Instant | undefined;
  return {
    turn: async signal => {
      if (hold !== undefined && hold > clock.now()) await clock.until(hold, signal);
      hold = undefined;
    },
    heard: headers => {
      const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map(name =>
        numberIn(headers, `x-ratelimit-${name}`),
      );
      if (remaining === undefined || reset === undefined) return;
      if (remaining > Math.floor((limit ?? 0) / RESERVE)) return;
      const now = clock.now();
      // The reset is told in whole seconds: one more is sure to be after it.
      const resetAt = plus(instant(reset * SECOND), seconds(1));
      hold = earlier(later(resetAt, now), plus(now, LONGEST_HOLD));
    },
    heldUntil: () => (hold !== undefined && hold > clock.now() ? hold : undefined),
  };
};
