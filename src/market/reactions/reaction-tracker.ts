import {sessionBefore, sessionOf} from '../../core/calendar.ts';
import {earlier, type Instant, instant} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {DayFile, Snapshot, WireItem} from '../snapshot.ts';
import {createBenchmarkFinder} from './benchmark.ts';
import {createChangeLog} from './change-log.ts';
import {PRIMARY_INDEX} from './horizons.ts';
import {type Ground, measureBrief} from './measure-brief.ts';
import {detectableOver, stretchOver} from './name-reads.ts';
import {createNameTracks, type NameChanges} from './name-tracks.ts';
import {stretchesOver} from './phase-slots.ts';
import type {BriefReaction, Reaction} from './reaction.ts';
import {createReactionEntries} from './reaction-entries.ts';
import {changedUnder, type Entry, isClosed, unlearn} from './reaction-entry.ts';
import {closedReaction, reactionOf} from './reaction-of.ts';
import type {ReactionOptions} from './reaction-options.ts';
import {createReadMarks} from './read-marks.ts';
import {NEVER} from './series-difference.ts';
import {createUsualFinder} from './usual-finder.ts';
import {sameWindows} from './usual-test.ts';
import {createWakeups} from './wakeups.ts';

/** A reaction that was asked for. */
export type Read = Pick<Entry, 'item' | 'symbol'>;

export type ReactionTracker = {
  /** Goes on to another snapshot of the day, a later one or not; the version of what is known then. */
  readonly take: (snapshot: Snapshot) => number;
  /** Whether what was known at that version is what is known. */
  readonly stands: (version: number) => boolean;
  readonly changedSince: (version: number) => ReadonlySet<Read> | undefined;
  readonly brief: (item: WireItem, symbol: Ticker) => BriefReaction;
  readonly of: (item: WireItem, symbol: Ticker) => Reaction;
  readonly band: (item: WireItem, symbol: Ticker, at: Instant) => number | undefined;
  readonly expected: (item: WireItem, symbol: Ticker, at: Instant) => number | undefined;
  readonly windows: (item: WireItem, symbol: Ticker, at: Instant) => Float64Array;
};

const FIRST = instant(Number.NEGATIVE_INFINITY);
const NO_WINDOWS = new Float64Array(0);
/** Changes remembered: some of a screen that was not drawn for long are told by looking anew. */
const MOST_CHANGES = 8_192;

/**
 * Keeps the reactions of one day as snapshot follows snapshot. A snapshot costs a look at each name, and what of the entries
 * it bears on: those of which a horizon ended, that read a bar which changed, or that another headline lies in.
 */
export const createReactionTracker = (file: DayFile, options: ReactionOptions): ReactionTracker => {
  const {weights, model = 'auto'} = options;
  const choice = model === 'mean' ? 'none' : options.benchmark;
  const fit = model === 'market-adjusted' ? model : 'market';
  const {symbols, benchmark: fund, date} = file.day;
  const session = sessionOf(date) ?? sessionBefore(date);
  const tracks = createNameTracks(session, new Set(fund === undefined ? symbols : [...symbols, fund]));
  const usualOf = createUsualFinder(file, tracks, session, fit);
  const entries = createReactionEntries(session, createBenchmarkFinder(file, weights, choice), symbol => {
    if (current !== undefined) tracks.track(current, symbol);
  });
  const wakeups = createWakeups<Entry>();
  const marks = createReadMarks<Entry>();
  const changes = createChangeLog<Entry>(MOST_CHANGES);
  /** Those that wait for the next print of their name. */
  const waiting = new Map<Entry, unknown>();
  let now = FIRST;
  let wire: Snapshot['wire'] | undefined;
  let current: Snapshot | undefined;
  let version = 0;
  let changed = false;

  const note = (entry: Entry): void => {
    changes.note(version + 1, entry);
    changed = true;
  };

  /** What was made of an entry holds no longer. */
  const drop = (entry: Entry): void => {
    if (entry.brief !== undefined) note(entry);
    [entry.brief, entry.reaction] = [undefined, undefined];
  };

  /** Every entry that read a bar that changed, or one from `since` on. */
  const forget = (changes: NameChanges, since: Instant): void => {
    const from = earlier(since, changes.from);
    const stand: [Instant, Entry][] = [];
    for (let at = marks.latest(); at > from; at = marks.latest()) {
      const entry = marks.take();
      if (entry === undefined) break;
      const under = earlier(since, changedUnder(entry, changes));
      if (under >= at) stand.push([at, entry]);
      else {
        unlearn(entry, under);
        drop(entry);
        changed = true;
      }
    }
    for (const [at, entry] of stand) marks.add(at, entry);
  };

  /** Those whose name stopped or went on; and of what is held against the close, those whose name closed anew. */
  const renew = ({stopped, closed}: NameChanges): void => {
    for (const symbol of stopped)
      for (const entry of entries.ofName(symbol)) {
        unlearn(entry, FIRST);
        drop(entry);
        changed = true;
      }
    for (const symbol of closed)
      for (const entry of entries.ofName(symbol))
        if (entry.start.at >= session.closeAt && entry.reaction !== undefined) {
          entry.reaction = undefined;
          note(entry);
        }
  };

  /** Those of which a horizon ended, or that waited for a print. */
  const wake = (): void => {
    while (wakeups.nextAt() <= now) {
      const at = wakeups.nextAt();
      const entry = wakeups.take();
      if (entry?.wakesAt === at) entry.wakesAt = NEVER;
      if (entry !== undefined && entry.dueAt <= now) drop(entry);
    }
    for (const [entry, series] of waiting) {
      if (tracks.seriesOf(entry.symbol) === series) continue;
      waiting.delete(entry);
      if (entry.waits) drop(entry);
    }
  };

  const ground: Ground = {
    session,
    tracks,
    readUpTo: marks.add,
    readsOf: entry => {
      const {symbol, start, benchmark} = entry;
      if (entry.usual === undefined) {
        entry.usual = usualOf(symbol, benchmark, start.at);
        marks.add(start.at, entry);
      }
      return {symbol, start, session, benchmark, usual: entry.usual, seriesOf: tracks.seriesOf};
    },
  };

  const briefOf = (entry: Entry): BriefReaction => {
    if (entry.brief !== undefined) return entry.brief;
    const brief = measureBrief(entry, ground, now);
    entry.brief = brief;
    entries.listen(entry);
    if (entry.waits) waiting.set(entry, tracks.seriesOf(entry.symbol));
    if (entry.dueAt < NEVER && entry.wakesAt !== entry.dueAt) {
      wakeups.add(entry.dueAt, entry);
      entry.wakesAt = entry.dueAt;
    }
    return brief;
  };

  const whole = (entry: Entry, {horizons}: BriefReaction): Reaction => {
    const {item, symbol, start} = entry;
    const reads = ground.readsOf(entry);
    if (isClosed(entry, session)) return closedReaction(reads, file.previousCloses.get(symbol));
    const lastClose = start.at >= session.closeAt ? tracks.closeOf(symbol) : file.previousCloses.get(symbol);
    const reaction = reactionOf(reads, horizons, {
      item,
      stops: tracks.stopsOf(symbol),
      lastClose,
      earlier: file.earlier.get(symbol),
      confounders: entries.confoundersOf(entry),
      settled: entry.settled,
    });
    if (reaction === undefined) return closedReaction(reads, lastClose);
    const primary = horizons[PRIMARY_INDEX];
    const {volume, leakage, movedFirst} = reaction;
    entry.settled = primary?.measured === undefined ? undefined : {primary, parts: {volume, leakage, movedFirst}};
    return reaction;
  };

  /** What an entry's reads say of it; nothing of one told while the market is shut. */
  const read = <Answer>(
    item: WireItem,
    symbol: Ticker,
    answer: (reads: ReturnType<Ground['readsOf']>) => Answer,
  ): Answer | undefined => {
    const entry = entries.of(item, symbol);
    return isClosed(entry, session) ? undefined : answer(ground.readsOf(entry));
  };

  return {
    take: snapshot => {
      if (snapshot === current) return version;
      const since = snapshot.clock.now < now ? snapshot.clock.now : NEVER;
      changed = current === undefined;
      current = snapshot;
      now = snapshot.clock.now;
      const names = tracks.take(snapshot, marks.latest());
      if (wire !== snapshot.wire) {
        wire = snapshot.wire;
        changed = true;
        entries.takeWire(wire, entry => {
          if (entry.doubted) return;
          entry.doubted = true;
          note(entry);
        });
      }
      if (earlier(names.from, since) < marks.latest()) forget(names, since);
      renew(names);
      wake();
      if (changed) version++;
      return version;
    },
    changedSince: known => changes.since(known),
    stands: known => known === version,
    brief: (item, symbol) => briefOf(entries.of(item, symbol)),
    of: (item, symbol) => {
      const entry = entries.of(item, symbol);
      const brief = briefOf(entry);
      entry.reaction ??= whole(entry, brief);
      return entry.reaction;
    },
    band: (item, symbol, at) => read(item, symbol, reads => detectableOver(reads, reads.start.at, at)),
    expected: (item, symbol, at) =>
      read(item, symbol, reads => {
        const stretch = stretchOver(reads, reads.start.at, earlier(at, now));
        return stretch?.car === undefined ? undefined : stretch.own - stretch.car;
      }),
    windows: (item, symbol, at) =>
      read(item, symbol, ({usual, start}) => sameWindows(usual, session, stretchesOver(session, start.at, at))) ??
      NO_WINDOWS,
  };
};
