import {crc32, zstdCompressSync} from 'node:zlib';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {FRAME_HEAD, LARGEST_FRAME, openFrame, sealFrame} from '../../src/tape/frame.ts';

/** A frame with a right checksum that claims to hold `length` bytes. */
const forge = (packed: Buffer, length: number): Buffer => {
  const head = Buffer.alloc(FRAME_HEAD);
  head.writeUInt32LE(packed.length, 0);
  head.writeUInt32LE(length, 4);
  head.writeUInt32LE(crc32(packed, crc32(head.subarray(0, 8))), 8);
  return Buffer.concat([head, packed]);
};

test('gives back the parts it was made of, however they are cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({maxLength: 3_000})), async parts => {
      expect(openFrame(await sealFrame(parts)).equals(Buffer.concat(parts))).toBe(true);
    }),
    {numRuns: 50},
  );
});

test('a bomb is refused, whatever size it claims', () => {
  const bomb = zstdCompressSync(Buffer.alloc(LARGEST_FRAME * 4));
  expect(bomb.length).toBeLessThan(100_000);
  for (const length of [0, 100, LARGEST_FRAME, LARGEST_FRAME + 1, 0xffffffff]) {
    expect(() => openFrame(forge(bomb, length))).toThrow(RangeError);
  }
});
