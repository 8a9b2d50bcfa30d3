import {type Instant, instant} from '../../core/instant.ts';

/** A print of a file: when, which of the names, its figures, and the checksum of its whole row. */
export type PackedTrade = {
  readonly at: Instant;
  readonly name: number;
  readonly price: number;
  readonly size: number;
  readonly checksum: number;
};

/** Bytes of a row: time, price and size in eight each, checksum and name in four. */
export const ROW_BYTES = 32;
const [DOUBLES, WORDS] = [4, 8];

/** Rows of a file side by side in memory. */
export type RowTable = {
  readonly count: () => number;
  readonly push: (row: PackedTrade) => void;
  /** The rows packed in order of time, those of one moment as they came; the table is empty after it. */
  readonly takeSorted: () => Uint8Array;
};

/** Reads rows that a table packed. */
export const rowReader = (bytes: Uint8Array): ((row: number) => PackedTrade) => {
  const doubles = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  return row => ({
    at: instant(doubles[row * DOUBLES] ?? Number.NaN),
    price: doubles[row * DOUBLES + 1] ?? Number.NaN,
    size: doubles[row * DOUBLES + 2] ?? Number.NaN,
    checksum: words[row * WORDS + 6] ?? 0,
    name: words[row * WORDS + 7] ?? 0,
  });
};

const FIRST_ROWS = 1_024;

/** Grows as it is filled, and is as large as its fullest moment. */
export const createRowTable = (): RowTable => {
  let doubles = new Float64Array(FIRST_ROWS * DOUBLES);
  let words = new Uint32Array(doubles.buffer);
  let count = 0;
  let isSorted = true;

  const grow = (): void => {
    const larger = new Float64Array(doubles.length * 2);
    larger.set(doubles);
    doubles = larger;
    words = new Uint32Array(doubles.buffer);
  };

  return {
    count: () => count,
    push: ({at, name, price, size, checksum}) => {
      if ((count + 1) * DOUBLES > doubles.length) grow();
      if (count > 0 && at < (doubles[(count - 1) * DOUBLES] ?? at)) isSorted = false;
      doubles[count * DOUBLES] = at;
      doubles[count * DOUBLES + 1] = price;
      doubles[count * DOUBLES + 2] = size;
      words[count * WORDS + 6] = checksum;
      words[count * WORDS + 7] = name;
      count += 1;
    },
    takeSorted: () => {
      const bytes = new Uint8Array(doubles.buffer, 0, count * ROW_BYTES);
      const sorted = isSorted ? bytes.slice() : new Uint8Array(bytes.length);
      if (!isSorted) {
        const times = Float64Array.from({length: count}, (_, row) => doubles[row * DOUBLES] ?? 0);
        const order = Uint32Array.from(times, (_, row) => row);
        order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
        order.forEach((row, place) => {
          sorted.set(bytes.subarray(row * ROW_BYTES, (row + 1) * ROW_BYTES), place * ROW_BYTES);
        });
      }
      count = 0;
      isSorted = true;
      return sorted;
    },
  };
};
