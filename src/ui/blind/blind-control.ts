import type {TransportCommand} from '../../engine/ports.ts';
import type {Weights} from '../../market/reactions/benchmark.ts';
import type {Snapshot} from '../../market/snapshot.ts';
import type {BlindState} from '../../view/blind/blind-state.ts';
import type {ScreenStore} from '../screen-control.ts';
import {followBlind, startBlind} from './follow-blind.ts';
import {type BlindStep, finished, pressBlindKey} from './press-blind-key.ts';

export type BlindControlOptions = {
  readonly store: ScreenStore;
  readonly send: (command: TransportCommand) => void;
  readonly weights: Weights;
  /** Called once, when the score is first shown or the drill is left before. */
  readonly onScore: (state: BlindState, snapshot: Snapshot) => void;
  readonly onQuit: () => void;
};

/** Where a blind drill stands, and the one place where its keys take effect. */
export type BlindControl = {
  /** The same object until something changes it; undefined until there is a Market. */
  readonly read: () => BlindState | undefined;
  readonly subscribe: (listener: () => void) => () => void;
  readonly press: (key: string) => void;
  /** The screen goes, whyever: what was called so far is handed over, if it was not yet. */
  readonly leave: () => void;
};

export const createBlindControl = ({store, send, weights, onScore, onQuit}: BlindControlOptions): BlindControl => {
  let state: BlindState | undefined;
  let seen: Snapshot | undefined;
  let scored = false;
  const listeners = new Set<() => void>();

  const score = (last: BlindState, snapshot: Snapshot): void => {
    if (scored) return;
    scored = true;
    onScore(last, snapshot);
  };

  const take = (step: BlindStep, snapshot: Snapshot): void => {
    state = step.state;
    if (step.send !== undefined) send(step.send);
    if (state.stage === 'score') score(state, snapshot);
    if (step.leave === true) onQuit();
  };

  const follow = (): void => {
    const snapshot = store.read();
    if (snapshot === undefined || snapshot === seen) return;
    seen = snapshot;
    take(followBlind(state ?? startBlind(snapshot), snapshot, weights), snapshot);
  };

  return {
    read: () => state,
    subscribe: listener => {
      listeners.add(listener);
      const unsubscribe = store.subscribe(() => {
        follow();
        listener();
      });
      follow();
      return () => {
        listeners.delete(listener);
        unsubscribe();
      };
    },
    press: key => {
      follow();
      const snapshot = store.read();
      if (state === undefined || snapshot === undefined) {
        if (key === 'q' || key === 'ctrl+c') onQuit();
        return;
      }
      take(pressBlindKey(state, key), snapshot);
      // Once nothing is asked any more the clock goes on.
      take(followBlind(state, snapshot, weights), snapshot);
      for (const listener of listeners) listener();
    },
    leave: () => {
      const snapshot = store.read();
      if (state !== undefined && snapshot !== undefined) score(finished(state), snapshot);
    },
  };
};
