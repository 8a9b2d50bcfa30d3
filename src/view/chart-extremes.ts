import type {Range} from '../chart/scale.ts';
import {type BarChunk, type BarSeries, CHUNK_BARS} from '../market/bar-series.ts';

const extremesOf = (chunk: BarChunk, length: number): Range => {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < length; index++) {
    const bottom = chunk.low[index] ?? Number.NaN;
    const top = chunk.high[index] ?? Number.NaN;
    if (bottom < low) low = bottom;
    if (top > high) high = top;
  }
  return {low, high};
};

const known = new WeakMap<BarChunk, Range>();

/** The lowest and highest price of a series; infinities the wrong way round while it has none. A chunk is read once. */
export const priceExtremes = ({chunks, length}: BarSeries): Range => {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const [index, chunk] of chunks.entries()) {
    const range = known.get(chunk) ?? extremesOf(chunk, Math.min(CHUNK_BARS, length - index * CHUNK_BARS));
    known.set(chunk, range);
    low = Math.min(low, range.low);
    high = Math.max(high, range.high);
  }
  return {low, high};
};
