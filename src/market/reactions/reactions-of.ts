import type {Instant} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import {derived, isWatched} from '../derived.ts';
import type {DayFile, Snapshot, WireItem} from '../snapshot.ts';
import type {BriefReaction, Reaction} from './reaction.ts';
import type {ReactionOptions} from './reaction-options.ts';
import {createReactionTracker, type ReactionTracker} from './reaction-tracker.ts';

/** Every headline's reaction in every name, as far as a snapshot's clock lets it be known. */
export type ReactionBook = {
  /** Grows whenever any reaction may differ; while it stays, all stay. */
  readonly version: number;
  /**
   * The reactions that were asked for and may differ since a version; those of headlines that came later are not among them.
   * Undefined when that is too long ago to tell.
   */
  readonly changedSince: (
    version: number,
  ) => ReadonlySet<{readonly item: WireItem; readonly symbol: Ticker}> | undefined;
  /** What a row needs, at a fraction of the cost of the whole. */
  readonly brief: (item: WireItem, symbol: Ticker) => BriefReaction;
  /** The same object while nothing of it changed. */
  readonly of: (item: WireItem, symbol: Ticker) => Reaction;
  /** How far an abnormal return from its start up to `at` must go to be told from nothing; undefined where nothing says. */
  readonly band: (item: WireItem, symbol: Ticker, at: Instant) => number | undefined;
  /** The log return up to `at` that benchmark and usual drift explain; undefined where nothing says. */
  readonly expected: (item: WireItem, symbol: Ticker, at: Instant) => number | undefined;
  /** The abnormal returns from the start's slot up to that of `at` in each earlier session, oldest first; none without them. */
  readonly windows: (item: WireItem, symbol: Ticker, at: Instant) => Float64Array;
};

type Kept = {
  readonly options: ReactionOptions;
  readonly tracker: ReactionTracker;
  /** The snapshot asked for last, and its book: a screen asks for the same one many times. */
  snapshot: Snapshot | undefined;
  book: ReactionBook | undefined;
};

const isAlike = (a: ReactionOptions, b: ReactionOptions): boolean =>
  a.weights === b.weights && a.benchmark === b.benchmark && a.model === b.model;

const kept = new WeakMap<DayFile, Kept>();
const watched = new WeakMap<Snapshot, {readonly options: ReactionOptions; readonly book: ReactionBook}>();

/** A book of what is known at `snapshot`. Whoever holds on to it is answered as of then. */
const bookOf = (tracker: ReactionTracker, snapshot: Snapshot, version: number): ReactionBook => {
  const asOf = (): ReactionTracker => {
    if (!tracker.stands(version)) tracker.take(snapshot);
    return tracker;
  };
  return {
    version,
    changedSince: known => tracker.changedSince(known),
    brief: (item, symbol) => asOf().brief(item, symbol),
    of: (item, symbol) => asOf().of(item, symbol),
    band: (item, symbol, at) => asOf().band(item, symbol, at),
    expected: (item, symbol, at) => asOf().expected(item, symbol, at),
    windows: (item, symbol, at) => asOf().windows(item, symbol, at),
  };
};

const bookAt = (snapshot: Snapshot, options: ReactionOptions): ReactionBook => {
  const {file} = snapshot;
  let known = kept.get(file);
  if (known === undefined || !isAlike(known.options, options)) {
    known = {options, tracker: createReactionTracker(file, options), snapshot: undefined, book: undefined};
    kept.set(file, known);
  }
  const {tracker, book} = known;
  if (book !== undefined && known.snapshot === snapshot) return book;
  const version = tracker.take(snapshot);
  known.snapshot = snapshot;
  if (book?.version === version) return book;
  const next = bookOf(tracker, snapshot, version);
  known.book = next;
  return next;
};

/**
 * The reactions as a snapshot knows them. What was measured for an earlier snapshot of the day is kept for as long as the
 * prices under it stand, and the answer is the same as if nothing had been. The same book for snapshots that know the same.
 */
export const reactionsOf = (snapshot: Snapshot, options: ReactionOptions): ReactionBook => {
  if (!isWatched(snapshot)) return bookAt(snapshot, options);
  const known = watched.get(snapshot);
  if (known !== undefined && isAlike(known.options, options)) return known.book;
  const key = `reactions ${options.benchmark} ${options.model} ${JSON.stringify(options.weights)}`;
  const book = derived(snapshot, key, of => bookAt(of, options));
  const {symbols, benchmark} = snapshot.file.day;
  const seen: ReactionBook = {
    ...book,
    // What benchmark and drift explain goes on to the present: it hangs on bars that the book does not answer for.
    expected: (...asked) => {
      for (const symbol of benchmark === undefined ? symbols : [...symbols, benchmark]) snapshot.bars.get(symbol);
      return book.expected(...asked);
    },
  };
  watched.set(snapshot, {options, book: seen});
  return seen;
};
