import type {Instant} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {DayFile, Snapshot, WireItem} from '../snapshot.ts';
import type {Weights} from './benchmark.ts';
import type {Reaction} from './reaction.ts';
import {createReactionTracker, type ReactionTracker} from './reaction-tracker.ts';

/** What reactions are measured by that the market does not say. */
export type ReactionOptions = {
  /** Each name's part of QQQ, a fraction: it is taken out of the fund when the name is held against it. */
  readonly weights: Weights;
};

/** Every headline's reaction in every name, as far as a snapshot's clock lets it be known. */
export type ReactionBook = {
  /** Grows whenever any reaction may differ; while it stays, all stay. */
  readonly version: number;
  /** The same object while nothing of it changed. */
  readonly of: (item: WireItem, symbol: Ticker) => Reaction;
  /** How far an abnormal return from its start up to `at` must go to be told from nothing; undefined where nothing says. */
  readonly band: (item: WireItem, symbol: Ticker, at: Instant) => number | undefined;
};

type Kept = {readonly weights: Weights; readonly tracker: ReactionTracker};
const kept = new WeakMap<DayFile, Kept>();

/**
 * The reactions as a snapshot knows them. What was measured for an earlier snapshot of the day is kept for as long as the
 * prices under it stand, and the answer is the same as if nothing had been.
 */
export const reactionsOf = (snapshot: Snapshot, {weights}: ReactionOptions): ReactionBook => {
  const {file} = snapshot;
  let known = kept.get(file);
  if (known?.weights !== weights) {
    known = {weights, tracker: createReactionTracker(file, weights)};
    kept.set(file, known);
  }
  const {tracker} = known;
  const version = tracker.take(snapshot);
  // Whoever holds on to a book of before is answered as of before.
  const ask = <Answer>(answer: () => Answer): Answer => {
    if (!tracker.stands(version)) tracker.take(snapshot);
    return answer();
  };
  return {
    version,
    of: (item, symbol) => ask(() => tracker.of(item, symbol)),
    band: (item, symbol, at) => ask(() => tracker.band(item, symbol, at)),
  };
};
