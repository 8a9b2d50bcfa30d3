import {Decoder, decodeTimestampToTimeSpec, EXT_TIMESTAMP, ExtensionCodec, encode} from '@msgpack/msgpack';
import {SECOND} from '../../core/instant.ts';
import {checkPackedClaims} from './packed-claims.ts';

/** How frames are written. The vendor chooses by the upgrade request's Content-Type. */
export type Codec = 'json' | 'msgpack';

export const CONTENT_TYPES: Readonly<Record<Codec, string>> = {
  json: 'application/json',
  msgpack: 'application/msgpack',
};

/** Timestamps (extension −1, to the nanosecond) as whole microseconds; every other extension is refused. */
const extensions = new ExtensionCodec();
extensions.register({
  type: EXT_TIMESTAMP,
  encode: () => null,
  decode: data => {
    const {sec, nsec} = decodeTimestampToTimeSpec(data);
    return sec * SECOND + Math.floor(nsec / 1_000);
  },
});

/** A header may claim any length; none of ours is near these. */
const decoder = new Decoder({
  extensionCodec: extensions,
  maxStrLength: 4_194_304,
  maxBinLength: 12,
  maxArrayLength: 100_000,
  maxMapLength: 1_000,
  maxExtLength: 12,
});

/** What bytes of UTF-8 say. */
export const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');

/** The value a frame holds; throws when it holds none. */
export const parseFrame = (frame: string | Uint8Array): unknown => {
  if (typeof frame === 'string') return JSON.parse(frame);
  checkPackedClaims(frame);
  return decoder.decode(frame);
};

export const writeFrame = (message: unknown, codec: Codec): string | Uint8Array =>
  codec === 'json' ? JSON.stringify(message) : encode(message);
