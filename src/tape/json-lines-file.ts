import {closeSync, constants, fstatSync, mkdirSync, openSync, readSync, writeSync} from 'node:fs';
import {dirname} from 'node:path';
import {z} from 'zod';
import {safeText} from '../news/safe-text.ts';
import {issueLine} from './json-codecs.ts';

/** What a file of JSON lines holds, and how much of it at most. */
export type LinesKind<Item> = {
  /** What its lines are, in the plural: `acts`. */
  readonly what: string;
  readonly schema: z.ZodType<Item>;
  readonly mostBytes: number;
  readonly mostLines: number;
};

/** The items of a file, and one line on what of it was left out. */
export type ReadLines<Item> = {readonly items: readonly Item[]; readonly problem: string | undefined};

const LF = 10;
/** Ends what a stop left torn, so that it is passed over like a torn last line. */
const TORN = ' #torn';
/** A line is never longer than what is looked back for the start of a torn one. */
const LONGEST_LINE = 65_536;

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'unknown';

const bytesOf = (file: number, size: number): Buffer => {
  const bytes = Buffer.alloc(size);
  return bytes.subarray(0, readSync(file, bytes, 0, size, 0));
};

/** The file's bytes up to the cap; undefined without a file. Throws what the system says. */
const readBytes = (path: string, most: number): Buffer | undefined => {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw cause;
  }
  try {
    const place = fstatSync(file);
    if (!place.isFile()) throw new Error('not a plain file');
    return bytesOf(file, Math.min(place.size, most + 1));
  } finally {
    closeSync(file);
  }
};

type Decoded<Item> = {readonly item: Item} | {readonly wrong: string};

const decodeLine = <Item>(text: string, schema: z.ZodType<Item>): Decoded<Item> => {
  try {
    const result = z.safeDecode(schema, JSON.parse(text));
    return result.success ? {item: result.data} : {wrong: issueLine(result.error)};
  } catch {
    return {wrong: 'not JSON'};
  }
};

const decodeLines = <Item>(text: string, path: string, kind: LinesKind<Item>): ReadLines<Item> => {
  const lines = text.split('\n');
  const items: Item[] = [];
  const wrong: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || line.endsWith(TORN)) continue;
    const decoded: Decoded<Item> =
      items.length < kind.mostLines
        ? decodeLine(line, kind.schema)
        : {wrong: `more than ${kind.mostLines} ${kind.what}`};
    if ('item' in decoded) items.push(decoded.item);
    // What stands after the last line end was being written when the program stopped.
    else if (index < lines.length - 1) wrong.push(`line ${index + 1}: ${decoded.wrong}`);
  }
  const more = wrong.length > 1 ? `, and ${wrong.length - 1} more` : '';
  const problem = wrong.length === 0 ? undefined : `${safeText(path, 500)} ${wrong[0]}${more}: left out`;
  return {items, problem};
};

/**
 * What a file holds, a JSON object a line. A line that is none is left out and the first is named; one that was torn by a stop
 * is passed over. Never throws: a file that cannot be read gives nothing and the reason.
 */
export const readJsonLines = <Item>(path: string, kind: LinesKind<Item>): ReadLines<Item> => {
  try {
    const bytes = readBytes(path, kind.mostBytes);
    if (bytes === undefined) return {items: [], problem: undefined};
    if (bytes.length > kind.mostBytes)
      return {items: [], problem: `${safeText(path, 500)} is larger than a file of ${kind.what} may be: left out`};
    return decodeLines(bytes.toString('utf8'), path, kind);
  } catch (cause) {
    const reason = codeOf(cause) === 'unknown' && cause instanceof Error ? cause.message : codeOf(cause);
    return {items: [], problem: `${safeText(path, 500)} cannot be read (${reason}): its ${kind.what} are left out`};
  }
};

/** What ends the line that the file breaks off in; nothing where it ends with a line. */
const endOfLast = <Item>(file: number, size: number, schema: z.ZodType<Item>): string => {
  const tail = Buffer.alloc(Math.min(size, LONGEST_LINE));
  const read = readSync(file, tail, 0, tail.length, size - tail.length);
  const last = tail.subarray(tail.lastIndexOf(LF, read - 1) + 1, read).toString('utf8');
  if (last === '') return '';
  return 'item' in decodeLine(last, schema) ? '\n' : `${TORN}\n`;
};

/** Whether a file has as many items as are read of it. Lines are cheaper to count than items, and hardly ever that many. */
const holdsMost = <Item>(file: number, size: number, path: string, kind: LinesKind<Item>): boolean => {
  if (size < kind.mostLines) return false;
  const bytes = bytesOf(file, size);
  let lines = 1;
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) lines++;
  return lines >= kind.mostLines && decodeLines(bytes.toString('utf8'), path, kind).items.length >= kind.mostLines;
};

/**
 * Adds a line to a file, which is made 0600 with its folders 0700 when there is none. A torn last line is ended
 * first, and marked as torn. Nothing is written that would not be read again: a file can be full.
 * Undefined once it is written; else why it could not be.
 */
export const appendJsonLine = <Item>(path: string, kind: LinesKind<Item>, item: Item): string | undefined => {
  try {
    mkdirSync(dirname(path), {recursive: true, mode: 0o700});
    const {O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK} = constants;
    const file = openSync(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
    try {
      const place = fstatSync(file);
      const text = `${JSON.stringify(z.encode(kind.schema, item))}\n`;
      if (!place.isFile()) return `${safeText(path, 500)} is not a plain file`;
      const line = Buffer.from(endOfLast(file, place.size, kind.schema) + text);
      if (place.size + line.length > kind.mostBytes || holdsMost(file, place.size, path, kind))
        return `${safeText(path, 500)} is full`;
      writeSync(file, line);
      return undefined;
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    return `cannot write ${safeText(path, 500)} (${codeOf(cause)})`;
  }
};
