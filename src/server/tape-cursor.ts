import type {TapeEvent} from '../core/events.ts';
import type {Instant} from '../core/instant.ts';
import type {EventSource} from './served-day.ts';

/** One reader's place in a day; it only moves forward. */
export type TapeCursor = {
  /**
   * The next events up to `until`, about `most` of them: what became known at one moment is never split. Fewer than
   * `most` means that there are no more up to `until`.
   */
  readonly take: (until: Instant, most: number) => Promise<readonly TapeEvent[]>;
  readonly close: () => Promise<void>;
};

/** How many events from `from` on were received by `until`; events are in order of receipt. */
const countUntil = (events: readonly TapeEvent[], from: number, until: Instant): number => {
  let low = from;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.receivedAt ?? Number.POSITIVE_INFINITY) <= until) low = middle + 1;
    else high = middle;
  }
  return low - from;
};

/** Starts after `after`, or at the day's beginning. One pass over the tape serves any number of `take`s. */
export const createTapeCursor = (source: EventSource, after: Instant | undefined): TapeCursor => {
  const iterator = source.read(after === undefined ? {} : {after})[Symbol.asyncIterator]();
  let batch: readonly TapeEvent[] = [];
  let place = 0;
  let ended = false;

  /** True once `batch[place]` is the next event; false at the end of the tape. */
  const fill = async (): Promise<boolean> => {
    while (place >= batch.length && !ended) {
      const next = await iterator.next();
      if (next.done === true) ended = true;
      else {
        batch = next.value;
        place = 0;
      }
    }
    return !ended || place < batch.length;
  };

  const take = async (until: Instant, most: number): Promise<readonly TapeEvent[]> => {
    const taken: TapeEvent[] = [];
    let limit = until;
    while (await fill()) {
      const wanted = Math.min(
        countUntil(batch, place, limit),
        taken.length < most ? most - taken.length : batch.length,
      );
      if (wanted === 0) break;
      for (let index = place; index < place + wanted; index++) {
        const event = batch[index];
        if (event !== undefined) taken.push(event);
      }
      place += wanted;
      if (taken.length >= most) limit = taken.at(-1)?.receivedAt ?? until;
    }
    return taken;
  };

  return {
    take,
    close: async () => {
      ended = true;
      batch = [];
      await iterator.return?.();
    },
  };
};
