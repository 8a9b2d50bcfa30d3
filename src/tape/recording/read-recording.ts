import {type FileHandle, open} from 'node:fs/promises';
import {Fault} from '../../core/fault.ts';
import {safeText} from '../../news/safe-text.ts';
import {decodeLine, type RecordedMessage} from './recording-line.ts';

/** Bytes of a recording that are no messages, and what is wrong with them. */
export type Damage = {readonly offset: number; readonly length: number; readonly why: string};

/** What lies between two offsets of a recording. */
export type RecordingEntry =
  | {readonly kind: 'message'; readonly message: RecordedMessage; readonly endsAt: number}
  | ({readonly kind: 'damage'} & Damage)
  /** The last line lacks its end: whoever wrote it was cut short, or is writing still. */
  | {readonly kind: 'torn'; readonly offset: number; readonly length: number};

const CHUNK = 1_048_576;
const LINE_FEED = 0x0a;
/** Bytes of one line: the largest answer there is, in base64. */
const LONGEST_LINE = 96 * CHUNK;

/** Judges lines one by one: whole, in their order, none left out. */
const createJudge = () => {
  let next = 0;
  /** What a damaged line held is not known, so neither is the number that comes after it. */
  let lost = false;
  return (line: Buffer, offset: number): readonly RecordingEntry[] => {
    const endsAt = offset + line.length + 1;
    const message = decodeLine(line);
    if (message === undefined) {
      lost = true;
      return [{kind: 'damage', offset, length: line.length + 1, why: 'a line does not match its checksum'}];
    }
    const {number} = message;
    if (number < next) {
      return [{kind: 'damage', offset, length: line.length + 1, why: `line ${number} is out of its place`}];
    }
    const missing = number > next && !lost;
    const entry: RecordingEntry = {kind: 'message', message, endsAt};
    const why = number === next + 1 ? `line ${next} is missing` : `lines ${next} to ${number - 1} are missing`;
    next = number + 1;
    lost = false;
    return missing ? [{kind: 'damage', offset, length: 0, why}, entry] : [entry];
  };
};

/** Whole lines as they come, without their line feeds; at the end what is left without one. */
async function* readLines(
  file: FileHandle,
  path: string,
): AsyncGenerator<{readonly lines: readonly Buffer[]; readonly rest: number}> {
  /** Parts of a line that began in an earlier chunk; joined once, at its end. */
  let parts: Buffer[] = [];
  let held = 0;
  for (let position = 0; ; ) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const {bytesRead} = await file.read(chunk, 0, CHUNK, position);
    if (bytesRead === 0) break;
    position += bytesRead;
    const fresh = chunk.subarray(0, bytesRead);
    const lines: Buffer[] = [];
    let from = 0;
    for (let end = fresh.indexOf(LINE_FEED); end >= 0; end = fresh.indexOf(LINE_FEED, from)) {
      const tail = fresh.subarray(from, end);
      lines.push(parts.length === 0 ? tail : Buffer.concat([...parts, tail]));
      parts = [];
      held = 0;
      from = end + 1;
    }
    if (from < bytesRead) parts.push(fresh.subarray(from));
    held += bytesRead - from;
    if (held > LONGEST_LINE) {
      throw new Fault('tape/corrupt', `${safeText(path, 500)}: the line at byte ${position - held} has no end`);
    }
    if (lines.length > 0) yield {lines, rest: 0};
  }
  if (held > 0) yield {lines: [], rest: held};
}

/**
 * Everything in the recording at `path`, in order, some of it at a time. Changes nothing: a torn end and damage are told
 * of with their place, and reading goes on behind damage.
 */
export async function* readRecording(path: string): AsyncGenerator<readonly RecordingEntry[]> {
  const file = await open(path, 'r');
  try {
    const judge = createJudge();
    let offset = 0;
    for await (const {lines, rest} of readLines(file, path)) {
      const entries: RecordingEntry[] = [];
      for (const line of lines) {
        for (const entry of judge(line, offset)) entries.push(entry);
        offset += line.length + 1;
      }
      if (rest > 0) entries.push({kind: 'torn', offset, length: rest});
      if (entries.length > 0) yield entries;
    }
  } finally {
    await file.close();
  }
}
