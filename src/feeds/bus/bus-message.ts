import {createHash} from 'node:crypto';
import type {FeedEvent} from '../../core/events.ts';
import type {RawMessage} from '../../engine/ports.ts';
import {providerOfChannel} from '../providers.ts';

/** The one stream of a desk, and what its subjects begin with. */
export const BUS_STREAM = 'TAPEWIRE';
export const BUS_SUBJECTS = 'tapewire.>';
/** In place of a symbol: what concerns several names, or none. */
const NO_SYMBOL = '_';

/** A message on its way over the bus. */
export type BusMessage = {readonly subject: string; readonly id: string; readonly message: RawMessage};

const token = (text: string): string => text.replaceAll('.', '_');

/**
 * `tapewire.AMZN.alpaca.sip`, `tapewire._.alpaca.news`: the symbol, then the channel, so that `tapewire.AMZN.>` is one name
 * and `tapewire.*.alpaca.>` one provider. A dot in a name is written `_`, which no name has.
 */
export const busSubject = (symbol: string | undefined, channel: string): string =>
  ['tapewire', symbol === undefined ? NO_SYMBOL : token(symbol), ...channel.split('/').map(token)].join('.');

/** The symbol of a subject; undefined for none. Only as good as `token`: `BRK_B` for BRK.B. */
export const symbolToken = (subject: string): string | undefined => {
  const name = subject.split('.', 2)[1];
  return name === NO_SYMBOL ? undefined : name;
};

export const wantsSubject = (symbols: readonly string[]): ((subject: string) => boolean) => {
  const wanted = new Set(symbols.map(token));
  return subject => {
    const symbol = symbolToken(subject);
    return symbol === undefined || wanted.size === 0 || wanted.has(symbol);
  };
};

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const [ARRAY, ARRAY_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d];

/** The elements of an array in JSON, each its own bytes; undefined for anything else. */
export const arrayElements = (data: Uint8Array): readonly Uint8Array[] | undefined => {
  if (data[0] !== ARRAY || data[data.length - 1] !== ARRAY_END) return undefined;
  const elements: Uint8Array[] = [];
  let depth = 0;
  let from = 1;
  let quoted = false;
  for (let at = 1; at < data.length - 1; at++) {
    const byte = data[at];
    if (quoted) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) quoted = false;
    } else if (byte === QUOTE) quoted = true;
    else if (byte === ARRAY || byte === OBJECT) depth += 1;
    else if (byte === ARRAY_END || byte === OBJECT_END) depth -= 1;
    else if (byte === COMMA && depth === 0) {
      elements.push(data.subarray(from, at));
      from = at + 1;
    }
    if (depth < 0) return undefined;
  }
  if (quoted || depth !== 0) return undefined;
  return [...elements, data.subarray(from, data.length - 1)];
};

/** The one symbol that all events of a message are about. */
const symbolOf = (events: readonly FeedEvent[]): string | undefined => {
  let symbol: string | undefined;
  for (const event of events) {
    if (!('symbol' in event) || (symbol !== undefined && symbol !== event.symbol)) return undefined;
    symbol = event.symbol;
  }
  return symbol;
};

/** The same for the same bytes of the same channel, whoever received them: what two relays send is kept once. */
const idOf = ({channel, data}: RawMessage): string =>
  createHash('sha256').update(`${channel}\n`).update(data).digest('base64url').slice(0, 24);

const wrapped = (element: Uint8Array): Uint8Array => Buffer.concat([Buffer.from('['), element, Buffer.from(']')]);

/**
 * What a message is on the bus: a frame that is an array, one for each of its elements, byte for byte, since two connections
 * to one provider seldom get the same frames but always the same elements; anything else as it is.
 */
export const busMessages = (message: RawMessage): readonly BusMessage[] => {
  const {channel, data, binary} = message;
  const provider = providerOfChannel(channel);
  const parts = binary ? undefined : arrayElements(data);
  const messages =
    parts === undefined || parts.length < 2 ? [message] : parts.map(part => ({...message, data: wrapped(part)}));
  return messages.map(one => ({
    subject: busSubject(symbolOf(provider?.readRecorded(one).events ?? []), channel),
    id: idOf(one),
    message: one,
  }));
};
