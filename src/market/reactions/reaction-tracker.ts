import {sessionBefore, sessionOf} from '../../core/calendar.ts';
import {earlier, type Instant, instant, later} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {DayFile, Snapshot, WireItem} from '../snapshot.ts';
import {benchmarkFor} from './benchmark.ts';
import {HORIZONS, horizonEnd, PRIMARY_INDEX, sessionEnd} from './horizons.ts';
import {detectableOver, type NameReads, nextPrintOf, readHorizon, stretchOver} from './name-reads.ts';
import {createNameTracks} from './name-tracks.ts';
import type {TradedPhase} from './phase-slots.ts';
import type {Benchmark, HorizonReading, Reaction, Start} from './reaction.ts';
import {closedReaction, reactionOf, type Settled} from './reaction-of.ts';
import type {ReactionOptions} from './reaction-options.ts';
import {NEVER} from './series-difference.ts';
import {clusterFrom, type StoryClock, storyClock} from './story-clock.ts';
import {
  type DayUsual,
  ratioBefore,
  refusalWords,
  refused,
  SAME_DAY_SLOT,
  usualFromSessions,
  usualOfDay,
} from './usual.ts';
import {sameWindows} from './usual-test.ts';

/** One headline in one name: what was measured, and for how long that holds. */
type Entry = {
  readonly item: WireItem;
  readonly symbol: Ticker;
  readonly start: Start;
  readonly benchmark: Benchmark;
  /** The wire that start and others were read off. */
  wire: Snapshot['wire'];
  firstOther: Instant | undefined;
  usual: DayUsual | undefined;
  readonly readings: (HorizonReading | undefined)[];
  reaction: Reaction | undefined;
  settled: Settled | undefined;
  /** When the next horizon ends. */
  dueAt: Instant;
  /** No bar that opens then or later was read. */
  readUpTo: Instant;
};

export type ReactionTracker = {
  /** Goes on to another snapshot of the day, a later one or not; the version of what is known then. */
  readonly take: (snapshot: Snapshot) => number;
  /** Whether what was known at that version is what is known. */
  readonly stands: (version: number) => boolean;
  readonly of: (item: WireItem, symbol: Ticker) => Reaction;
  readonly band: (item: WireItem, symbol: Ticker, at: Instant) => number | undefined;
  readonly expected: (item: WireItem, symbol: Ticker, at: Instant) => number | undefined;
  readonly windows: (item: WireItem, symbol: Ticker, at: Instant) => Float64Array;
};

const FIRST = instant(Number.NEGATIVE_INFINITY);
const NO_WINDOWS = new Float64Array(0);
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
  const usuals = new Map<string, ReturnType<typeof usualFromSessions>>();
  const entries = new Map<Ticker, Map<string, Entry>>();
  let [now, nextDue, readUpTo] = [FIRST, NEVER, FIRST];
  let wire = NO_WIRE;
  let clock: StoryClock = storyClock(NO_WIRE);
  let current: Snapshot | undefined;
  let version = 0;

  const forget = (from: Instant, names: ReadonlySet<Ticker>): void => {
    [nextDue, readUpTo] = [NEVER, FIRST];
    for (const ofName of entries.values()) {
      for (const entry of ofName.values()) {
        if (from < entry.readUpTo || names.has(entry.symbol)) {
          const all = from < entry.start.at || names.has(entry.symbol);
          for (const [index, reading] of entry.readings.entries())
            if (all || (reading !== undefined && reading.toAt > from)) entry.readings[index] = undefined;
          if (all) [entry.usual, entry.settled] = [undefined, undefined];
          entry.reaction = undefined;
        } else if (now >= entry.dueAt) entry.reaction = undefined;
        if (entry.reaction !== undefined) nextDue = earlier(nextDue, entry.dueAt);
        readUpTo = later(readUpTo, entry.readUpTo);
      }
    }
  };

  /** By earlier sessions; without, by the part of this day that the headline came in, until then. */
  const usualIn = ({symbol, benchmark, start}: Entry, phase: TradedPhase): DayUsual[TradedPhase] => {
    const key = `${phase} ${symbol} ${benchmark.weight} ${benchmark.symbols.join(' ')}`;
    if (!usuals.has(key)) usuals.set(key, usualFromSessions(file.earlier, symbol, benchmark, phase, fit));
    let found = usuals.get(key);
    const minutes = (name: Ticker) => tracks.gridOf(name, SAME_DAY_SLOT, start.at);
    if (found === undefined || 'status' in found)
      found = usualOfDay(minutes, symbol, benchmark, session, phase, start.at, fit);
    if ('status' in found) return refused(refusalWords(found));
    const {slot} = found;
    const gridOf = (name: Ticker) => tracks.gridOf(name, slot, start.at);
    return {...found, ratio: ratioBefore(found, gridOf, symbol, benchmark, session, phase, start.at)};
  };

  const usualOf = (entry: Entry): DayUsual => ({
    pre: usualIn(entry, 'pre'),
    regular: usualIn(entry, 'regular'),
    post: usualIn(entry, 'post'),
  });

  const readsOf = (entry: Entry): NameReads => {
    entry.usual ??= usualOf(entry);
    const {symbol, start, benchmark, usual} = entry;
    return {symbol, start, session, benchmark, usual, seriesOf: tracks.seriesOf};
  };

  const isClosed = ({start}: Entry): boolean => start.at < session.preAt || start.at >= session.endAt;

  const lastCloseOf = ({symbol, start}: Entry): number | undefined =>
    start.at >= session.closeAt ? tracks.closeOf(symbol) : file.previousCloses.get(symbol);

  const measure = (entry: Entry): Reaction => {
    const {item, symbol, start, readings} = entry;
    const reads = readsOf(entry);
    if (isClosed(entry)) {
      [entry.dueAt, entry.readUpTo] = [NEVER, FIRST];
      return closedReaction(reads, file.previousCloses.get(symbol));
    }
    const stops = tracks.stopsOf(symbol);
    const nextPrint = nextPrintOf(tracks.seriesOf(symbol), now);
    [entry.dueAt, entry.readUpTo] = [NEVER, start.at];
    const horizons = HORIZONS.map((horizon, index) => {
      const end = horizonEnd(horizon, start.at, session, stops, nextPrint);
      const {firstOther} = entry;
      const confounded = firstOther !== undefined && firstOther <= end.toAt;
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
    const until = horizons[PRIMARY_INDEX]?.toAt ?? start.at;
    const around = {
      item,
      stops,
      lastClose: lastCloseOf(entry),
      earlier: file.earlier.get(symbol),
      confounders: clock.others(item, symbol, clusterFrom(start), until),
      settled: entry.settled,
    };
    const reaction = reactionOf(reads, horizons, around);
    if (reaction === undefined) return closedReaction(reads, around.lastClose);
    const primary = horizons[PRIMARY_INDEX];
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
      wire,
      firstOther: clock.firstOther(item, symbol, clusterFrom(start), sessionEnd(session, start.at)),
      usual: undefined,
      readings: HORIZONS.map(() => undefined),
      reaction: undefined,
      settled: undefined,
      dueAt: NEVER,
      readUpTo: start.at,
    };
  };

  /** The entry as the present wire has it: another headline may confound it, or have told its story before. */
  const entryOf = (item: WireItem, symbol: Ticker): Entry => {
    const ofName = entries.get(symbol) ?? new Map<string, Entry>();
    entries.set(symbol, ofName);
    const {id} = item.headline;
    const known = ofName.get(id);
    if (known !== undefined && known.item === item && known.wire === wire) return known;
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
    known.wire = wire;
    known.firstOther = fresh.firstOther;
    const last = known.reaction;
    const others = clock.others(
      item,
      symbol,
      clusterFrom(known.start),
      last?.horizons[PRIMARY_INDEX]?.toAt ?? known.start.at,
    );
    const alike =
      last?.horizons.every(
        ({toAt, confounded}) => confounded === (fresh.firstOther !== undefined && fresh.firstOther <= toAt),
      ) &&
      last.confounders.length === others.length &&
      last.confounders.every((other, index) => other === others[index]);
    if (!alike && !isClosed(known)) known.reaction = undefined;
    return known;
  };

  const of = (item: WireItem, symbol: Ticker): Reaction => {
    const entry = entryOf(item, symbol);
    if (entry.reaction === undefined) {
      entry.reaction = measure(entry);
      nextDue = earlier(nextDue, entry.dueAt);
      readUpTo = later(readUpTo, entry.readUpTo);
    }
    return entry.reaction;
  };

  return {
    take: snapshot => {
      const before = now;
      now = snapshot.clock.now;
      const changes = tracks.take(snapshot, readUpTo);
      const from = now < before ? earlier(changes.from, now) : changes.from;
      const same = wire === snapshot.wire;
      if (!same) {
        wire = snapshot.wire;
        clock = storyClock(wire);
      }
      const moved = from < readUpTo || now >= nextDue || changes.names.size > 0;
      if (moved) forget(from, changes.names);
      if (moved || !same || current === undefined) version++;
      current = snapshot;
      return version;
    },
    stands: known => known === version,
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
