import {closeSync, constants, fstatSync, mkdirSync, openSync, readSync, writeSync} from 'node:fs';
import {dirname} from 'node:path';
import {z} from 'zod';
import type {ManualAct, ManualActs} from '../news/deals/manual-act.ts';
import {safeText} from '../news/safe-text.ts';
import {actSchema} from './acts-json.ts';
import {issueLine} from './json-codecs.ts';

/** The file of a day's manual acts, a JSON object a line. */
export const ACTS_FILE = 'acts.jsonl';

/** No file of acts is longer, and none has more lines. */
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_ACTS = 10_000;
const LF = 10;

/** The acts in a file, and one line on what of it was left out. */
export type ReadActs = {readonly acts: ManualActs; readonly problem: string | undefined};

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'unknown';

/** The file's bytes up to the cap; undefined without a file. Throws what the system says. */
const readBytes = (path: string): Buffer | undefined => {
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
    const bytes = Buffer.alloc(Math.min(place.size, MOST_BYTES + 1));
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(file);
  }
};

const decodeLine = (text: string): ManualAct | string => {
  try {
    const result = z.safeDecode(actSchema, JSON.parse(text));
    return result.success ? result.data : issueLine(result.error);
  } catch {
    return 'not JSON';
  }
};

const decodeActs = (text: string, path: string): ReadActs => {
  const lines = text.split('\n');
  const acts: ManualAct[] = [];
  const wrong: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const act = acts.length < MOST_ACTS ? decodeLine(line) : `more than ${MOST_ACTS} acts`;
    if (typeof act !== 'string') acts.push(act);
    // What stands after the last line end was being written when the program stopped.
    else if (index < lines.length - 1) wrong.push(`line ${index + 1}: ${act}`);
  }
  const more = wrong.length > 1 ? `, and ${wrong.length - 1} more` : '';
  const problem = wrong.length === 0 ? undefined : `${safeText(path, 500)} ${wrong[0]}${more}: left out`;
  return {acts, problem};
};

/**
 * The manual acts kept in a file. A line that is none is left out and the first is named; a torn last line is passed over. Never throws: a file that cannot be read gives no acts and the reason.
 */
export const readActs = (path: string): ReadActs => {
  try {
    const bytes = readBytes(path);
    if (bytes === undefined) return {acts: [], problem: undefined};
    if (bytes.length > MOST_BYTES)
      return {acts: [], problem: `${safeText(path, 500)} is larger than a file of acts may be: left out`};
    return decodeActs(bytes.toString('utf8'), path);
  } catch (cause) {
    const reason = codeOf(cause) === 'unknown' && cause instanceof Error ? cause.message : codeOf(cause);
    return {acts: [], problem: `${safeText(path, 500)} cannot be read (${reason}): its acts are left out`};
  }
};

/** Whether the file ends within a line. */
const isTorn = (file: number, size: number): boolean => {
  const last = Buffer.alloc(1);
  return size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== LF;
};

/**
 * Adds an act to a file, which is made 0600 with its folders 0700 when there is none. A torn last line is ended first.
 * Undefined once it is written; else why it could not be.
 */
export const appendAct = (path: string, act: ManualAct): string | undefined => {
  try {
    mkdirSync(dirname(path), {recursive: true, mode: 0o700});
    const {O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK} = constants;
    const file = openSync(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
    try {
      const place = fstatSync(file);
      const line = `${JSON.stringify(z.encode(actSchema, act))}\n`;
      if (!place.isFile()) return `${safeText(path, 500)} is not a plain file`;
      if (place.size + line.length > MOST_BYTES) return `${safeText(path, 500)} is full`;
      writeSync(file, isTorn(file, place.size) ? `\n${line}` : line);
      return undefined;
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    return `cannot write ${safeText(path, 500)} (${codeOf(cause)})`;
  }
};
