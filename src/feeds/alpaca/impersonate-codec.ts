import {decode, Encoder, EXT_TIMESTAMP, ExtData, encodeTimeSpecToTimestamp} from '@msgpack/msgpack';
import {type Instant, SECOND} from '../../core/instant.ts';
import type {ServerCodec} from '../impersonated.ts';
import {wireMessage} from './impersonate.ts';
import {errorMessage} from './impersonate-errors.ts';
import {jsonMessage, writeInstantText} from './impersonate-json.ts';
import {checkPackedClaims} from './packed-claims.ts';

/** How one connection's frames are written, chosen by its upgrade request. */
export type WireCodec = ServerCodec & {readonly name: 'json' | 'msgpack'};

const REFUSALS = {slow: errorMessage(407), broken: errorMessage(500)};

/** Runs `decode`; what cannot be decoded is undefined, which no message is. */
const attempt = (decode: () => unknown): unknown => {
  try {
    return decode();
  } catch {
    return undefined;
  }
};

const utf8 = new TextDecoder('utf-8', {fatal: true});

export const jsonCodec: WireCodec = {
  name: 'json',
  ...REFUSALS,
  data: events => {
    let frame = '[';
    for (let index = 0; index < events.length; index++) {
      const event = events[index];
      if (event !== undefined) frame += index > 0 ? `,${jsonMessage(event)}` : jsonMessage(event);
    }
    return `${frame}]`;
  },
  control: message => JSON.stringify([message]),
  read: frame => attempt(() => JSON.parse(utf8.decode(frame))),
};

/** A moment as msgpack's own timestamp, extension −1, to the nanosecond. */
const writeInstantExtension = (at: Instant): ExtData => {
  const sec = Math.floor(at / SECOND);
  return new ExtData(EXT_TIMESTAMP, encodeTimeSpecToTimestamp({sec, nsec: (at - sec * SECOND) * 1_000}));
};

const encoder = new Encoder();

export const msgpackCodec: WireCodec = {
  name: 'msgpack',
  ...REFUSALS,
  /** The vendor writes a story's stamps as text here too; only `t` is an extension. */
  data: events =>
    encoder.encode(
      events.map(event => wireMessage(event, event.kind === 'headline' ? writeInstantText : writeInstantExtension)),
    ),
  control: message => encoder.encode([message]),
  read: frame =>
    attempt(() => {
      checkPackedClaims(frame);
      return decode(frame);
    }),
};

/** The codec that an upgrade request's Content-Type asks for; JSON unless msgpack is named. */
export const codecFor = (contentType: string | undefined): WireCodec =>
  contentType?.split(';')[0]?.trim().toLowerCase() === 'application/msgpack' ? msgpackCodec : jsonCodec;
