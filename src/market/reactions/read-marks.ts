import {type Instant, instant} from '../../core/instant.ts';
import {createWakeups} from './wakeups.ts';

/** Who read bars up to when, for whoever must read them again when one changes. */
export type ReadMarks<Reader> = {
  /** No bar that opens at `at` or later was read. */
  readonly add: (at: Instant, reader: Reader) => void;
  /** The latest of those moments; before all time when there are none. */
  readonly latest: () => Instant;
  /** Takes that one out. */
  readonly take: () => Reader | undefined;
};

/** A heap by moment, the latest on top: what changed a few seconds ago is asked of those alone who read that far. */
export const createReadMarks = <Reader>(): ReadMarks<Reader> => {
  const readers = createWakeups<Reader>();
  return {
    add: (at, reader) => readers.add(instant(-at), reader),
    latest: () => instant(-readers.nextAt()),
    take: readers.take,
  };
};
