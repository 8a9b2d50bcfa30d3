import type {Quote, TapeCode, Trade} from '../../core/events.ts';
import type {Instant} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import {
  CLOSE_OBJECT,
  COLON,
  COMMA,
  type Cursor,
  MARK,
  OPEN_OBJECT,
  scanCodes,
  scanLetter,
  scanNumber,
  scanStamp,
  scanTape,
  scanTicker,
} from './scan-values.ts';

const NO_CODES: readonly string[] = [];

/** Letters of keys, as bytes. */
const A = 0x61;
const B = 0x62;
const C = 0x63;
const I = 0x69;
const P = 0x70;
const Q = 0x71;
const S = 0x73;
const T = 0x74;
const X = 0x78;
const Z = 0x7a;
const CAPITAL_S = 0x53;
const CAPITAL_T = 0x54;

/** The letter of the key of one letter that begins at `at`, or 0. */
const keyAt = (bytes: Uint8Array, at: number): number =>
  bytes[at] === MARK && bytes[at + 2] === MARK && bytes[at + 3] === COLON ? (bytes[at + 1] ?? 0) : 0;

/** What ends a field: a comma where another follows. The cursor moves behind it. */
const scanEnd = (cursor: Cursor): number => cursor.bytes[cursor.at++] ?? 0;

/** A bit for each field that must be there, beside the list of codes that may be left out or stand once. */
const TRADE_FIELDS = {S: 1, i: 2, x: 4, p: 8, s: 16, z: 32, t: 64, c: 128} as const;
const WHOLE_TRADE = 127;

/** The fields of a trade behind its type, in any order. */
const scanTrade = (cursor: Cursor, receivedAt: Instant | undefined): Trade | undefined => {
  const {bytes} = cursor;
  let symbol: Ticker | undefined;
  let at: Instant | undefined;
  let venue: string | undefined;
  let tape: TapeCode | undefined;
  let conditions: readonly string[] | undefined = NO_CODES;
  let id = 0;
  let price = 0;
  let size = 0;
  let seen = 0;
  let end = COMMA;
  while (end === COMMA) {
    const key = keyAt(bytes, cursor.at);
    cursor.at += 4;
    let field = 0;
    switch (key) {
      case CAPITAL_S:
        symbol = scanTicker(cursor);
        field = TRADE_FIELDS.S;
        break;
      case I:
        id = scanNumber(cursor);
        field = TRADE_FIELDS.i;
        break;
      case X:
        venue = scanLetter(cursor);
        field = TRADE_FIELDS.x;
        break;
      case P:
        price = scanNumber(cursor);
        field = TRADE_FIELDS.p;
        break;
      case S:
        size = scanNumber(cursor);
        field = TRADE_FIELDS.s;
        break;
      case C:
        conditions = scanCodes(cursor);
        field = TRADE_FIELDS.c;
        break;
      case Z:
        tape = scanTape(cursor);
        field = TRADE_FIELDS.z;
        break;
      case T:
        at = scanStamp(cursor);
        field = TRADE_FIELDS.t;
        break;
      default:
        return undefined;
    }
    if ((seen & field) !== 0) return undefined;
    seen |= field;
    end = scanEnd(cursor);
  }
  if (end !== CLOSE_OBJECT || (seen & WHOLE_TRADE) !== WHOLE_TRADE || !(id >= 0 && price > 0 && size >= 0))
    return undefined;
  if (symbol === undefined || at === undefined || venue === undefined || tape === undefined || conditions === undefined)
    return undefined;
  return {kind: 'trade', at, receivedAt: receivedAt ?? at, symbol, id, venue, price, size, conditions, tape};
};

/** As TRADE_FIELDS. Keys of two letters are told apart by side and by what they say of it. */
const QUOTE_FIELDS = {S: 1, bp: 2, bs: 4, bx: 8, ap: 16, as: 32, ax: 64, z: 128, t: 256, c: 512} as const;
const WHOLE_QUOTE = 511;
const SIDE = 256;

/** Both letters of a key of one or two that begins at `at`, as one number, or 0. */
const quoteKeyAt = (bytes: Uint8Array, at: number): number =>
  bytes[at] === MARK && bytes[at + 3] === MARK && bytes[at + 4] === COLON
    ? (bytes[at + 1] ?? 0) * SIDE + (bytes[at + 2] ?? 0)
    : keyAt(bytes, at);

/** The fields of a quote behind its type, in any order. */
const scanQuote = (cursor: Cursor, receivedAt: Instant | undefined): Quote | undefined => {
  const {bytes} = cursor;
  let symbol: Ticker | undefined;
  let at: Instant | undefined;
  let tape: TapeCode | undefined;
  let bidVenue: string | undefined;
  let askVenue: string | undefined;
  let conditions: readonly string[] | undefined = NO_CODES;
  let bid = 0;
  let bidSize = 0;
  let ask = 0;
  let askSize = 0;
  let seen = 0;
  let end = COMMA;
  while (end === COMMA) {
    const key = quoteKeyAt(bytes, cursor.at);
    cursor.at += key < SIDE ? 4 : 5;
    let field = 0;
    switch (key) {
      case CAPITAL_S:
        symbol = scanTicker(cursor);
        field = QUOTE_FIELDS.S;
        break;
      case B * SIDE + P:
        bid = scanNumber(cursor);
        field = QUOTE_FIELDS.bp;
        break;
      case B * SIDE + S:
        bidSize = scanNumber(cursor);
        field = QUOTE_FIELDS.bs;
        break;
      case B * SIDE + X:
        bidVenue = scanLetter(cursor);
        field = QUOTE_FIELDS.bx;
        break;
      case A * SIDE + P:
        ask = scanNumber(cursor);
        field = QUOTE_FIELDS.ap;
        break;
      case A * SIDE + S:
        askSize = scanNumber(cursor);
        field = QUOTE_FIELDS.as;
        break;
      case A * SIDE + X:
        askVenue = scanLetter(cursor);
        field = QUOTE_FIELDS.ax;
        break;
      case C:
        conditions = scanCodes(cursor);
        field = QUOTE_FIELDS.c;
        break;
      case Z:
        tape = scanTape(cursor);
        field = QUOTE_FIELDS.z;
        break;
      case T:
        at = scanStamp(cursor);
        field = QUOTE_FIELDS.t;
        break;
      default:
        return undefined;
    }
    if ((seen & field) !== 0) return undefined;
    seen |= field;
    end = scanEnd(cursor);
  }
  if (end !== CLOSE_OBJECT || (seen & WHOLE_QUOTE) !== WHOLE_QUOTE) return undefined;
  if (!(bid >= 0 && bidSize >= 0 && ask >= 0 && askSize >= 0) || conditions === undefined) return undefined;
  if (symbol === undefined || at === undefined || tape === undefined) return undefined;
  if (bidVenue === undefined || askVenue === undefined) return undefined;
  const known = receivedAt ?? at;
  return {
    kind: 'quote',
    at,
    receivedAt: known,
    symbol,
    bid,
    bidSize,
    bidVenue,
    ask,
    askSize,
    askVenue,
    conditions,
    tape,
  };
};

const TYPE_AT = 6;

/** The letter of the type that the object at `at` begins with, as in `{"T":"t",`, or 0. */
const typeAt = (bytes: Uint8Array, at: number): number =>
  bytes[at] === OPEN_OBJECT &&
  bytes[at + 1] === MARK &&
  bytes[at + 2] === CAPITAL_T &&
  bytes[at + 3] === MARK &&
  bytes[at + 4] === COLON &&
  bytes[at + 5] === MARK &&
  bytes[at + TYPE_AT + 1] === MARK &&
  bytes[at + TYPE_AT + 2] === COMMA
    ? (bytes[at + TYPE_AT] ?? 0)
    : 0;

/** Whether a trade or a quote seems to begin at `at`. */
export const isScannable = (bytes: Uint8Array, at: number): boolean => {
  const type = typeAt(bytes, at);
  return type === T || type === Q;
};

/**
 * The trade or the quote at the cursor, which moves behind it: the same event, field for field, that decodeMessage makes of
 * it. Undefined for whatever is not written as the vendor usually does: it has to be parsed, and may be right all the same.
 * Known at `receivedAt`, or when that is undefined at its own time.
 */
export const scanMessage = (cursor: Cursor, receivedAt: Instant | undefined): Trade | Quote | undefined => {
  const {bytes, at} = cursor;
  const type = typeAt(bytes, at);
  if (type !== T && type !== Q) return undefined;
  cursor.at = at + TYPE_AT + 3;
  return type === T ? scanTrade(cursor, receivedAt) : scanQuote(cursor, receivedAt);
};
