import type {FeedEvent} from '../core/events.ts';
import {type Instant, minus, seconds} from '../core/instant.ts';
import type {Clock} from '../engine/ports.ts';

/** What is asked for again before the last thing heard, so that nothing at the seam is missed. Folds drop what comes twice. */
export const OVERLAP = seconds(2);

export type GapFillOptions = {
  readonly feed: string;
  readonly clock: Clock;
  /** Everything from one moment to another, from somewhere else than the stream; undefined where there is no such place. */
  readonly fetch:
    | ((from: Instant, to: Instant, signal: AbortSignal) => AsyncIterable<readonly FeedEvent[]>)
    | undefined;
  readonly emit: (events: readonly FeedEvent[]) => void;
  /** What came between this moment and the first connection is missing too. Left out: the first one misses nothing. */
  readonly since?: Instant | undefined;
};

/** Watches one connection for what its losses left out. */
export type GapFill = {
  /** Something came. */
  readonly heard: () => void;
  /** The connection delivers: fills what is missing up to now. */
  readonly live: () => void;
  /** The connection is gone; so is a fill under way, which begins again from the same place. */
  readonly lost: () => void;
};

/**
 * Fills from where the stream last spoke before the first loss that is not filled yet: a fill cut short by another loss
 * must not move the watermark. What cannot be filled is reported as a gap, and asked for again after the next loss.
 */
export const createGapFill = ({feed, clock, fetch, emit, since}: GapFillOptions): GapFill => {
  let heardAt: Instant | undefined;
  let missingFrom = since;
  /** The part of what is missing that was not yet reported. */
  let unreportedFrom = since;
  let stopper = new AbortController();

  const report = (at: Instant): void => {
    const from = unreportedFrom;
    if (from === undefined) return;
    unreportedFrom = undefined;
    const message = 'what was missed could not be had again';
    const receivedAt = clock.now();
    emit([{kind: 'status', topic: 'gap', state: 'live', feed, at, receivedAt, from, message, code: 'feed/gap'}]);
  };

  const fill = async (from: Instant, at: Instant, signal: AbortSignal): Promise<void> => {
    if (fetch === undefined) return report(at);
    try {
      for await (const events of fetch(minus(from, OVERLAP), at, signal)) {
        if (signal.aborted) return;
        if (events.length > 0) emit(events);
      }
      if (signal.aborted) return;
      missingFrom = undefined;
      unreportedFrom = undefined;
    } catch {
      if (!signal.aborted) report(at);
    }
  };

  return {
    heard: () => {
      heardAt = clock.now();
    },
    live: () => {
      const now = clock.now();
      heardAt = now;
      stopper = new AbortController();
      if (missingFrom !== undefined && missingFrom <= now) void fill(missingFrom, now, stopper.signal);
    },
    lost: () => {
      stopper.abort();
      missingFrom ??= heardAt;
      unreportedFrom ??= heardAt;
    },
  };
};
