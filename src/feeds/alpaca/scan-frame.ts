import type {FeedEvent} from '../../core/events.ts';
import type {Instant} from '../../core/instant.ts';
import {isScannable, scanMessage} from './scan-message.ts';
import {BACKSLASH, CLOSE_LIST, CLOSE_OBJECT, COMMA, type Cursor, MARK, OPEN_LIST, OPEN_OBJECT} from './scan-values.ts';
import {textOf} from './wire-codec.ts';

/** Behind the object that begins at `from`, its strings and the objects in it passed over; -1 when it does not end. */
const endOfObject = (bytes: Uint8Array, from: number): number => {
  let depth = 0;
  let quoted = false;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === MARK) quoted = !quoted;
    else if (quoted) at += byte === BACKSLASH ? 1 : 0;
    else if (byte === OPEN_OBJECT) depth++;
    else if (byte === CLOSE_OBJECT && --depth === 0) return at + 1;
  }
  return -1;
};

/** The value of an object of JSON; undefined when it is none. */
const parseObject = (bytes: Uint8Array): unknown => {
  try {
    const value: unknown = JSON.parse(textOf(bytes));
    return value;
  } catch {
    return undefined;
  }
};

/**
 * Reads a frame of trades and quotes straight from its bytes, in their order: each of them is added to `events`, whatever
 * else is among them, parsed, goes to `onOther`. False when the frame has to be read as a whole: it begins with something else, or is
 * not an array of objects without a space between them. What was told and added by then does not hold.
 */
export const scanFrame = (
  bytes: Uint8Array,
  receivedAt: Instant | undefined,
  events: FeedEvent[],
  onOther: (value: unknown) => void,
): boolean => {
  if (bytes[0] !== OPEN_LIST || !isScannable(bytes, 1)) return false;
  const cursor: Cursor = {bytes, at: 0};
  let start = 1;
  for (;;) {
    cursor.at = start;
    const event = scanMessage(cursor, receivedAt);
    if (event !== undefined) events.push(event);
    else {
      cursor.at = bytes[start] === OPEN_OBJECT ? endOfObject(bytes, start) : -1;
      const value = cursor.at < 0 ? undefined : parseObject(bytes.subarray(start, cursor.at));
      if (value === undefined) return false;
      onOther(value);
    }
    const separator = bytes[cursor.at];
    if (separator === CLOSE_LIST) return cursor.at + 1 === bytes.length;
    if (separator !== COMMA) return false;
    start = cursor.at + 1;
  }
};
