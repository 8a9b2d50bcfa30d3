import type {Instant} from '../../core/instant.ts';
import {createRowTable, type PackedTrade, ROW_BYTES, rowReader} from './row-table.ts';
import {openSpillFile, type SpillFile} from './spill-file.ts';

/** How many rows are sorted in memory at a time: eight megabytes of them. */
export const ROWS_HELD = 262_144;
/** Rows read ahead of all runs together, and of one at least. */
const ROWS_AHEAD = 65_536;
const LEAST_AHEAD = 16;

/** Rows in any order, to be read in order of time. */
export type SortedRuns = {
  readonly push: (row: PackedTrade) => void;
  /** Rows of `start` and later, before `end`, those of one moment as they were pushed. Nothing is pushed after it. */
  readonly between: (start: Instant, end: Instant) => Generator<PackedTrade>;
  readonly close: () => void;
};

/** Sorted rows, in memory or on disk. */
type Run = {readonly count: number; readonly read: (row: number, count: number) => Uint8Array};

const readAt = ({read}: Run, row: number): PackedTrade => rowReader(read(row, 1))(0);

/** The first row of a run that is not before `at`. */
const firstFrom = (run: Run, at: Instant): number => {
  let [low, high] = [0, run.count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (readAt(run, middle).at < at) low = middle + 1;
    else high = middle;
  }
  return low;
};

type Head = {readonly order: number; readonly rest: Generator<PackedTrade>; row: PackedTrade};

const isBefore = (a: Head, b: Head): boolean => a.row.at < b.row.at || (a.row.at === b.row.at && a.order < b.order);

/** Puts what stands at `place` of a heap where it belongs below it. */
const sink = (heap: Head[], place: number): void => {
  const head = heap[place];
  if (head === undefined) return;
  let at = place;
  for (;;) {
    const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
    if (left === undefined) break;
    const [least, child] = right !== undefined && isBefore(right, left) ? [right, 2 * at + 2] : [left, 2 * at + 1];
    if (!isBefore(least, head)) break;
    heap[at] = least;
    at = child;
  }
  heap[at] = head;
};

const rowsOf = function* (run: Run, from: number, end: Instant, ahead: number): Generator<PackedTrade> {
  for (let start = from; start < run.count; start += ahead) {
    const count = Math.min(ahead, run.count - start);
    const read = rowReader(run.read(start, count));
    for (let row = 0; row < count; row++) {
      const packed = read(row);
      if (packed.at >= end) return;
      yield packed;
    }
  }
};

const merged = function* (runs: readonly Run[], start: Instant, end: Instant): Generator<PackedTrade> {
  const ahead = Math.max(LEAST_AHEAD, Math.floor(ROWS_AHEAD / Math.max(1, runs.length)));
  const heap: Head[] = [];
  for (const [order, run] of runs.entries()) {
    const rest = rowsOf(run, firstFrom(run, start), end, ahead);
    const first = rest.next();
    if (first.done !== true) heap.push({order, rest, row: first.value});
  }
  for (let place = heap.length >> 1; place >= 0; place--) sink(heap, place);
  for (let first = heap[0]; first !== undefined; first = heap[0]) {
    yield first.row;
    const next = first.rest.next();
    if (next.done === true) {
      const last = heap.pop();
      if (last === undefined || last === first) continue;
      heap[0] = last;
    } else first.row = next.value;
    sink(heap, 0);
  }
};

/**
 * Holds at most `rowsHeld` rows in memory: what is more is set aside in `folder`, sorted, a run at a time, and merged when it
 * is read. The same rows come out in the same order however many are held.
 */
export const createSortedRuns = (folder: string, rowsHeld: number = ROWS_HELD): SortedRuns => {
  const table = createRowTable();
  const runs: Run[] = [];
  let spill: SpillFile | undefined;
  let last: Run | undefined;

  const setAside = (): void => {
    const sorted = table.takeSorted();
    spill ??= openSpillFile(folder);
    const [file, offset] = [spill, spill.append(sorted)];
    runs.push({
      count: sorted.length / ROW_BYTES,
      read: (row, count) => {
        const bytes = new Uint8Array(count * ROW_BYTES);
        file.read(offset + row * ROW_BYTES, bytes);
        return bytes;
      },
    });
  };

  /** What was not set aside stays in memory. */
  const lastRun = (): Run => {
    const sorted = table.takeSorted();
    return {
      count: sorted.length / ROW_BYTES,
      read: (row, count) => sorted.subarray(row * ROW_BYTES, (row + count) * ROW_BYTES),
    };
  };

  return {
    push: row => {
      if (table.count() >= rowsHeld) setAside();
      table.push(row);
    },
    between: (start, end) => {
      last ??= lastRun();
      return merged([...runs, last], start, end);
    },
    close: () => spill?.close(),
  };
};
