import {crc32} from 'node:zlib';
import {formatInstant} from '../../core/instant.ts';
import {parseInstant} from '../../core/parse-instant.ts';
import type {RawMessage} from '../../engine/ports.ts';

/** One line of a recording: a message, and which of its file it is, counted from 0. */
export type RecordedMessage = RawMessage & {readonly number: number};

/** `text`: as it came. `text64`: text that would not stay on one line, in base64. `bytes64`: binary, in base64. */
type Encoding = 'text' | 'text64' | 'bytes64';

const LINE_FEED = 0x0a;
const CRC_LENGTH = 8;
const HEAD = /^(\d{1,15}) (\S{27}) ([A-Za-z0-9_./-]{1,40}) (text|text64|bytes64) /;
/** No head is longer. */
const LONGEST_HEAD = 100;

/** Four times the same byte. */
const fourOf = (byte: number): number => Math.imul(byte, 0x01010101);

const [HIGH_BITS, SPACES, DELETES, ONES] = [fourOf(0x80), fourOf(0x20), fourOf(0x7f), fourOf(0x01)];

/**
 * Whether one of the four bytes of a word is below a space or a delete: taking a space off borrows into the high bit of
 * the first byte that is less than one, and taking one off into that of the first byte that is zero.
 */
const hasControlIn = (word: number): boolean => {
  const others = word ^ DELETES;
  return ((((word - SPACES) & ~word) | ((others - ONES) & ~others)) & HIGH_BITS) !== 0;
};

const isControl = (byte: number): boolean => byte < 0x20 || byte === 0x7f;

/**
 * Whether bytes hold a control character: a line feed would end the line, others would reach whoever reads the file. Every
 * byte that comes is looked at, so they are looked at four at a time.
 */
const hasControl = (data: Uint8Array): boolean => {
  const first = -data.byteOffset & 3;
  if (data.length < first) return data.some(isControl);
  const words = new Int32Array(data.buffer, data.byteOffset + first, (data.length - first) >> 2);
  for (let index = 0; index < words.length; index++) if (hasControlIn(words[index] ?? 0)) return true;
  return data.subarray(0, first).some(isControl) || data.subarray(first + 4 * words.length).some(isControl);
};

const hex = (crc: number): string => crc.toString(16).padStart(CRC_LENGTH, '0');

/**
 * A message as the line that a recording keeps of it, line feed included:
 * `CRC NUMBER RECEIVED CHANNEL ENCODING PAYLOAD`, such as
 * `9c0a… 17 2026-01-30T14:30:00.123456Z alpaca/iex text [{"T":"t","S":"AMZN",…}]`.
 * The CRC-32 is of everything behind it up to the line feed.
 */
export const encodeLine = ({number, receivedAt, channel, data, binary}: RecordedMessage): Buffer => {
  const encoding: Encoding = binary ? 'bytes64' : hasControl(data) ? 'text64' : 'text';
  const head = Buffer.from(`${number} ${formatInstant(receivedAt)} ${channel} ${encoding} `, 'latin1');
  const payload =
    encoding === 'text'
      ? data
      : Buffer.from(Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64'), 'latin1');
  const line = Buffer.allocUnsafe(CRC_LENGTH + 1 + head.length + payload.length + 1);
  line.set(head, CRC_LENGTH + 1);
  line.set(payload, CRC_LENGTH + 1 + head.length);
  line.write(`${hex(crc32(line.subarray(CRC_LENGTH + 1, line.length - 1)))} `, 0, 'latin1');
  line[line.length - 1] = LINE_FEED;
  return line;
};

/** The message of a line without its line feed; undefined when the line is not whole. */
export const decodeLine = (line: Buffer): RecordedMessage | undefined => {
  const crc = line.toString('latin1', 0, CRC_LENGTH + 1);
  if (crc !== `${hex(crc32(line.subarray(CRC_LENGTH + 1)))} `) return undefined;
  const match = HEAD.exec(line.toString('latin1', CRC_LENGTH + 1, CRC_LENGTH + 1 + LONGEST_HEAD));
  const [head = '', number, stamp = '', channel = '', encoding] = match ?? [];
  const receivedAt = parseInstant(stamp);
  if (match === null || receivedAt === undefined) return undefined;
  const payload = line.subarray(CRC_LENGTH + 1 + head.length);
  return {
    number: Number(number),
    receivedAt,
    channel,
    data: encoding === 'text' ? payload : Buffer.from(payload.toString('latin1'), 'base64'),
    binary: encoding === 'bytes64',
  };
};
