import {createHash} from 'node:crypto';
import {open} from 'node:fs/promises';
import type {TapeEvent} from '../core/events.ts';
import {Fault} from '../core/fault.ts';
import {formatInstant, type Instant} from '../core/instant.ts';
import {encodeBlock} from './block.ts';
import {sealFrame} from './frame.ts';
import type {TapeCounts} from './kinds/tape-counts.ts';
import {addCounts, type BlockEntry, encodeIndex, entryOf, headlineTimesOf} from './tape-index.ts';
import {encodeTail, MAGIC} from './tape-layout.ts';

const EVENTS_A_BLOCK = 4_096;
/** A block is closed early once its stories hold this many characters. */
const TEXT_A_BLOCK = 1_000_000;

/** What was written: enough to check the file by. */
export type WrittenTape = {
  readonly bytes: number;
  readonly sha256: string;
  readonly counts: TapeCounts;
  /** Receipt of the first and the last event; undefined when there was none. */
  readonly startAt: Instant | undefined;
  readonly endAt: Instant | undefined;
};

const textOf = (event: TapeEvent): number =>
  event.kind === 'headline' ? event.headline.length + event.summary.length + event.content.length : 0;

/**
 * Writes a tape of `events`, which must come in order of `receivedAt`, to a new file. The same events give the same
 * bytes; text is made safe on the way. Fault `tape/corrupt` on the first event out of order.
 */
export const writeTape = async (
  path: string,
  events: Iterable<TapeEvent> | AsyncIterable<TapeEvent>,
  mode = 0o644,
): Promise<WrittenTape> => {
  const file = await open(path, 'wx', mode);
  const hash = createHash('sha256');
  const blocks: BlockEntry[] = [];
  const headlineTimes: Instant[] = [];
  let offset = 0;
  const append = async (bytes: Buffer): Promise<void> => {
    hash.update(bytes);
    await file.writeFile(bytes);
    offset += bytes.length;
  };
  let pending: TapeEvent[] = [];
  let text = 0;
  const flush = async (): Promise<void> => {
    if (pending.length === 0) return;
    const sealed = await sealFrame(encodeBlock(pending));
    blocks.push(entryOf(offset, sealed.length, pending));
    headlineTimes.push(...headlineTimesOf(pending));
    pending = [];
    text = 0;
    await append(sealed);
  };
  try {
    await append(MAGIC);
    let last: Instant | undefined;
    for await (const event of events) {
      if (last !== undefined && event.receivedAt < last) {
        const stamps = `${formatInstant(event.receivedAt)} after ${formatInstant(last)}`;
        throw new Fault('tape/corrupt', `${path}: events out of order, ${stamps}`);
      }
      last = event.receivedAt;
      pending.push(event);
      text += textOf(event);
      if (pending.length >= EVENTS_A_BLOCK || text >= TEXT_A_BLOCK) await flush();
    }
    await flush();
    const index = await sealFrame(encodeIndex({blocks, headlineTimes}));
    const place = {offset, length: index.length};
    await append(index);
    await append(encodeTail(place));
    await file.datasync();
  } finally {
    await file.close();
  }
  return {
    bytes: offset,
    sha256: hash.digest('hex'),
    counts: addCounts(blocks.map(block => block.counts)),
    startAt: blocks[0]?.firstAt,
    endAt: blocks.at(-1)?.lastAt,
  };
};
