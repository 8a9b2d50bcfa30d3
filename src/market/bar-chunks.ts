import {type Instant, instant} from '../core/instant.ts';
import type {Ticker} from '../core/ticker.ts';
import type {BarColumns} from './bar-columns.ts';
import {BAR_COLUMNS, type BarChunk, type BarSeries, CHUNK_BARS} from './bar-series.ts';
import type {ChunkChange} from './snapshot.ts';

/** A copy of one chunk, its columns side by side in one buffer: one piece of memory crosses to another thread. */
const copyChunk = (bars: BarColumns, index: number): BarChunk => {
  const from = index * CHUNK_BARS;
  const count = Math.max(0, Math.min(CHUNK_BARS, bars.length - from));
  const buffer = new Float64Array(BAR_COLUMNS.length * count);
  const column = (place: number): Float64Array => {
    const name = BAR_COLUMNS[place];
    const begin = place * count;
    // One by one: for so few numbers, a view of where they come from costs more than they do.
    if (name !== undefined)
      for (let bar = 0; bar < count; bar++) buffer[begin + bar] = bars[name][from + bar] ?? Number.NaN;
    return buffer.subarray(begin, begin + count);
  };
  return {
    openAt: column(0),
    endAt: column(1),
    open: column(2),
    high: column(3),
    low: column(4),
    close: column(5),
    volume: column(6),
    trades: column(7),
    notional: column(8),
    vwapVolume: column(9),
  };
};

/** The chunks that changed since the last call (all of them when `all`), oldest first. Clears the marks. */
export const collectChunks = (symbol: Ticker, bars: BarColumns, all: boolean): readonly ChunkChange[] => {
  const indexes = all
    ? Array.from({length: Math.ceil(bars.length / CHUNK_BARS)}, (_, index) => index)
    : [...bars.dirty].sort((a, b) => a - b);
  bars.dirty.clear();
  bars.lastDirty = -1;
  const changedFrom = instant(all ? Number.NEGATIVE_INFINITY : bars.changedFrom);
  bars.changedFrom = Number.POSITIVE_INFINITY;
  return indexes.map(index => ({
    symbol,
    span: bars.span,
    length: bars.length,
    index,
    changedFrom,
    chunk: copyChunk(bars, index),
  }));
};

/** The chunks that a series was made of, by which it knows the one before without keeping it, and from when on they differ. */
type Descent = {readonly chunks: BarSeries['chunks']; readonly changedFrom: Instant};
const descents = new WeakMap<BarSeries, Descent>();

/**
 * No bar that opens earlier differs between a series and the one that putChunks made it of; undefined for any other two,
 * which can only be compared.
 */
export const changedSince = (before: BarSeries, after: BarSeries): Instant | undefined => {
  const descent = descents.get(after);
  return descent?.chunks === before.chunks ? descent.changedFrom : undefined;
};

/** The series with the changed chunks of its name in place; undefined when no bar is left. */
export const putChunks = (series: BarSeries | undefined, changes: readonly ChunkChange[]): BarSeries | undefined => {
  const last = changes.at(-1);
  if (last === undefined) return series;
  if (last.length === 0) return undefined;
  const chunks = series === undefined ? [] : [...series.chunks];
  for (const {index, chunk} of changes) chunks[index] = chunk;
  chunks.length = Math.ceil(last.length / CHUNK_BARS);
  const next = {span: last.span, length: last.length, chunks};
  if (series !== undefined) descents.set(next, {chunks: series.chunks, changedFrom: last.changedFrom});
  return next;
};

type Bars = ReadonlyMap<Ticker, BarSeries>;

/** Stands for one map of bars, so that the next knows it without keeping it. */
type Mark = Record<never, never>;
const made = new WeakMap<
  Bars,
  {readonly own: Mark; readonly before: Mark | undefined; readonly changedFrom: Instant}
>();

/** The bars of all names with the changed chunks in place; the same map when none changed. */
export const withChunks = (before: Bars, changes: readonly ChunkChange[]): Bars => {
  if (changes.length === 0) return before;
  const bars = new Map<Ticker, BarSeries>(before);
  let changedFrom = Number.POSITIVE_INFINITY;
  for (const symbol of new Set(changes.map(change => change.symbol))) {
    const ofName = changes.filter(change => change.symbol === symbol);
    const series = putChunks(bars.get(symbol), ofName);
    for (const change of ofName) changedFrom = Math.min(changedFrom, change.changedFrom);
    if (series === undefined) {
      bars.delete(symbol);
      changedFrom = Number.NEGATIVE_INFINITY;
    } else bars.set(symbol, series);
  }
  made.set(bars, {own: {}, before: made.get(before)?.own, changedFrom: instant(changedFrom)});
  return bars;
};

/**
 * No bar of any name that opens earlier differs between the bars of two snapshots when the one was made of the other; undefined
 * for any other two, which can only be compared name by name.
 */
export const anyChangedSince = (before: Bars, after: Bars): Instant | undefined => {
  const own = made.get(before)?.own;
  const known = made.get(after);
  return own !== undefined && known?.before === own ? known.changedFrom : undefined;
};
