import type {Snapshot} from './snapshot.ts';

/** Reads what is derived of a snapshot in the stead of whoever asks. `key` says what is derived, and how. */
export type Derive = <Value>(key: unknown, of: (snapshot: Snapshot) => Value) => Value;

const watches = new WeakMap<Snapshot, Derive>();

/** Has what is derived of a watched snapshot read by `derive`: then the watch knows of one value, not of every bar under it. */
export const watchDerived = (watched: Snapshot, derive: Derive): void => {
  watches.set(watched, derive);
};

/** Something that is the same object while all that it says stays, read of a snapshot or of the one that a watch stands for. */
export const derived = <Value>(snapshot: Snapshot, key: unknown, of: (snapshot: Snapshot) => Value): Value => {
  const derive = watches.get(snapshot);
  return derive === undefined ? of(snapshot) : derive(key, of);
};

export const isWatched = (snapshot: Snapshot): boolean => watches.has(snapshot);
