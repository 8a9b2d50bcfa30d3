import {type FileHandle, lstat, open} from 'node:fs/promises';
import type {TapeEvent} from '../core/events.ts';
import {Fault, isFault} from '../core/fault.ts';
import type {Instant} from '../core/instant.ts';
import {safeText} from '../news/safe-text.ts';
import {decodeBlock} from './block.ts';
import {FRAME_HEAD, LARGEST_FRAME, openFrame} from './frame.ts';
import {GET_AGAIN} from './get-again.ts';
import type {TapeCounts} from './kinds/tape-counts.ts';
import {addCounts, type BlockEntry, decodeIndex, eventCount, type TapeIndex} from './tape-index.ts';
import {decodeTail, MAGIC, TAIL} from './tape-layout.ts';

/** Events by when they could be known: `after` < receivedAt ≤ `until`. */
export type TapeRange = {readonly after?: Instant | undefined; readonly until?: Instant | undefined};

/** An open tape. Reads by block; nothing but the index and the last block read is held. */
export type TapeReader = {
  readonly counts: TapeCounts;
  /** Receipt of the first and the last event; undefined on an empty tape. */
  readonly startAt: Instant | undefined;
  readonly endAt: Instant | undefined;
  /** Receipt of every headline, ascending. */
  readonly headlineTimes: readonly Instant[];
  /** Batches in order; ends early once the tape is closed. Fault `tape/corrupt` where a block is damaged. */
  readonly read: (range?: TapeRange) => AsyncIterable<readonly TapeEvent[]>;
  readonly close: () => Promise<void>;
};

/** The Fault for damage found at a byte of a file. */
const damageAt = (path: string, offset: number, cause: unknown): Fault =>
  isFault(cause)
    ? cause
    : new Fault(
        'tape/corrupt',
        `${safeText(path, 500)} is damaged at byte ${offset} (${safeText(cause instanceof Error ? cause.message : String(cause), 120)})`,
        {remedy: GET_AGAIN, cause},
      );

const readAt = async (file: FileHandle, offset: number, length: number): Promise<Buffer> => {
  if (length > LARGEST_FRAME + FRAME_HEAD) throw new RangeError('a frame claims to be larger than any may be');
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const {bytesRead} = await file.read(buffer, filled, length - filled, offset + filled);
    if (bytesRead === 0) throw new RangeError('the file ends early');
    filled += bytesRead;
  }
  return buffer;
};

const openIndex = async (path: string, file: FileHandle): Promise<TapeIndex> => {
  const {size} = await file.stat();
  if (size < MAGIC.length + TAIL) throw damageAt(path, size, 'the file ends early');
  const magic = await readAt(file, 0, MAGIC.length);
  if (!magic.equals(MAGIC)) throw damageAt(path, 0, 'not a tape of a version known here');
  let place = size - TAIL;
  try {
    const {offset, length} = decodeTail(await readAt(file, place, TAIL), size);
    place = offset;
    return decodeIndex(openFrame(await readAt(file, offset, length)), MAGIC.length, offset);
  } catch (cause) {
    throw damageAt(path, place, cause);
  }
};

/** The first place in `sorted` whose `key` is greater than `at`. */
const firstAfter = <T>(sorted: readonly T[], key: (item: T) => number, at: number): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = sorted[middle];
    if (item !== undefined && key(item) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
};

const checkBlock = (events: readonly TapeEvent[], {firstAt, lastAt}: BlockEntry): void => {
  let known = firstAt;
  for (const event of events) {
    if (event.receivedAt < known || event.receivedAt > lastAt) throw new RangeError('events are out of order');
    known = event.receivedAt;
  }
};

/**
 * Opens a tape and reads its index, which costs the same for any length of day. Fault `tape/missing` when there is no
 * such file, `tape/corrupt` when it is not a whole tape.
 */
export const openTape = async (path: string): Promise<TapeReader> => {
  const place = await lstat(path).catch(() => undefined);
  if (place === undefined)
    throw new Fault('tape/missing', `${safeText(path, 500)} does not exist`, {remedy: GET_AGAIN});
  if (!place.isFile()) throw damageAt(path, 0, 'not a plain file');
  const file = await open(path, 'r');
  const index = await openIndex(path, file).catch(async cause => {
    await file.close();
    throw cause;
  });
  /** A slow replay asks for the same block many times in a row. */
  let held: {readonly entry: BlockEntry; readonly events: readonly TapeEvent[]} | undefined;
  let closed = false;
  const block = async (entry: BlockEntry): Promise<readonly TapeEvent[]> => {
    if (held?.entry === entry) return held.events;
    try {
      const events = decodeBlock(openFrame(await readAt(file, entry.offset, entry.length)), eventCount(entry.counts));
      checkBlock(events, entry);
      held = {entry, events};
      return events;
    } catch (cause) {
      throw damageAt(path, entry.offset, cause);
    }
  };
  const read = async function* ({after, until}: TapeRange = {}): AsyncGenerator<readonly TapeEvent[]> {
    const from = after ?? Number.NEGATIVE_INFINITY;
    const to = until ?? Number.POSITIVE_INFINITY;
    const {blocks} = index;
    for (let next = firstAfter(blocks, entry => entry.lastAt, from); next < blocks.length; next++) {
      const entry = blocks[next];
      if (closed || entry === undefined || entry.firstAt > to) return;
      const events = await block(entry);
      const first = firstAfter(events, event => event.receivedAt, from);
      const end = firstAfter(events, event => event.receivedAt, to);
      if (first < end) yield first === 0 && end === events.length ? events : events.slice(first, end);
    }
  };
  return {
    counts: addCounts(index.blocks.map(entry => entry.counts)),
    startAt: index.blocks[0]?.firstAt,
    endAt: index.blocks.at(-1)?.lastAt,
    headlineTimes: index.headlineTimes,
    read,
    close: () => {
      closed = true;
      return file.close();
    },
  };
};
