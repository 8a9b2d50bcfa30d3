import type {FeedEvent, FeedStatus} from '../../core/events.ts';
import {fromMillis, type Instant, instant, span} from '../../core/instant.ts';
import {parseTicker} from '../../core/ticker.ts';
import {lettersOf} from './condition-ids.ts';
import {KNOWN_EVENTS, readMessage, type Wire, type WireOf} from './schema.ts';
import {tapeOf} from './tape-ids.ts';
import {tradeIdOf} from './trade-id.ts';
import {venueOf} from './venue-ids.ts';

/** How a frame came in. */
export type Receipt = {
  /** Which connection. */
  readonly feed: string;
  readonly receivedAt: Instant;
};

/** What the server says of the connection itself. */
export type Control = WireOf<'status'>;

/** What a frame held: events in their order, what the server says of the connection, messages of unknown types. */
export type Frame = {
  readonly events: readonly FeedEvent[];
  readonly controls: readonly Control[];
  readonly unknown: number;
};

const NO_CODES: readonly string[] = [];

/** One valid message as an event, known at `receivedAt`; undefined when its name or its length in time make no sense. */
const decodeMessage = (message: Exclude<Wire, Control>, receivedAt: Instant): FeedEvent | undefined => {
  const symbol = parseTicker(message.sym);
  if (symbol === undefined) return undefined;
  switch (message.ev) {
    case 'T': {
      const tape = tapeOf(message.z);
      return {
        kind: 'trade',
        at: fromMillis(message.t),
        receivedAt,
        symbol,
        id: tradeIdOf(message.i, message.trfi),
        venue: venueOf(message.x, tape),
        price: message.p,
        size: message.s,
        conditions: lettersOf(message.c, tape),
        tape,
      };
    }
    case 'Q': {
      const tape = tapeOf(message.z);
      return {
        kind: 'quote',
        at: fromMillis(message.t),
        receivedAt,
        symbol,
        bid: message.bp ?? 0,
        bidSize: message.bs ?? 0,
        bidVenue: venueOf(message.bx ?? 0, tape),
        ask: message.ap ?? 0,
        askSize: message.as ?? 0,
        askVenue: venueOf(message.ax ?? 0, tape),
        conditions: NO_CODES,
        tape,
      };
    }
    default: {
      const {o: open, h: high, l: low, c: close, v: volume, s, e} = message;
      const [openAt, at] = [fromMillis(s), fromMillis(e)];
      if (at <= openAt) return undefined;
      const bar = {openAt, span: span(at - openAt), open, high, low, close, volume, trades: 0, vwap: message.vw ?? 0};
      return {kind: 'bar', at, receivedAt, symbol, ...bar};
    }
  }
};

const badMessage = ({feed, receivedAt}: Receipt, message: string): FeedStatus => ({
  kind: 'status',
  at: instant(receivedAt),
  receivedAt,
  feed,
  topic: 'bad',
  state: 'live',
  message,
  code: 'feed/protocol',
});

const parse = (frame: string): unknown => {
  try {
    return JSON.parse(frame);
  } catch {
    return undefined;
  }
};

const typeOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'ev' in value ? value.ev : undefined;

/**
 * Everything a frame says. Never throws: what cannot be read becomes a FeedStatus of topic `bad` in its place, and the
 * rest of the frame stands.
 */
export const readFrame = (frame: string, receipt: Receipt): Frame => {
  const value = parse(frame);
  if (value === undefined) return {events: [badMessage(receipt, 'a frame is not JSON')], controls: [], unknown: 0};
  const events: FeedEvent[] = [];
  const controls: Control[] = [];
  let unknown = 0;
  for (const item of Array.isArray(value) ? value : [value]) {
    const message = readMessage(item);
    if (message === undefined) {
      const type = typeOf(item);
      if (typeof type === 'string' && !KNOWN_EVENTS.has(type)) unknown++;
      else events.push(badMessage(receipt, 'a message is not what its type promises'));
    } else if (message.ev === 'status') controls.push(message);
    else {
      const what = `a message of type ${message.ev} has no readable symbol or time`;
      events.push(decodeMessage(message, receipt.receivedAt) ?? badMessage(receipt, what));
    }
  }
  return {events, controls, unknown};
};
