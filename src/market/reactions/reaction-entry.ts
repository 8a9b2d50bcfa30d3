import {earlier, type Instant} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {WireItem} from '../snapshot.ts';
import type {NameReads} from './name-reads.ts';
import type {NameChanges} from './name-tracks.ts';
import type {Benchmark, BriefReaction, BriefReading, Reaction, Start} from './reaction.ts';
import type {Settled} from './reaction-of.ts';

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
  readonly readings: (BriefReading | undefined)[];
  /** How the horizons stand, and all that is made of them; undefined until asked for. */
  brief: BriefReaction | undefined;
  reaction: Reaction | undefined;
  settled: Settled | undefined;
  /** When the next horizon ends, and when it is to be woken. */
  dueAt: Instant;
  wakesAt: Instant;
  /** No bar that opens then or later was read. */
  readUpTo: Instant;
};

/** When the first bar opens that changed in a name that an entry reads: its own and its benchmark's. */
export const changedUnder = ({symbol, benchmark}: Entry, {fromOf}: NameChanges): Instant => {
  let from = fromOf(symbol);
  for (const other of benchmark.symbols) from = earlier(from, fromOf(other));
  return from;
};

/** Whether another headline lies between five minutes before an entry's start and `toAt`. */
export const isConfounded = ({firstOther}: Entry, toAt: Instant): boolean =>
  firstOther !== undefined && firstOther <= toAt;
