import type {TapeCode} from '../../core/events.ts';
import {type Instant, instant, SECOND} from '../../core/instant.ts';
import {parseInstant} from '../../core/parse-instant.ts';
import {parseTicker, type Ticker} from '../../core/ticker.ts';
import {addToHash, createWords} from './scan-words.ts';

/**
 * Where in a frame of JSON reading has come to. Each scan* reads one value as the vendor usually writes it, moves behind it
 * and returns just what JSON.parse and the decoder would make of it; of anything else it knows nothing, and says so.
 */
export type Cursor = {readonly bytes: Uint8Array; at: number};

/** Around keys and texts. */
export const MARK = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_LIST = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_LIST = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
const POINT = 0x2e;
const ZERO = 0x30;
const LETTER_T = 0x54;
const LETTER_Z = 0x5a;

const TENS: readonly number[] = Array.from({length: 16}, (_, power) => 10 ** power);
/** Digits that a double holds whatever they are: then one division by a power of ten rounds as reading the text does. */
const SAFE_DIGITS = 15;

/** A plain number without sign or exponent; NaN for another one, and for more digits than can be read exactly. */
export const scanNumber = (cursor: Cursor): number => {
  const {bytes, at: from} = cursor;
  let at = from;
  let value = 0;
  let digit = (bytes[at] ?? 0) - ZERO;
  while (digit >= 0 && digit <= 9) {
    value = value * 10 + digit;
    digit = (bytes[++at] ?? 0) - ZERO;
  }
  const whole = at - from;
  if (whole === 0 || whole > SAFE_DIGITS || (whole > 1 && bytes[from] === ZERO)) return Number.NaN;
  if (bytes[at] !== POINT) {
    cursor.at = at;
    return value;
  }
  digit = (bytes[++at] ?? 0) - ZERO;
  while (digit >= 0 && digit <= 9) {
    value = value * 10 + digit;
    digit = (bytes[++at] ?? 0) - ZERO;
  }
  const decimals = at - from - whole - 1;
  if (decimals === 0 || whole + decimals > SAFE_DIGITS) return Number.NaN;
  cursor.at = at;
  return value / (TENS[decimals] ?? 1);
};

const findTicker = createWords(parseTicker);
const LONGEST_TICKER = 10;

/** A symbol in quotes. */
export const scanTicker = (cursor: Cursor): Ticker | undefined => {
  const {bytes} = cursor;
  const from = cursor.at + 1;
  if (bytes[from - 1] !== MARK) return undefined;
  let hash = 0;
  let at = from;
  for (let byte = bytes[at] ?? MARK; byte !== MARK; byte = bytes[++at] ?? MARK) {
    if (at - from === LONGEST_TICKER) return undefined;
    hash = addToHash(hash, byte);
  }
  if (bytes[at] !== MARK) return undefined;
  cursor.at = at + 1;
  return findTicker(bytes, from, at, hash);
};

const CODES = /^(?:"[ !#-+\--[^-~]{1,4}"(?:,"[ !#-+\--[^-~]{1,4}"){0,7})?$/;
const findCodes = createWords<readonly string[]>(text =>
  CODES.test(text) ? text.split(',').flatMap(code => (code === '' ? [] : [code.slice(1, -1)])) : undefined,
);
const LONGEST_CODES = 56;

/** A list of short codes, printable and at most eight. */
export const scanCodes = (cursor: Cursor): readonly string[] | undefined => {
  const {bytes} = cursor;
  const from = cursor.at + 1;
  if (bytes[from - 1] !== OPEN_LIST) return undefined;
  let hash = 0;
  let at = from;
  for (let byte = bytes[at] ?? CLOSE_LIST; byte !== CLOSE_LIST; byte = bytes[++at] ?? CLOSE_LIST) {
    if (at - from === LONGEST_CODES) return undefined;
    hash = addToHash(hash, byte);
  }
  if (bytes[at] !== CLOSE_LIST) return undefined;
  cursor.at = at + 1;
  return findCodes(bytes, from, at, hash);
};

const LETTERS: readonly (string | undefined)[] = Array.from({length: 128}, (_, code) =>
  code >= 0x20 && code < 0x7f && code !== MARK && code !== BACKSLASH ? String.fromCharCode(code) : undefined,
);

/** One printable letter in quotes. */
export const scanLetter = (cursor: Cursor): string | undefined => {
  const {bytes, at} = cursor;
  if (bytes[at] !== MARK || bytes[at + 2] !== MARK) return undefined;
  cursor.at = at + 3;
  return LETTERS[bytes[at + 1] ?? 0];
};

/** The letter of a tape in quotes. */
export const scanTape = (cursor: Cursor): TapeCode | undefined => {
  const letter = scanLetter(cursor);
  switch (letter) {
    case 'A':
    case 'B':
    case 'C':
    case 'N':
    case 'O':
      return letter;
    default:
      return undefined;
  }
};

const DAY_LENGTH = 10;
const dayBytes = new Uint8Array(DAY_LENGTH);
let midnight: number = Number.NaN;

/** Midnight UTC of the day at `from`, in microseconds; NaN when it is none. A feed sends one day for hours. */
const midnightAt = (bytes: Uint8Array, from: number): number => {
  for (let index = DAY_LENGTH - 1; index >= 0; index--) {
    if (bytes[from + index] === dayBytes[index]) continue;
    dayBytes.set(bytes.subarray(from, from + DAY_LENGTH));
    midnight = parseInstant(`${String.fromCharCode(...dayBytes)}T00:00:00Z`) ?? Number.NaN;
    return midnight;
  }
  return midnight;
};

/** The number of two digits; one that is far too large when they are none. */
const pairAt = (bytes: Uint8Array, at: number): number => {
  const tens = (bytes[at] ?? 0) - ZERO;
  const ones = (bytes[at + 1] ?? 0) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 1_000;
};

const MOST_DECIMALS = 9;

/** A stamp of UTC in quotes, to the nanosecond at most: `"2026-01-30T14:30:00.123456789Z"`. */
export const scanStamp = (cursor: Cursor): Instant | undefined => {
  const {bytes} = cursor;
  const from = cursor.at + 1;
  const hours = pairAt(bytes, from + 11);
  const mins = pairAt(bytes, from + 14);
  const secs = pairAt(bytes, from + 17);
  if (hours > 23 || mins > 59 || secs > 60 || bytes[from - 1] !== MARK) return undefined;
  if (bytes[from + 10] !== LETTER_T || bytes[from + 13] !== COLON || bytes[from + 16] !== COLON) return undefined;
  let at = from + 19;
  let fraction = 0;
  if (bytes[at] === POINT) {
    let decimals = 0;
    for (let digit = (bytes[++at] ?? 0) - ZERO; digit >= 0 && digit <= 9; digit = (bytes[++at] ?? 0) - ZERO) {
      if (decimals < 6) fraction = fraction * 10 + digit;
      decimals++;
    }
    if (decimals === 0 || decimals > MOST_DECIMALS) return undefined;
    if (decimals < 6) fraction *= TENS[6 - decimals] ?? 1;
  }
  if (bytes[at] !== LETTER_Z || bytes[at + 1] !== MARK) return undefined;
  const micros = midnightAt(bytes, from) + ((hours * 60 + mins) * 60 + secs) * SECOND + fraction;
  if (!Number.isSafeInteger(micros)) return undefined;
  cursor.at = at + 2;
  return instant(micros);
};
