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
    const part = buffer.subarray(place * count, (place + 1) * count);
    if (name !== undefined) part.set(bars[name].subarray(from, from + count));
    return part;
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
  return indexes.map(index => ({
    symbol,
    span: bars.span,
    length: bars.length,
    index,
    chunk: copyChunk(bars, index),
  }));
};

/** The series with the changed chunks of its name in place; undefined when no bar is left. */
export const putChunks = (series: BarSeries | undefined, changes: readonly ChunkChange[]): BarSeries | undefined => {
  const last = changes.at(-1);
  if (last === undefined) return series;
  if (last.length === 0) return undefined;
  const chunks = series === undefined ? [] : [...series.chunks];
  for (const {index, chunk} of changes) chunks[index] = chunk;
  chunks.length = Math.ceil(last.length / CHUNK_BARS);
  return {span: last.span, length: last.length, chunks};
};
