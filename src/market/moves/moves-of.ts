import {derived} from '../derived.ts';
import type {Weights} from '../reactions/benchmark.ts';
import type {DayFile, Snapshot} from '../snapshot.ts';
import type {Move} from './move.ts';
import {createMoveTracker, type MoveTracker} from './move-tracker.ts';

type Kept = {
  readonly weights: Weights;
  readonly tracker: MoveTracker;
  of: Snapshot | undefined;
  moves: readonly Move[];
};
const kept = new WeakMap<DayFile, Kept>();

const movesAt = (snapshot: Snapshot, weights: Weights): readonly Move[] => {
  const {file} = snapshot;
  let known = kept.get(file);
  if (known?.weights !== weights) {
    known = {weights, tracker: createMoveTracker(file, weights), of: undefined, moves: []};
    kept.set(file, known);
  }
  if (known.of !== snapshot) {
    known.moves = known.tracker(snapshot);
    known.of = snapshot;
  }
  return known.moves;
};

/**
 * The unexplained moves that a snapshot knows of, oldest first; the same array while they are the same. What was judged
 * for an earlier snapshot of the day is kept for as long as the prices under it stand, and the answer is as if nothing
 * had been.
 */
export const movesOf = (snapshot: Snapshot, weights: Weights): readonly Move[] =>
  derived(snapshot, weights, of => movesAt(of, weights));
