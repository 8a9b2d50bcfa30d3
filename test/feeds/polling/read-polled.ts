import type {FeedEvent, FeedStatus, Headline} from '../../../src/core/events.ts';
import {type Instant, seconds} from '../../../src/core/instant.ts';
import type {Feed} from '../../../src/engine/ports.ts';
import {createVirtualClock, type VirtualClock} from '../../../src/engine/virtual-clock.ts';

/** A clock whose sleepers are woken one by one while real sockets answer in between. */
export const createNetworkClock = (start: Instant): VirtualClock =>
  createVirtualClock(start, () => new Promise(resolve => setTimeout(resolve, 40)));

export type PolledReading = {
  readonly headlines: readonly Headline[];
  readonly statuses: readonly FeedStatus[];
  readonly events: readonly FeedEvent[];
  readonly error: () => unknown;
  readonly stop: () => Promise<void>;
};

/** Reads a feed in the background. */
export const readPolled = (feed: Feed): PolledReading => {
  const headlines: Headline[] = [];
  const statuses: FeedStatus[] = [];
  const events: FeedEvent[] = [];
  const stopper = new AbortController();
  let error: unknown;
  const reading = (async () => {
    try {
      for await (const batch of feed(stopper.signal)) {
        for (const event of batch) {
          events.push(event);
          if (event.kind === 'headline') headlines.push(event);
          if (event.kind === 'status') statuses.push(event);
        }
      }
    } catch (thrown) {
      error = thrown;
    }
  })();
  return {
    headlines,
    statuses,
    events,
    error: () => error,
    stop: async () => {
      stopper.abort(new Error('enough'));
      await reading;
    },
  };
};

/** Waits, in real time, until something holds; a clock that is handed in moves on meanwhile. */
export const until = async (holds: () => boolean, clock?: VirtualClock, step = seconds(0.25)): Promise<void> => {
  for (let waited = 0; !holds(); waited++) {
    if (waited > 1_000) throw new Error('waited too long');
    if (clock === undefined) await new Promise(resolve => setTimeout(resolve, 20));
    else await clock.advance(step);
  }
};
