import {type Instant, instant} from '../core/instant.ts';
import {type BarChunk, type BarRow, type BarSeries, CHUNK_BARS} from './bar-series.ts';
import type {PriceAt} from './snapshot.ts';

const EMPTY = new Float64Array(0);

type Column = (chunk: BarChunk) => Float64Array;
// A function a column: a name handed in would be looked up in the chunk at every step of a search.
const openings: Column = chunk => chunk.openAt;
const endings: Column = chunk => chunk.endAt;
const closes: Column = chunk => chunk.close;

const cell = (series: BarSeries, column: Column, index: number): number => {
  const chunk = series.chunks[Math.trunc(index / CHUNK_BARS)];
  return chunk === undefined ? Number.NaN : (column(chunk)[index % CHUNK_BARS] ?? Number.NaN);
};

/** The first index in [0, length) whose `column` is above `at`; `length` when none is. First the chunk, then the bar. */
const firstAbove = (series: BarSeries, column: Column, at: number): number => {
  const {chunks, length} = series;
  let low = 0;
  let high = Math.ceil(length / CHUNK_BARS);
  while (low < high) {
    const middle = (low + high) >>> 1;
    const chunk = chunks[middle];
    const values = chunk === undefined ? EMPTY : column(chunk);
    const last = Math.min(CHUNK_BARS, length - middle * CHUNK_BARS) - 1;
    if ((values[last] ?? Number.NaN) > at) high = middle;
    else low = middle + 1;
  }
  const base = low * CHUNK_BARS;
  const chunk = chunks[low];
  if (base >= length || chunk === undefined) return length;
  const values = column(chunk);
  low = 0;
  high = Math.min(CHUNK_BARS, length - base);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? Number.NaN) > at) high = middle;
    else low = middle + 1;
  }
  return base + low;
};

/** The index of the first bar that opens at `at` or later; `length` when none does. */
export const firstOpening = (series: BarSeries, at: Instant): number => firstAbove(series, openings, at - 1);

/** How many bars had ended by `at`: those can be known then. */
export const endedBy = (series: BarSeries, at: Instant): number => firstAbove(series, endings, at);

/** The bar at `index`, which must be below the series' length. */
export const barRow = (series: BarSeries, index: number): BarRow => {
  const chunk = series.chunks[Math.trunc(index / CHUNK_BARS)];
  const place = index % CHUNK_BARS;
  const at = (column: Float64Array | undefined): number => column?.[place] ?? Number.NaN;
  return {
    openAt: instant(at(chunk?.openAt)),
    endAt: instant(at(chunk?.endAt)),
    open: at(chunk?.open),
    high: at(chunk?.high),
    low: at(chunk?.low),
    close: at(chunk?.close),
    volume: at(chunk?.volume),
    trades: at(chunk?.trades),
    notional: at(chunk?.notional),
    vwapVolume: at(chunk?.vwapVolume),
  };
};

/** Close of the bar at `index`, which must be below the series' length; NaN when nothing priced was in it. */
export const closeOf = (series: BarSeries, index: number): number => cell(series, closes, index);

/** Close and end of the bar at `index`, which must be below the series' length; undefined when nothing priced was in it. */
export const pricedBar = (series: BarSeries, index: number): PriceAt | undefined => {
  const price = cell(series, closes, index);
  return Number.isNaN(price) ? undefined : {price, at: instant(cell(series, endings, index))};
};

/** Close and end of the last bar that had ended by `at`: the price that could be known then. */
export const priceAt = (series: BarSeries, at: Instant): PriceAt | undefined => {
  for (let index = endedBy(series, at) - 1; index >= 0; index--) {
    const price = cell(series, closes, index);
    if (!Number.isNaN(price)) return {price, at: instant(cell(series, endings, index))};
  }
  return undefined;
};

/** Visits [from, to) chunk by chunk, with the range of each chunk that lies inside. */
export const eachChunk = (
  series: BarSeries,
  from: number,
  to: number,
  visit: (chunk: BarChunk, first: number, end: number) => void,
): void => {
  for (let index = from; index < to; ) {
    const first = index % CHUNK_BARS;
    const end = Math.min(CHUNK_BARS, first + to - index);
    const chunk = series.chunks[Math.floor(index / CHUNK_BARS)];
    if (chunk !== undefined) visit(chunk, first, end);
    index += end - first;
  }
};

/** Shares in the bars that lie within [from, to). */
export const rangeVolume = (series: BarSeries, range: {readonly from: Instant; readonly to: Instant}): number => {
  let sum = 0;
  eachChunk(series, firstOpening(series, range.from), endedBy(series, range.to), (chunk, first, end) => {
    for (let index = first; index < end; index++) sum += chunk.volume[index] ?? 0;
  });
  return sum;
};
