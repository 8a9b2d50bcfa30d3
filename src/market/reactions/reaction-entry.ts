import type {Session} from '../../core/calendar.ts';
import {earlier, type Instant, later} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {WireItem} from '../snapshot.ts';
import {HORIZONS, type HorizonEnd, PRIMARY_INDEX} from './horizons.ts';
import type {NameReads} from './name-reads.ts';
import type {NameChanges} from './name-tracks.ts';
import type {Benchmark, BriefReaction, BriefReading, Reaction, Start} from './reaction.ts';
import type {Settled} from './reaction-of.ts';
import {NEVER} from './series-difference.ts';

/** One headline in one name: what was measured, and for how long that holds. */
export type Entry = {
  readonly item: WireItem;
  readonly symbol: Ticker;
  readonly start: Start;
  readonly benchmark: Benchmark;
  /** Whether the wire changed since start and others were read off it, in a way that may bear on them. */
  doubted: boolean;
  firstOther: Instant | undefined;
  usual: NameReads['usual'] | undefined;
  /** Where its horizons end, found once while the name never stood still. */
  ends: readonly HorizonEnd[] | undefined;
  /** Its horizons as last read; one that has ended is measured once. */
  readonly readings: (BriefReading | undefined)[];
  /** Of those the first that has not ended, while nothing but time can change any; undefined when all must be looked at. */
  next: number | undefined;
  /** How the horizons stand, and all that is made of them; undefined until asked for. */
  brief: BriefReaction | undefined;
  reaction: Reaction | undefined;
  settled: Settled | undefined;
  /** When the next horizon ends, and when it is to be woken; whether one waits for the name's next print instead. */
  dueAt: Instant;
  waits: boolean;
  wakesAt: Instant;
};

/** An entry of which nothing was measured yet. */
export const newEntry = (known: Pick<Entry, 'item' | 'symbol' | 'start' | 'benchmark' | 'firstOther'>): Entry => ({
  ...known,
  doubted: false,
  usual: undefined,
  ends: undefined,
  readings: HORIZONS.map(() => undefined),
  next: undefined,
  brief: undefined,
  reaction: undefined,
  settled: undefined,
  dueAt: NEVER,
  waits: false,
  wakesAt: NEVER,
});

/** Forgets what was measured with bars that open at `from` or later; all of it when that is before the start. */
export const unlearn = (entry: Entry, from: Instant): void => {
  const all = from < entry.start.at;
  for (const [index, reading] of entry.readings.entries())
    if (all || (reading !== undefined && reading.toAt > from)) entry.readings[index] = undefined;
  entry.next = undefined;
  if (all) [entry.usual, entry.settled, entry.ends] = [undefined, undefined, undefined];
};

/** When the first bar opens that changed in a name that an entry reads: its own and its benchmark's. */
export const changedUnder = ({symbol, benchmark}: Entry, {fromOf}: NameChanges): Instant => {
  let from = fromOf(symbol);
  for (const other of benchmark.symbols) from = earlier(from, fromOf(other));
  return from;
};

/** Whether a headline was told while the market is shut: then nothing is measured. */
export const isClosed = ({start}: Entry, {preAt, endAt}: Session): boolean => start.at < preAt || start.at >= endAt;

/** Whether another headline lies between five minutes before an entry's start and `toAt`. */
export const isConfounded = ({firstOther}: Entry, toAt: Instant): boolean =>
  firstOther !== undefined && firstOther <= toAt;

/**
 * Up to when what is told on its name lies among the headlines in it: within its primary horizon all of them count, after
 * that the first alone.
 */
export const listensUntil = ({firstOther, doubted, brief}: Entry): Instant =>
  firstOther === undefined || doubted ? NEVER : later(firstOther, brief?.horizons[PRIMARY_INDEX]?.toAt ?? NEVER);
