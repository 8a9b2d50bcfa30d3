import {type FileHandle, open} from 'node:fs/promises';
import {z} from 'zod';
import type {TapeEvent} from '../../core/events.ts';
import {decodeBlock, encodeBlock} from '../../tape/block.ts';
import {FRAME_HEAD, LARGEST_FRAME, openFrame, sealFrame} from '../../tape/frame.ts';
import {addPageCounts, type FetchedPage, NO_ITEMS, type PageCount} from './day-source.ts';

const EVENTS_A_FRAME = 4_096;
/** A frame is closed early once its stories hold this many characters. */
const TEXT_A_FRAME = 1_000_000;

const count = z.int().min(0);
/** What stands before the events of a frame. A page is one frame or several, and whole once its last is there. */
const headShape = z.object({
  page: count,
  events: count,
  last: z.boolean(),
  next: z.string().max(4_096).optional(),
  told: z.object({items: count, takenBack: count, corrected: count, unread: count}),
});
type Head = z.output<typeof headShape>;

/** What of a leg is on disk. */
export type LegProgress = {
  readonly pages: number;
  readonly events: number;
  readonly told: PageCount;
  /** Where to go on; undefined before the first page, and after the last. */
  readonly next: string | undefined;
  readonly complete: boolean;
  readonly lastEvent: TapeEvent | undefined;
};

/** The pages of one leg, kept as they come. */
export type PageStore = {
  readonly progress: () => LegProgress;
  readonly append: (page: FetchedPage) => Promise<void>;
  /** The events of whole pages, in order, a frame at a time. */
  readonly read: () => AsyncGenerator<readonly TapeEvent[]>;
  /** Forgets every page. */
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const NOTHING_YET: LegProgress = {
  pages: 0,
  events: 0,
  told: NO_ITEMS,
  next: undefined,
  complete: false,
  lastEvent: undefined,
};

const textOf = (event: TapeEvent): number =>
  event.kind === 'headline' ? event.headline.length + event.summary.length + event.content.length : 0;

const framesOf = function* (events: readonly TapeEvent[]): Generator<readonly TapeEvent[]> {
  let from = 0;
  let text = 0;
  for (const [index, event] of events.entries()) {
    text += textOf(event);
    if (index + 1 - from < EVENTS_A_FRAME && text < TEXT_A_FRAME) continue;
    yield events.slice(from, index + 1);
    from = index + 1;
    text = 0;
  }
  if (from < events.length || events.length === 0) yield events.slice(from);
};

const sealPage = async (page: FetchedPage, number: number): Promise<Buffer> => {
  const frames = [...framesOf(page.events)];
  const sealed: Buffer[] = [];
  for (const [index, events] of frames.entries()) {
    const last = index === frames.length - 1;
    const head: Head = {
      page: number,
      events: events.length,
      last,
      told: last ? page.told : NO_ITEMS,
      ...(last && page.next !== undefined ? {next: page.next} : {}),
    };
    const text = Buffer.from(JSON.stringify(head));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(text.length);
    sealed.push(await sealFrame([length, text, ...(events.length === 0 ? [] : encodeBlock(events))]));
  }
  return Buffer.concat(sealed);
};

type Frame = {readonly head: Head; readonly events: readonly TapeEvent[]; readonly end: number};

/** The frame at `offset`; undefined where the file ends, is torn or is damaged. */
const readFrameAt = async (file: FileHandle, offset: number, size: number): Promise<Frame | undefined> => {
  if (offset + FRAME_HEAD > size) return undefined;
  const start = Buffer.alloc(FRAME_HEAD);
  await file.read(start, 0, FRAME_HEAD, offset);
  const length = FRAME_HEAD + start.readUInt32LE(0);
  if (length > LARGEST_FRAME || offset + length > size) return undefined;
  const sealed = Buffer.alloc(length);
  await file.read(sealed, 0, length, offset);
  try {
    const bytes = openFrame(sealed);
    const textEnd = 4 + bytes.readUInt32LE(0);
    const head = headShape.parse(JSON.parse(bytes.toString('utf8', 4, textEnd)));
    const events = head.events === 0 ? [] : decodeBlock(bytes.subarray(textEnd), head.events);
    return {head, events, end: offset + length};
  } catch {
    return undefined;
  }
};

const after = (before: LegProgress, page: FetchedPage): LegProgress => ({
  pages: before.pages + 1,
  events: before.events + page.events.length,
  told: addPageCounts(before.told, page.told),
  next: page.next,
  complete: page.next === undefined,
  lastEvent: page.events.at(-1) ?? before.lastEvent,
});

/** Everything up to the last whole page, and where that ends. */
const recover = async (file: FileHandle): Promise<{readonly progress: LegProgress; readonly end: number}> => {
  const {size} = await file.stat();
  let whole = {progress: NOTHING_YET, end: 0};
  let events = 0;
  let lastEvent: TapeEvent | undefined;
  for (let offset = 0; ; ) {
    const frame = await readFrameAt(file, offset, size);
    if (frame === undefined || frame.head.page !== whole.progress.pages || whole.progress.complete) return whole;
    offset = frame.end;
    events += frame.events.length;
    lastEvent = frame.events.at(-1) ?? lastEvent;
    if (!frame.head.last) continue;
    const {next, told} = frame.head;
    const {progress} = whole;
    const page = {events: [], told, next};
    whole = {progress: {...after(progress, page), events, lastEvent}, end: frame.end};
  }
};

/**
 * Opens the file at `path`, made when it is not there. Every page has a checksum: what a kill left torn at the end, and
 * whatever follows damage, is cut off, and counts as never fetched.
 */
export const openPageStore = async (path: string): Promise<PageStore> => {
  const file = await open(path, 'a+', 0o600);
  const found = await recover(file).catch(async cause => {
    await file.close();
    throw cause;
  });
  await file.truncate(found.end);
  let {progress, end} = found;
  return {
    progress: () => progress,
    append: async page => {
      const bytes = await sealPage(page, progress.pages);
      await file.appendFile(bytes);
      if (page.next === undefined) await file.datasync();
      end += bytes.length;
      progress = after(progress, page);
    },
    read: async function* () {
      for (let offset = 0; offset < end; ) {
        const frame = await readFrameAt(file, offset, end);
        if (frame === undefined) throw new RangeError(`a page at byte ${offset} can no longer be read`);
        offset = frame.end;
        if (frame.events.length > 0) yield frame.events;
      }
    },
    clear: async () => {
      await file.truncate(0);
      progress = NOTHING_YET;
      end = 0;
    },
    close: () => file.close(),
  };
};
