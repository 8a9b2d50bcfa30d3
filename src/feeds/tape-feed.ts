import type {TapeEvent} from '../core/events.ts';
import type {Instant} from '../core/instant.ts';
import type {Feed} from '../engine/ports.ts';

/** A day's events, as a tape gives them: batches in order of `receivedAt`, up to and including `until`. */
export type TapeSource = {
  readonly read: (range: {readonly until?: Instant}) => AsyncIterable<readonly TapeEvent[]>;
};

/** A tape straight from the disk, as fast as it is taken: for commands that need no clock. */
export const createTapeFeed = (tape: TapeSource, options: {readonly until?: Instant} = {}): Feed =>
  async function* (signal) {
    for await (const batch of tape.read(options)) {
      if (signal.aborted) return;
      yield batch;
    }
  };
