import {type FileHandle, open} from 'node:fs/promises';
import {parseTradingDate, type TradingDate} from '../../core/new-york.ts';
import {openRecordingFile, type RecordingFile} from './recording-file.ts';

/** Somewhere between two lines of a recording: which recording, and how many bytes of it lie before. */
export type LogPlace = {
  /** `2026-01-30-9c0a12f4`: its day and the checksum of its first line, which no two recordings share. */
  readonly log: string;
  readonly offset: number;
};

/** The last line before a place, by which it is known that the place is still what it was. */
export type LastLine = {readonly length: number; readonly checksum: string};

/** A place as a reader knows it that was there before. */
export type KnownPlace = LogPlace & {readonly last?: LastLine | undefined};

/** Whole lines that follow each other, and where they begin. */
export type LogPart = LogPlace & {readonly lines: Buffer};

/** The recordings of one source, day after day, which many can read while one writes. */
export type RecordingLog = {
  /** For the recorder: opens a day's recording, which is from then on what is being written. */
  readonly open: (path: string) => Promise<RecordingFile>;
  /** Behind the last line that was written; undefined before the first. */
  readonly end: () => LogPlace | undefined;
  /**
   * Everything behind a place, then what is written, without end and across midnight: each line once, in order, as it
   * stands on the disk. From the beginning of the day that is being written where the place is undefined or no more.
   */
  readonly read: (from: KnownPlace | undefined, signal: AbortSignal) => AsyncGenerator<LogPart>;
};

/** Bytes of the end that are kept in memory, where nearly all readers are. */
const TAIL = 4 * 1_048_576;
/** Bytes that are handed out at once, unless one line is longer. */
const PART = 262_144;
const LINE_FEED = 0x0a;
const CHECKSUM_LENGTH = 8;
const LOG_ID = /^(\d{4}-\d{2}-\d{2})-([0-9a-f]{8})$/;

/** A recording that is read, and how far. */
type Opened = {readonly file: FileHandle; readonly place: LogPlace};

type Chunk = {readonly at: number; readonly bytes: Buffer};

/** The recording that is being written. */
type Current = {
  readonly path: string;
  readonly date: TradingDate;
  /** Undefined while it holds nothing. */
  id: string | undefined;
  end: number;
  /** The last bytes of it, without a hole, each chunk of whole lines. */
  tail: Chunk[];
  tailBytes: number;
};

const readBytes = async (file: FileHandle, from: number, to: number): Promise<Buffer> => {
  const bytes = Buffer.allocUnsafe(to - from);
  let read = 0;
  while (read < bytes.length) {
    const {bytesRead} = await file.read(bytes, read, bytes.length - read, from + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return bytes.subarray(0, read);
};

/** Whole lines from `from` on, about PART of them; empty when there is none before `end`. */
const readLines = async (file: FileHandle, from: number, end: number): Promise<Buffer> => {
  for (let length = PART; ; length *= 4) {
    const bytes = await readBytes(file, from, Math.min(end, from + length));
    const lines = bytes.subarray(0, bytes.lastIndexOf(LINE_FEED) + 1);
    if (lines.length > 0 || from + length >= end) return lines;
  }
};

const idOf = async (file: FileHandle, date: TradingDate): Promise<string> =>
  `${date}-${(await readBytes(file, 0, CHECKSUM_LENGTH)).toString('latin1')}`;

/** Whether the last line before `offset` is still the one that a reader had. */
const isStillThere = async (file: FileHandle, offset: number, {length, checksum}: LastLine): Promise<boolean> => {
  if (length < CHECKSUM_LENGTH || length > offset) return false;
  const start = await readBytes(file, offset - length, offset - length + CHECKSUM_LENGTH);
  const end = await readBytes(file, offset - 1, offset);
  return start.toString('latin1') === checksum && end[0] === LINE_FEED;
};

/** From what is in memory; undefined where that begins later. */
const fromTail = ({tail}: Current, at: number): Buffer | undefined => {
  const [first] = tail;
  if (first === undefined || at < first.at) return undefined;
  const parts: Buffer[] = [];
  let length = 0;
  for (const {at: start, bytes} of tail) {
    if (start + bytes.length <= at) continue;
    if (length > 0 && length + bytes.length > PART) break;
    const part = start < at ? bytes.subarray(at - start) : bytes;
    parts.push(part);
    length += part.length;
  }
  return parts.length === 1 ? parts[0] : Buffer.concat(parts);
};

/** `pathOf` says where the recording of a day lies. */
export const createRecordingLog = (pathOf: (date: TradingDate) => string): RecordingLog => {
  let current: Current | undefined;
  let wake: () => void = () => {};
  let changed = new Promise<void>(resolve => {
    wake = resolve;
  });

  const tellAll = (): void => {
    wake();
    changed = new Promise(resolve => {
      wake = resolve;
    });
  };

  const keep = (log: Current, bytes: Buffer): void => {
    log.tail.push({at: log.end, bytes});
    log.tailBytes += bytes.length;
    log.end += bytes.length;
    while (log.tailBytes > TAIL && log.tail.length > 1) log.tailBytes -= log.tail.shift()?.bytes.length ?? 0;
  };

  /** What was written is read back from the disk once, for all: what readers get is what would be there after a crash. */
  const takeUp = async (log: Current, reader: FileHandle, end: number): Promise<void> => {
    if (end <= log.end) return;
    const bytes = await readBytes(reader, log.end, end);
    log.id ??= await idOf(reader, log.date);
    keep(log, bytes);
    tellAll();
  };

  const watched = async (path: string): Promise<RecordingFile> => {
    const file = await openRecordingFile(path);
    const reader = await open(path, 'r');
    const date = parseTradingDate(/(\d{4}-\d{2}-\d{2})[^/]*$/.exec(path)?.[1] ?? '');
    if (date === undefined) throw new Error(`no day in the name of ${path}`);
    const end = file.bytes();
    const id = end === 0 ? undefined : await idOf(reader, date);
    const log: Current = {path, date, id, end, tail: [], tailBytes: 0};
    current = log;
    tellAll();
    return {
      ...file,
      append: async messages => {
        try {
          await file.append(messages);
        } finally {
          await takeUp(log, reader, file.bytes());
        }
      },
      close: async () => {
        await reader.close();
        await file.close();
      },
    };
  };

  /** The recording of a place, opened, and the place in it; undefined where it is no more. */
  const openAt = async (place: KnownPlace | undefined): Promise<Opened | undefined> => {
    const date = parseTradingDate(LOG_ID.exec(place?.log ?? '')?.[1] ?? '');
    if (place === undefined || date === undefined) return undefined;
    const file = await open(pathOf(date), 'r').catch(() => undefined);
    if (file === undefined) return undefined;
    const {log, offset, last} = place;
    const {size} = await file.stat();
    const isSame = (await idOf(file, date)) === log && offset >= 0 && offset <= size;
    if (isSame && (last === undefined || offset === 0 || (await isStillThere(file, offset, last))))
      return {file, place: {log, offset}};
    await file.close();
    return undefined;
  };

  /** The recording that is being written, from its beginning, once it has one. */
  const openCurrent = async (signal: AbortSignal): Promise<Opened | undefined> => {
    while (!signal.aborted) {
      if (current?.id !== undefined) return {file: await open(current.path, 'r'), place: {log: current.id, offset: 0}};
      await changed;
    }
    return undefined;
  };

  async function* read(from: KnownPlace | undefined, signal: AbortSignal): AsyncGenerator<LogPart> {
    // Who waits is woken by an abort too: a promise for each reader's would keep all that was ever raced against it.
    signal.addEventListener('abort', tellAll, {once: true});
    let opened: Opened | undefined;
    try {
      opened = (await openAt(from)) ?? (await openCurrent(signal));
      while (opened !== undefined && !signal.aborted) {
        const {file, place}: Opened = opened;
        const next = changed;
        const now = current;
        const isCurrent = now?.id === place.log;
        const end = isCurrent ? now.end : (await file.stat()).size;
        const lines =
          place.offset >= end
            ? undefined
            : ((isCurrent ? fromTail(now, place.offset) : undefined) ?? (await readLines(file, place.offset, end)));
        if (lines !== undefined && lines.length > 0) {
          yield {...place, lines};
          opened = {file, place: {log: place.log, offset: place.offset + lines.length}};
        } else if (isCurrent || now?.id === undefined) {
          await next;
        } else {
          await file.close();
          opened = undefined;
          opened = await openCurrent(signal);
        }
      }
    } finally {
      signal.removeEventListener('abort', tellAll);
      await opened?.file.close();
    }
  }

  return {
    open: watched,
    end: () => (current?.id === undefined ? undefined : {log: current.id, offset: current.end}),
    read,
  };
};
