import type {FeedEvent, FeedStatus} from '../../core/events.ts';
import type {Instant} from '../../core/instant.ts';
import {type Control, type DataMessage, decodeMessage, isControl, NOTHING} from './decode-message.ts';
import {KNOWN_TYPES, readJsonFrame, readJsonMessage, readPackedFrame, readPackedMessage} from './schema.ts';
import {parseFrame} from './wire-codec.ts';

/** How a frame came in. */
export type Receipt = {
  /** Which connection. */
  readonly feed: string;
  readonly receivedAt: Instant;
  /** True where another clock says later when it could be known: each event then counts as known at its own time. */
  readonly byEventTime?: boolean;
};

/** What a frame held: events in their order, what the server says of the connection, messages of unknown types. */
export type Frame = {
  readonly events: FeedEvent[];
  readonly controls: readonly Control[];
  readonly unknown: number;
};

const NO_CONTROLS: readonly Control[] = [];

const badMessage = ({feed, receivedAt}: Receipt, message: string): FeedStatus => ({
  kind: 'status',
  at: receivedAt,
  receivedAt,
  feed,
  topic: 'bad',
  state: 'live',
  message,
  code: 'feed/protocol',
});

const addMessage = (message: DataMessage, receipt: Receipt, events: FeedEvent[]): void => {
  const event = decodeMessage(message, receipt.byEventTime === true ? undefined : receipt.receivedAt);
  if (event === undefined)
    events.push(badMessage(receipt, `a message of type ${message.T} has no readable symbol or time`));
  else if (event !== NOTHING) events.push(event);
};

const typeOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'T' in value ? value.T : undefined;

/** Message by message, so that a bad one does not take its neighbours with it. */
const readSingly = (values: readonly unknown[], packed: boolean, receipt: Receipt): Frame => {
  const events: FeedEvent[] = [];
  const controls: Control[] = [];
  let unknown = 0;
  for (const value of values) {
    const type = typeOf(value);
    const message = KNOWN_TYPES.has(type) ? (packed ? readPackedMessage : readJsonMessage)(value) : undefined;
    if (message === undefined) {
      if (typeof type === 'string' && !KNOWN_TYPES.has(type)) unknown++;
      else events.push(badMessage(receipt, 'a message is not what its type promises'));
    } else if (isControl(message)) controls.push(message);
    else addMessage(message, receipt, events);
  }
  return {events, controls, unknown};
};

/**
 * Everything a frame says. Text is JSON, bytes are msgpack. Never throws: what cannot be read becomes a FeedStatus of
 * topic `bad` in its place, and the rest of the frame stands.
 */
export const readFrame = (frame: string | Uint8Array, receipt: Receipt): Frame => {
  const packed = typeof frame !== 'string';
  let value: unknown;
  try {
    value = parseFrame(frame);
  } catch {
    const what = packed ? 'msgpack' : 'JSON';
    return {events: [badMessage(receipt, `a frame is not ${what}`)], controls: NO_CONTROLS, unknown: 0};
  }
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const messages = (packed ? readPackedFrame : readJsonFrame)(values);
  if (messages === undefined) return readSingly(values, packed, receipt);
  const events: FeedEvent[] = [];
  let controls: Control[] | undefined;
  for (const message of messages) {
    if (isControl(message)) {
      controls ??= [];
      controls.push(message);
    } else addMessage(message, receipt, events);
  }
  return {events, controls: controls ?? NO_CONTROLS, unknown: 0};
};

/** The events of a frame that was received at `receivedAt` (see readFrame). */
export const decodeFrame = (frame: string | Uint8Array, receivedAt: Instant, feed = 'alpaca'): FeedEvent[] =>
  readFrame(frame, {feed, receivedAt}).events;
