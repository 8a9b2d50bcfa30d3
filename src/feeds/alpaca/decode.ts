import type {FeedEvent, FeedStatus} from '../../core/events.ts';
import type {Instant} from '../../core/instant.ts';
import {type Control, decodeMessage, isControl, NOTHING} from './decode-message.ts';
import {scanFrame} from './scan-frame.ts';
import {KNOWN_TYPES, readJsonFrame, readJsonMessage, readPackedFrame, readPackedMessage, type Wire} from './schema.ts';
import {parseFrame, textOf} from './wire-codec.ts';

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

/** When its events are known, unless each is known at its own time. */
const knownAt = ({receivedAt, byEventTime}: Receipt): Instant | undefined =>
  byEventTime === true ? undefined : receivedAt;

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

/** What a frame held, while it is being read. */
type Reading = {readonly events: FeedEvent[]; controls: Control[] | undefined; unknown: number};

const startReading = (): Reading => ({events: [], controls: undefined, unknown: 0});
const frameOf = ({events, controls = [], unknown}: Reading): Frame => ({events, controls, unknown});

const addMessage = (reading: Reading, message: Wire, receipt: Receipt): void => {
  if (isControl(message)) {
    reading.controls ??= [];
    reading.controls.push(message);
    return;
  }
  const event = decodeMessage(message, knownAt(receipt));
  if (event === undefined)
    reading.events.push(badMessage(receipt, `a message of type ${message.T} has no readable symbol or time`));
  else if (event !== NOTHING) reading.events.push(event);
};

const typeOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'T' in value ? value.T : undefined;

/** One message by itself, so that a bad one does not take its neighbours with it. */
const addValue = (reading: Reading, value: unknown, packed: boolean, receipt: Receipt): void => {
  const type = typeOf(value);
  const message = KNOWN_TYPES.has(type) ? (packed ? readPackedMessage : readJsonMessage)(value) : undefined;
  if (message !== undefined) addMessage(reading, message, receipt);
  else if (typeof type === 'string' && !KNOWN_TYPES.has(type)) reading.unknown++;
  else reading.events.push(badMessage(receipt, 'a message is not what its type promises'));
};

/**
 * Everything a frame says. Text is JSON, bytes are msgpack. Never throws: what cannot be read becomes a FeedStatus of
 * topic `bad` in its place, and the rest of the frame stands.
 */
export const readFrame = (frame: string | Uint8Array, receipt: Receipt): Frame => {
  const packed = typeof frame !== 'string';
  const reading = startReading();
  let value: unknown;
  try {
    value = parseFrame(frame);
  } catch {
    reading.events.push(badMessage(receipt, `a frame is not ${packed ? 'msgpack' : 'JSON'}`));
    return frameOf(reading);
  }
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const messages = (packed ? readPackedFrame : readJsonFrame)(values);
  if (messages === undefined) for (const one of values) addValue(reading, one, packed, receipt);
  else for (const message of messages) addMessage(reading, message, receipt);
  return frameOf(reading);
};

/** The same of a frame as it came over the wire: `binary` is msgpack, anything else JSON in UTF-8. */
export const readData = (data: Uint8Array, binary: boolean, receipt: Receipt): Frame => {
  if (binary) return readFrame(data, receipt);
  const reading = startReading();
  const scanned = scanFrame(data, knownAt(receipt), reading.events, value => addValue(reading, value, false, receipt));
  return scanned ? frameOf(reading) : readFrame(textOf(data), receipt);
};

/** The events of a frame that was received at `receivedAt` (see readFrame). */
export const decodeFrame = (frame: string | Uint8Array, receivedAt: Instant, feed = 'alpaca'): FeedEvent[] =>
  readFrame(frame, {feed, receivedAt}).events;
