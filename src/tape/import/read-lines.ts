import {createReadStream} from 'node:fs';
import {stat} from 'node:fs/promises';
import {Fault} from '../../core/fault.ts';
import {safeText} from '../../news/safe-text.ts';

/** One line of a text file; `text` is undefined when the line is longer than allowed. `line` counts from 1. */
export type Line = {readonly line: number; readonly text: string | undefined};

const LF = 10;
const CR = 13;
const MARK = '\ufeff';

const toText = (bytes: Buffer, line: number): string => {
  const end = bytes.at(-1) === CR ? bytes.length - 1 : bytes.length;
  const text = bytes.toString('utf8', 0, end);
  return line === 1 && text.startsWith(MARK) ? text.slice(1) : text;
};

/**
 * The lines of a UTF-8 file, without their ends (LF or CRLF) and a leading byte order mark. Holds one line at a time,
 * and none longer than `longest` bytes. Fault `usage` when there is no such file.
 */
export const readLines = async function* (path: string, longest: number): AsyncGenerator<Line> {
  const place = await stat(path).catch(() => undefined);
  if (place === undefined || place.isDirectory()) {
    throw new Fault('usage', `${safeText(path, 500)} is not a file that can be read`, {remedy: 'check the path'});
  }
  let line = 0;
  let held: Buffer[] = [];
  let size = 0;
  const take = (rest: Buffer): Line => {
    line++;
    const text = size + rest.length > longest ? undefined : toText(Buffer.concat([...held, rest]), line);
    held = [];
    size = 0;
    return {line, text};
  };
  for await (const chunk of createReadStream(path, {highWaterMark: 256 * 1024}) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, from)) {
      yield take(chunk.subarray(from, end));
      from = end + 1;
    }
    const rest = chunk.subarray(from);
    size += rest.length;
    if (size <= longest) held.push(rest);
    else held = [];
  }
  if (size > 0) yield take(Buffer.alloc(0));
};
