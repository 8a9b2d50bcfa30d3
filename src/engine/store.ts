import {applyChange} from '../market/apply-change.ts';
import type {Change, Snapshot} from '../market/snapshot.ts';

/** What panes read: `read` gives the same object until the next change. */
export type Store = {
  readonly read: () => Snapshot | undefined;
  /** Calls back after each change; returns how to stop that. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly apply: (change: Change) => void;
};

/** The published side of the Market: undefined until the first change. */
export const createStore = (): Store => {
  let snapshot: Snapshot | undefined;
  const listeners = new Set<() => void>();
  return {
    read: () => snapshot,
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    apply: change => {
      snapshot = applyChange(snapshot, change);
      for (const listener of listeners) listener();
    },
  };
};
