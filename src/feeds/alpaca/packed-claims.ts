/** Bytes after its first that say how long a thing is, by that first byte; those with a length of their own are below. */
const LENGTH_BYTES: Readonly<Record<number, number>> = {
  196: 1,
  197: 2,
  198: 4,
  199: 1,
  200: 2,
  201: 4,
  217: 1,
  218: 2,
  219: 4,
  220: 2,
  221: 4,
  222: 2,
  223: 4,
};

/** Bytes of the numbers and of the extensions of fixed size (with their type), from 0xca on. */
const FIXED_BYTES = [4, 8, 1, 2, 4, 8, 1, 2, 4, 8, 2, 3, 5, 9, 17] as const;

const isList = (head: number): boolean => head === 0xdc || head === 0xdd;
const isMap = (head: number): boolean => head === 0xde || head === 0xdf;
const isExtension = (head: number): boolean => head >= 0xc7 && head <= 0xc9;

/**
 * Throws a RangeError unless a msgpack frame holds every value that its headers claim. A decoder takes memory for a list
 * as soon as it reads how long that claims to be: a few hundred bytes of lists in lists could otherwise take all there is.
 * @see https://github.com/msgpack/msgpack/blob/master/spec.md
 */
export const checkPackedClaims = (frame: Uint8Array): void => {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  /** Values that were claimed and not yet found; each takes a byte at least. */
  let claimed = 1;
  let at = 0;
  while (claimed > 0) {
    if (claimed > view.byteLength - at) throw new RangeError('a frame claims more than it holds');
    const head = view.getUint8(at++);
    claimed--;
    if (head <= 0x7f || head >= 0xe0) continue;
    if (head <= 0x8f) claimed += 2 * (head & 0x0f);
    else if (head <= 0x9f) claimed += head & 0x0f;
    else if (head <= 0xbf) at += head & 0x1f;
    else if (head >= 0xca && head <= 0xd8) at += FIXED_BYTES[head - 0xca] ?? 0;
    else {
      const width = LENGTH_BYTES[head] ?? 0;
      const length =
        width === 0 ? 0 : width === 1 ? view.getUint8(at) : width === 2 ? view.getUint16(at) : view.getUint32(at);
      at += width;
      if (isList(head)) claimed += length;
      else if (isMap(head)) claimed += 2 * length;
      else at += isExtension(head) ? length + 1 : length;
    }
  }
  if (at > view.byteLength) throw new RangeError('a frame is cut short');
};
