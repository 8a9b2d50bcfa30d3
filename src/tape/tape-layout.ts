import {crc32} from 'node:zlib';

/**
 * A tape file: eight bytes of magic and version, the blocks, the index, and a tail of 24 bytes that says where the index
 * is: its offset (8), its length (4), the CRC-32 of both (4), and the magic again.
 */
export const MAGIC = Buffer.from('tapewir\x01', 'latin1');
export const TAIL = 24;

/** Where the index lies. */
export type IndexPlace = {readonly offset: number; readonly length: number};

export const encodeTail = ({offset, length}: IndexPlace): Buffer => {
  const tail = Buffer.alloc(TAIL);
  tail.writeBigUInt64LE(BigInt(offset), 0);
  tail.writeUInt32LE(length, 8);
  tail.writeUInt32LE(crc32(tail.subarray(0, 12)), 12);
  MAGIC.copy(tail, 16);
  return tail;
};

/** The opposite of `encodeTail` for a file of `size` bytes; throws a RangeError when it is not the end of a tape. */
export const decodeTail = (tail: Buffer, size: number): IndexPlace => {
  if (tail.length !== TAIL || !tail.subarray(16).equals(MAGIC)) throw new RangeError('the end is missing');
  if (tail.readUInt32LE(12) !== crc32(tail.subarray(0, 12))) throw new RangeError('the end is damaged');
  const offset = Number(tail.readBigUInt64LE(0));
  const length = tail.readUInt32LE(8);
  if (offset < MAGIC.length || offset + length !== size - TAIL) throw new RangeError('the end points astray');
  return {offset, length};
};
