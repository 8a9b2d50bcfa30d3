import type {FeedEvent, Headline} from '../../core/events.ts';
import {assertNever} from '../../core/fault.ts';
import {type Instant, instant, MINUTE, plus, SECOND, span} from '../../core/instant.ts';
import {parseInstant} from '../../core/parse-instant.ts';
import {parseTicker, type Ticker} from '../../core/ticker.ts';
import {decodeFeedText, safeContent, safeText} from '../../news/safe-text.ts';
import {safeUrl} from '../../news/safe-url.ts';
import {haltedBy} from './halt-code.ts';
import type {Wire, WireOf} from './schema.ts';

/** What the server says of the connection itself. */
export type Control = WireOf<'success'> | WireOf<'error'> | WireOf<'subscription'>;
/** A message of data. */
export type DataMessage = Exclude<Wire, Control>;

export const isControl = (message: Wire): message is Control =>
  message.T === 'success' || message.T === 'error' || message.T === 'subscription';

const HEADLINE_LIMIT = 600;
const SUMMARY_LIMIT = 4_000;
const CONTENT_LIMIT = 200_000;
const NAME_LIMIT = 120;
const REASON_LIMIT = 200;
const MOST_SYMBOLS = 100;
const MOST_CODES = 8;

const NO_CODES: readonly string[] = [];
const CODE = /^[ -~]{1,4}$/;

/** A venue, a status, a condition: short printable codes; '?' in place of anything else. */
const isCode = (text: string): boolean => {
  const first = text.charCodeAt(0);
  return text.length === 1 ? first >= 0x20 && first < 0x7f : CODE.test(text);
};
const codeOf = (text: string): string => (isCode(text) ? text : '?');
const codesOf = (codes: readonly string[] | null | undefined): readonly string[] => {
  if (codes === null || codes === undefined || codes.length === 0) return NO_CODES;
  for (const code of codes) if (!isCode(code)) return codes.slice(0, MOST_CODES).map(codeOf);
  return codes.length > MOST_CODES ? codes.slice(0, MOST_CODES) : codes;
};

const timeOf = (time: string | number): Instant | undefined =>
  typeof time === 'string' ? parseInstant(time) : instant(time);

const tickersOf = (names: readonly string[] | null | undefined): readonly Ticker[] => {
  const tickers = new Set<Ticker>();
  for (const name of names ?? []) {
    const symbol = parseTicker(name);
    if (symbol !== undefined) tickers.add(symbol);
    if (tickers.size >= MOST_SYMBOLS) break;
  }
  return [...tickers];
};

/** A headline with its text made safe, or undefined when its id or its stamps cannot be read. REST sends the same shape. */
const decodeHeadline = (message: Omit<WireOf<'n'>, 'T'>, receivedAt: Instant): Headline | undefined => {
  const at = timeOf(message.created_at);
  const updatedAt = timeOf(message.updated_at ?? message.created_at);
  const id = safeText(String(message.id), NAME_LIMIT);
  const url = message.url ?? '';
  if (at === undefined || updatedAt === undefined || id === '') return undefined;
  return {
    kind: 'headline',
    at,
    receivedAt,
    id,
    updatedAt,
    headline: decodeFeedText(message.headline, HEADLINE_LIMIT),
    summary: decodeFeedText(message.summary ?? '', SUMMARY_LIMIT),
    content: safeContent(message.content ?? '', CONTENT_LIMIT),
    author: decodeFeedText(message.author ?? '', NAME_LIMIT),
    source: decodeFeedText(message.source ?? '', NAME_LIMIT),
    url: url === '' ? '' : safeUrl(url),
    symbols: tickersOf(message.symbols),
  };
};

/** Said of a message that is well formed and tells nothing that we keep. */
export const NOTHING = 'nothing';

/**
 * One valid message as an event, known at `receivedAt` or, when that is undefined, at its own time. Undefined when its
 * symbol or its time cannot be read.
 */
export const decodeMessage = (
  message: DataMessage,
  receivedAt: Instant | undefined,
): FeedEvent | typeof NOTHING | undefined => {
  if (message.T === 'n') return decodeHeadline(message, receivedAt ?? timeOf(message.created_at) ?? instant(0));
  const symbol = parseTicker(message.S);
  const at = timeOf(message.t);
  if (symbol === undefined || at === undefined) return undefined;
  const known = receivedAt ?? at;
  switch (message.T) {
    case 't':
      return {
        kind: 'trade',
        at,
        receivedAt: known,
        symbol,
        id: message.i,
        venue: codeOf(message.x),
        price: message.p,
        size: message.s,
        conditions: codesOf(message.c),
        tape: message.z,
      };
    case 'q':
      return {
        kind: 'quote',
        at,
        receivedAt: known,
        symbol,
        bid: message.bp,
        bidSize: message.bs,
        bidVenue: codeOf(message.bx),
        ask: message.ap,
        askSize: message.as,
        askVenue: codeOf(message.ax),
        conditions: codesOf(message.c),
        tape: message.z,
      };
    case 'look':
      return {
        kind: 'price',
        at,
        receivedAt: known,
        symbol,
        price: message.p,
        dayVolume: message.v,
        dayHigh: message.h,
        dayLow: message.l,
        previousClose: message.pc,
      };
    case 'b':
    case 'u': {
      const length = message.span === undefined ? MINUTE : span(message.span * SECOND);
      const endAt = plus(at, length);
      return {
        kind: 'bar',
        at: endAt,
        receivedAt: receivedAt ?? endAt,
        symbol,
        openAt: at,
        span: length,
        open: message.o,
        high: message.h,
        low: message.l,
        close: message.c,
        volume: message.v,
        trades: message.n ?? 0,
        vwap: message.vw ?? 0,
      };
    }
    case 'c':
      return {
        kind: 'correction',
        at,
        receivedAt: known,
        symbol,
        venue: codeOf(message.x),
        tape: message.z,
        originalId: message.oi,
        original: {price: message.op, size: message.os, conditions: codesOf(message.oc)},
        correctedId: message.ci,
        corrected: {price: message.cp, size: message.cs, conditions: codesOf(message.cc)},
      };
    case 'x':
      return {
        kind: 'cancel',
        at,
        receivedAt: known,
        symbol,
        id: message.i,
        venue: codeOf(message.x),
        tape: message.z,
        price: message.p,
        size: message.s,
        action: message.a,
      };
    case 's': {
      const halted = haltedBy(message.sc, message.z);
      if (halted === undefined) return NOTHING;
      const code = safeText(message.rc, NAME_LIMIT);
      const reason = safeText(message.rm, REASON_LIMIT);
      return {kind: 'halt', at, receivedAt: known, symbol, halted, code, reason, tape: message.z};
    }
    default:
      return assertNever(message);
  }
};
