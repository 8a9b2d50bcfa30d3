import {sessionBefore, sessionOf} from '../../core/calendar.ts';
import {earlier, type Instant, instant, later} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {DayFile, Snapshot, WireItem} from '../snapshot.ts';
import {benchmarkFor} from './benchmark.ts';
import {createChangeLog} from './change-log.ts';
import {HORIZONS, horizonEnd, PRIMARY_INDEX, sessionEnd} from './horizons.ts';
import {detectableOver, type NameReads, nextPrintOf, readHorizon, stretchOver} from './name-reads.ts';
import {createNameTracks, type NameChanges} from './name-tracks.ts';
import type {BriefReaction, Reaction} from './reaction.ts';
import {changedUnder, type Entry, isConfounded} from './reaction-entry.ts';
import {closedReaction, reactionOf} from './reaction-of.ts';
import type {ReactionOptions} from './reaction-options.ts';
import {NEVER} from './series-difference.ts';
import {clusterFrom, type StoryClock, storyClock} from './story-clock.ts';
import {createUsualFinder} from './usual-finder.ts';
import {sameWindows} from './usual-test.ts';
import {createWakeups} from './wakeups.ts';
import {wireDifference} from './wire-difference.ts';

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
const NO_WIRE: Snapshot['wire'] = [];

/**
 * Keeps the reactions of one day as snapshot follows snapshot. A snapshot that changed no bar under a finished horizon,
 * and in which none ended, costs a look at each name.
 */
export const createReactionTracker = (file: DayFile, options: ReactionOptions): ReactionTracker => {
  const {weights, model = 'auto'} = options;
  const choice = model === 'mean' ? 'none' : options.benchmark;
  const fit = model === 'market-adjusted' ? model : 'market';
  const {symbols, benchmark: fund, date} = file.day;
  const session = sessionOf(date) ?? sessionBefore(date);
  const tracks = createNameTracks(session, new Set(fund === undefined ? symbols : [...symbols, fund]));
  const usualOf = createUsualFinder(file, tracks, session, fit);
  const entries = new Map<Ticker, Map<string, Entry>>();
  const wakeups = createWakeups<Entry>();
  const changes = createChangeLog<Entry>(MOST_CHANGES);
  let [now, readUpTo] = [FIRST, FIRST];
  let wire = NO_WIRE;
  let clock: StoryClock = storyClock(NO_WIRE);
  let current: Snapshot | undefined;
  let version = 0;

  /** What was made of an entry holds no longer. */
  const drop = (entry: Entry): void => {
    if (entry.brief !== undefined) changes.note(version + 1, entry);
    [entry.brief, entry.reaction] = [undefined, undefined];
  };

  /** Every entry that read a bar that changed, or one from `since` on, or whose name stopped, went on or closed anew. */
  const forget = (changed: NameChanges, since: Instant): void => {
    const {names} = changed;
    readUpTo = FIRST;
    for (const ofName of entries.values()) {
      for (const entry of ofName.values()) {
        const from = earlier(since, changedUnder(entry, changed));
        if (from < entry.readUpTo || names.has(entry.symbol)) {
          const all = from < entry.start.at || names.has(entry.symbol);
          for (const [index, reading] of entry.readings.entries())
            if (all || (reading !== undefined && reading.toAt > from)) entry.readings[index] = undefined;
          if (all) [entry.usual, entry.settled] = [undefined, undefined];
          drop(entry);
        }
        readUpTo = later(readUpTo, entry.readUpTo);
      }
    }
  };

  /** Those of which a horizon ended. */
  const wake = (): boolean => {
    let woken = false;
    while (wakeups.nextAt() <= now) {
      const at = wakeups.nextAt();
      const entry = wakeups.take();
      if (entry?.wakesAt === at) entry.wakesAt = NEVER;
      if (entry === undefined || entry.dueAt > now) continue;
      drop(entry);
      woken = true;
    }
    return woken;
  };

  const doubt = (entry: Entry): void => {
    entry.doubted = true;
    changes.note(version + 1, entry);
  };

  /** The entries that a changed wire may bear on look at it when they are next asked for; the others stand on it as it is. */
  const rewire = (before: Snapshot['wire']): void => {
    const {touched, concerns, bearsOn} = wireDifference(before, wire);
    for (const [symbol, ofName] of entries) {
      for (const id of touched) {
        const entry = ofName.get(id);
        if (entry !== undefined) doubt(entry);
      }
      if (!concerns(symbol)) continue;
      for (const entry of ofName.values()) {
        const primaryEnd = entry.brief?.horizons[PRIMARY_INDEX]?.toAt ?? NEVER;
        if (entry.doubted || bearsOn(entry, symbol, primaryEnd)) doubt(entry);
      }
    }
  };

  const readsOf = (entry: Entry): NameReads => {
    entry.usual ??= usualOf(entry.symbol, entry.benchmark, entry.start.at);
    const {symbol, start, benchmark, usual} = entry;
    return {symbol, start, session, benchmark, usual, seriesOf: tracks.seriesOf};
  };

  const isClosed = ({start}: Entry): boolean => start.at < session.preAt || start.at >= session.endAt;

  const lastCloseOf = ({symbol, start}: Entry): number | undefined =>
    start.at >= session.closeAt ? tracks.closeOf(symbol) : file.previousCloses.get(symbol);

  const confoundersOf = ({item, symbol, start, brief}: Entry): readonly WireItem[] =>
    clock.others(item, symbol, clusterFrom(start), brief?.horizons[PRIMARY_INDEX]?.toAt ?? start.at);

  const sameConfounders = (entry: Entry): boolean => {
    const others = confoundersOf(entry);
    const last = entry.reaction?.confounders;
    return last?.length === others.length && last.every((other, index) => other === others[index]);
  };

  const measure = (entry: Entry): BriefReaction => {
    const {symbol, start, readings} = entry;
    if (isClosed(entry)) {
      [entry.dueAt, entry.readUpTo] = [NEVER, FIRST];
      return {start, horizons: closedReaction(readsOf(entry), undefined).horizons};
    }
    const reads = readsOf(entry);
    const stops = tracks.stopsOf(symbol);
    const nextPrint = nextPrintOf(tracks.seriesOf(symbol), now);
    [entry.dueAt, entry.readUpTo] = [NEVER, start.at];
    const horizons = HORIZONS.map((horizon, index) => {
      const end = horizonEnd(horizon, start.at, session, stops, nextPrint);
      const confounded = isConfounded(entry, end.toAt);
      const known = readings[index];
      const reading =
        known === undefined
          ? readHorizon(reads, horizon, end, confounded, now)
          : known.confounded === confounded
            ? known
            : {...known, confounded};
      const open = reading.status === 'pending' || end.state === 'waits';
      if (open) entry.dueAt = earlier(entry.dueAt, end.state === 'waits' ? now : end.toAt);
      else entry.readUpTo = later(entry.readUpTo, reading.toAt);
      readings[index] = open ? undefined : reading;
      return reading;
    });
    return {start, horizons};
  };

  const whole = (entry: Entry, {horizons}: BriefReaction): Reaction => {
    const {item, symbol} = entry;
    const reads = readsOf(entry);
    if (isClosed(entry)) return closedReaction(reads, file.previousCloses.get(symbol));
    const primary = horizons[PRIMARY_INDEX];
    const around = {
      item,
      stops: tracks.stopsOf(symbol),
      lastClose: lastCloseOf(entry),
      earlier: file.earlier.get(symbol),
      confounders: confoundersOf(entry),
      settled: entry.settled,
    };
    const reaction = reactionOf(reads, horizons, around);
    if (reaction === undefined) return closedReaction(reads, around.lastClose);
    const {volume, leakage, movedFirst} = reaction;
    entry.settled = primary?.measured === undefined ? undefined : {primary, parts: {volume, leakage, movedFirst}};
    return reaction;
  };

  const enter = (item: WireItem, symbol: Ticker): Entry => {
    if (current !== undefined) tracks.track(current, symbol);
    const start = clock.startOf(item);
    readUpTo = later(readUpTo, start.at);
    return {
      item,
      symbol,
      start,
      benchmark: benchmarkFor(file, item, symbol, weights, choice),
      doubted: false,
      firstOther: clock.firstOther(item, symbol, clusterFrom(start), sessionEnd(session, start.at)),
      usual: undefined,
      readings: HORIZONS.map(() => undefined),
      brief: undefined,
      reaction: undefined,
      settled: undefined,
      dueAt: NEVER,
      wakesAt: NEVER,
      readUpTo: start.at,
    };
  };

  /** The entry as the present wire has it: another headline may confound it, or have told its story before. */
  const entryOf = (item: WireItem, symbol: Ticker): Entry => {
    const ofName = entries.get(symbol) ?? new Map<string, Entry>();
    entries.set(symbol, ofName);
    const {id} = item.headline;
    const known = ofName.get(id);
    if (known !== undefined && known.item === item && !known.doubted) return known;
    const fresh = enter(item, symbol);
    if (
      known === undefined ||
      known.item !== item ||
      known.start.at !== fresh.start.at ||
      known.start.headlineId !== fresh.start.headlineId
    ) {
      ofName.set(id, fresh);
      return fresh;
    }
    known.doubted = false;
    known.firstOther = fresh.firstOther;
    if (isClosed(known)) return known;
    if (!known.brief?.horizons.every(reading => reading.confounded === isConfounded(known, reading.toAt)))
      [known.brief, known.reaction] = [undefined, undefined];
    else if (!sameConfounders(known)) known.reaction = undefined;
    return known;
  };

  const briefOf = (entry: Entry): BriefReaction => {
    if (entry.brief === undefined) {
      entry.brief = measure(entry);
      if (entry.dueAt < NEVER && entry.wakesAt !== entry.dueAt) {
        wakeups.add(entry.dueAt, entry);
        entry.wakesAt = entry.dueAt;
      }
      readUpTo = later(readUpTo, entry.readUpTo);
    }
    return entry.brief;
  };

  const of = (item: WireItem, symbol: Ticker): Reaction => {
    const entry = entryOf(item, symbol);
    const brief = briefOf(entry);
    entry.reaction ??= whole(entry, brief);
    return entry.reaction;
  };

  return {
    take: snapshot => {
      if (snapshot === current) return version;
      const before = now;
      now = snapshot.clock.now;
      const changed = tracks.take(snapshot, readUpTo);
      const since = now < before ? now : NEVER;
      const known = wire;
      if (known !== snapshot.wire) {
        wire = snapshot.wire;
        clock = storyClock(wire);
        rewire(known);
      }
      const moved = earlier(changed.from, since) < readUpTo || changed.names.size > 0;
      if (moved) forget(changed, since);
      if (wake() || moved || known !== wire || current === undefined) version++;
      current = snapshot;
      return version;
    },
    changedSince: known => changes.since(known),
    stands: known => known === version,
    brief: (item, symbol) => briefOf(entryOf(item, symbol)),
    of,
    band: (item, symbol, at) => {
      const entry = entryOf(item, symbol);
      if (isClosed(entry)) return undefined;
      return detectableOver(readsOf(entry), entry.start.at, at);
    },
    expected: (item, symbol, at) => {
      const entry = entryOf(item, symbol);
      if (isClosed(entry)) return undefined;
      const stretch = stretchOver(readsOf(entry), entry.start.at, earlier(at, now));
      return stretch?.car === undefined ? undefined : stretch.own - stretch.car;
    },
    windows: (item, symbol, at) => {
      const entry = entryOf(item, symbol);
      if (isClosed(entry)) return NO_WINDOWS;
      return sameWindows(readsOf(entry).usual, session, entry.start.at, at);
    },
  };
};
