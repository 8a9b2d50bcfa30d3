import type {Headline, TapeEvent} from '../core/events.ts';
import {type Instant, instant} from '../core/instant.ts';
import {createColumnReader, rowOf} from './columns/column-reader.ts';
import {createColumnWriter} from './columns/column-writer.ts';
import {FIRST_KINDS, LATER_KINDS, noCounts, TAPE_KINDS, type TapeCounts} from './kinds/tape-counts.ts';

/** Where a block lies in the file, and what of the day is in it. */
export type BlockEntry = {
  readonly offset: number;
  readonly length: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly counts: TapeCounts;
};

/** What a tape's end tells of it. Times are those of receipt, ascending. */
export type TapeIndex = {readonly blocks: readonly BlockEntry[]; readonly headlineTimes: readonly Instant[]};

/** Five million events take some 1,200 blocks. */
const MOST_BLOCKS = 100_000;
const MOST_HEADLINES = 1_000_000;
const MOST_EVENTS_A_BLOCK = 65_536;
const HEAD = 8;

const countEvents = (events: readonly TapeEvent[]): TapeCounts => {
  const counts = noCounts();
  for (const event of events) counts[event.kind]++;
  return counts;
};

export const addCounts = (all: Iterable<TapeCounts>): TapeCounts => {
  const total = noCounts();
  for (const counts of all) for (const kind of TAPE_KINDS) total[kind] += counts[kind];
  return total;
};

export const eventCount = (counts: TapeCounts): number => TAPE_KINDS.reduce((sum, kind) => sum + counts[kind], 0);

export const entryOf = (offset: number, length: number, events: readonly TapeEvent[]): BlockEntry => ({
  offset,
  length,
  firstAt: events[0]?.receivedAt ?? instant(0),
  lastAt: events.at(-1)?.receivedAt ?? instant(0),
  counts: countEvents(events),
});

export const headlineTimesOf = (events: readonly TapeEvent[]): readonly Instant[] =>
  events.filter((event): event is Headline => event.kind === 'headline').map(headline => headline.receivedAt);

const zeros = (count: number): Uint8Array => new Uint8Array(count);

/** The numbers of blocks and headlines, then columns; those of the later kinds only where there are some. */
export const encodeIndex = ({blocks, headlineTimes}: TapeIndex): readonly Uint8Array[] => {
  const head = Buffer.alloc(HEAD);
  head.writeUInt32LE(blocks.length, 0);
  head.writeUInt32LE(headlineTimes.length, 4);
  const columns = createColumnWriter();
  const groups = zeros(blocks.length);
  columns.numbers(blocks, block => block.offset, {groups});
  columns.numbers(blocks, block => block.length);
  const beside = columns.numbers(blocks, block => block.firstAt, {groups});
  columns.numbers(blocks, block => block.lastAt, {beside});
  for (const kind of FIRST_KINDS) columns.numbers(blocks, block => block.counts[kind]);
  columns.numbers(headlineTimes, at => at, {groups: zeros(headlineTimes.length)});
  if (blocks.some(({counts}) => LATER_KINDS.some(kind => counts[kind] > 0)))
    for (const kind of LATER_KINDS) columns.numbers(blocks, block => block.counts[kind]);
  return [head, ...columns.finish()];
};

const refuse = (what: string): never => {
  throw new RangeError(`the index ${what}`);
};

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/**
 * The opposite of `encodeIndex`. The blocks must fill the file from `from` up to `to` without a gap, in order of time;
 * throws a RangeError when they do not.
 */
export const decodeIndex = (bytes: Buffer, from: number, to: number): TapeIndex => {
  const count = bytes.length < HEAD ? refuse('is cut short') : bytes.readUInt32LE(0);
  const headlines = bytes.readUInt32LE(4);
  if (count > MOST_BLOCKS || headlines > MOST_HEADLINES) refuse('claims more than a tape may hold');
  const columns = createColumnReader(bytes.subarray(HEAD));
  const groups = zeros(count);
  const offset = columns.numbers(count, {groups});
  const length = columns.numbers(count);
  const firstAt = columns.numbers(count, {groups});
  const lastAt = columns.numbers(count, {beside: firstAt});
  const firstCounts = FIRST_KINDS.map(kind => ({kind, column: columns.numbers(count)}));
  const headlineTimes = columns.numbers(headlines, {groups: zeros(headlines)});
  const laterCounts = columns.isDone() ? [] : LATER_KINDS.map(kind => ({kind, column: columns.numbers(count)}));
  columns.finish();
  const counts = [...firstCounts, ...laterCounts];
  let end = from;
  let known = Number.NEGATIVE_INFINITY;
  const blocks: BlockEntry[] = [];
  for (let row = 0; row < count; row++) {
    const own = noCounts();
    for (const {kind, column} of counts) {
      own[kind] = rowOf(column, row);
      if (!isCount(own[kind])) refuse('has a broken count');
    }
    const first = rowOf(firstAt, row);
    const last = rowOf(lastAt, row);
    const size = rowOf(length, row);
    const events = eventCount(own);
    if (rowOf(offset, row) !== end || !isCount(size) || size === 0) refuse('has a gap between blocks');
    if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last) || first < known || last < first)
      refuse('is out of order');
    if (events === 0 || events > MOST_EVENTS_A_BLOCK) refuse('has a block of a size that none may have');
    blocks.push({offset: end, length: size, firstAt: instant(first), lastAt: instant(last), counts: own});
    end += size;
    known = last;
  }
  if (end !== to) refuse('does not cover the file');
  const times = Array.from(headlineTimes, instant);
  if (times.length !== addCounts(blocks.map(block => block.counts)).headline) refuse('miscounts the headlines');
  if (times.some((at, place) => !Number.isSafeInteger(at) || at < (times[place - 1] ?? at))) refuse('is out of order');
  return {blocks, headlineTimes: times};
};
