import {buffer} from 'node:stream/consumers';
import {constants, crc32, createZstdCompress, zstdDecompressSync} from 'node:zlib';

/**
 * A sealed piece of a tape: the length of the packed bytes, their length unpacked, the CRC-32 of both lengths and the
 * packed bytes (four bytes each, little-endian), then the bytes packed by zstd.
 */
export const FRAME_HEAD = 12;
/** No frame is larger, packed or not; what claims to be is refused before any memory is taken for it. */
export const LARGEST_FRAME = 32 * 1024 * 1024;
/** Fixed, so that the same events give the same bytes. Short matches are chance in columns of market data. */
const PACKING = {[constants.ZSTD_c_compressionLevel]: 9, [constants.ZSTD_c_minMatch]: 7};
/** 2^25 = LARGEST_FRAME: a frame may not ask for a larger window. */
const WINDOW_LOG = 25;
/** A part of at least this many bytes gets a zstd block, and so code lengths, of its own: a sixth smaller in all. */
const OWN_BLOCK = 1_024;

const checksum = (head: Buffer, packed: Buffer): number => crc32(packed, crc32(head.subarray(0, 8)));

const pack = async (parts: readonly Uint8Array[]): Promise<Buffer> => {
  const stream = createZstdCompress({params: PACKING});
  const packed = buffer(stream);
  for (const part of parts) {
    stream.write(part);
    if (part.length >= OWN_BLOCK) await new Promise<void>(done => stream.flush(constants.ZSTD_e_flush, () => done()));
  }
  stream.end();
  return packed;
};

/** `parts` one after the other as one frame. */
export const sealFrame = async (parts: readonly Uint8Array[]): Promise<Buffer> => {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (length > LARGEST_FRAME) throw new RangeError(`a frame of ${length} bytes is larger than ${LARGEST_FRAME}`);
  const packed = await pack(parts);
  const head = Buffer.alloc(FRAME_HEAD);
  head.writeUInt32LE(packed.length, 0);
  head.writeUInt32LE(length, 4);
  head.writeUInt32LE(checksum(head, packed), 8);
  return Buffer.concat([head, packed]);
};

/** What `sealFrame` was given. Throws a RangeError when `sealed` is not one whole frame. */
export const openFrame = (sealed: Buffer): Buffer => {
  if (sealed.length < FRAME_HEAD) throw new RangeError('a frame is cut short');
  const packed = sealed.subarray(FRAME_HEAD);
  const length = sealed.readUInt32LE(4);
  if (sealed.readUInt32LE(0) !== packed.length) throw new RangeError('a frame has the wrong length');
  if (length > LARGEST_FRAME) throw new RangeError('a frame claims to be larger than any may be');
  if (sealed.readUInt32LE(8) !== checksum(sealed, packed)) throw new RangeError('the checksum does not match');
  const raw = zstdDecompressSync(packed, {
    maxOutputLength: Math.max(1, length),
    params: {[constants.ZSTD_d_windowLogMax]: WINDOW_LOG},
  });
  if (raw.length !== length) throw new RangeError('a frame unpacks to the wrong length');
  return raw;
};
