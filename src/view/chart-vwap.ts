import {vwapOf} from '../analytics/vwap.ts';
import type {Point} from '../chart/column-values.ts';
import type {Instant} from '../core/instant.ts';
import type {BarChunk, BarRow, BarSeries} from '../market/bar-series.ts';
import {eachChunk, firstOpening} from '../market/series-reads.ts';

type Sums = {readonly notional: number; readonly volume: number};

const sumsOf = (chunk: BarChunk, from: number, to: number): Sums => {
  let notional = 0;
  let volume = 0;
  for (let index = from; index < to; index++) {
    notional += chunk.notional[index] ?? 0;
    volume += chunk.vwapVolume[index] ?? 0;
  }
  return {notional, volume};
};

const wholeSums = new WeakMap<BarChunk, Sums>();

/** The sums of a whole chunk, which never changes, are made once. */
const wholeSumsOf = (chunk: BarChunk): Sums => {
  const known = wholeSums.get(chunk);
  if (known !== undefined) return known;
  const sums = sumsOf(chunk, 0, chunk.openAt.length);
  wholeSums.set(chunk, sums);
  return sums;
};

/** The VWAP since `startAt` as it stood at the end of each of `bars`; nothing while no print has counted. */
export const runningVwap = (series: BarSeries, bars: readonly BarRow[], startAt: Instant): readonly Point[] => {
  const points: Point[] = [];
  let notional = 0;
  let volume = 0;
  let next = firstOpening(series, startAt);
  for (const bar of bars) {
    const end = firstOpening(series, bar.endAt);
    eachChunk(series, next, end, (chunk, from, to) => {
      const sums = from === 0 && to === chunk.openAt.length ? wholeSumsOf(chunk) : sumsOf(chunk, from, to);
      notional += sums.notional;
      volume += sums.volume;
    });
    next = Math.max(next, end);
    const value = vwapOf(notional, volume);
    if (value !== undefined) points.push({at: bar.openAt, value});
  }
  return points;
};
