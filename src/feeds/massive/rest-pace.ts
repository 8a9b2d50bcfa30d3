import {type Instant, later, plus, type Span, seconds} from '../../core/instant.ts';
import type {Clock} from '../../engine/ports.ts';

/** The free plan answers five questions a minute; the others any number. */
export const FREE_PACE: Span = seconds(12);

/** Lets questions through as they come, until one was refused for being one too many; then one every FREE_PACE. */
export type RestPace = {
  /** Settles when it is this question's turn, in the order in which they came. */
  readonly turn: (signal: AbortSignal) => Promise<void>;
  /** Nothing: the vendor says in no header how many questions are left. */
  readonly heard: () => void;
  readonly refused: () => void;
  /** Until when the next question is held back; undefined when it is not. */
  readonly heldUntil: () => Instant | undefined;
};

export const createRestPace = (clock: Clock): RestPace => {
  let isFree = false;
  let nextAt: Instant = clock.now();
  return {
    turn: async signal => {
      const at = later(nextAt, clock.now());
      if (isFree) nextAt = plus(at, FREE_PACE);
      if (at > clock.now()) await clock.until(at, signal);
    },
    heard: () => undefined,
    refused: () => {
      isFree = true;
      nextAt = later(nextAt, plus(clock.now(), FREE_PACE));
    },
    heldUntil: () => (isFree && nextAt > clock.now() ? nextAt : undefined),
  };
};
