import {vwapOf} from '../analytics/vwap.ts';
import type {Point} from '../chart/column-values.ts';
import type {Instant} from '../core/instant.ts';
import type {BarRow, BarSeries} from '../market/bar-series.ts';
import {eachChunk, firstOpening} from '../market/series-reads.ts';

/** The VWAP since `startAt` as it stood at the end of each of `bars`; nothing while no print has counted. */
export const runningVwap = (series: BarSeries, bars: readonly BarRow[], startAt: Instant): readonly Point[] => {
  const points: Point[] = [];
  let notional = 0;
  let volume = 0;
  let next = firstOpening(series, startAt);
  for (const bar of bars) {
    const end = firstOpening(series, bar.endAt);
    eachChunk(series, next, end, (chunk, from, to) => {
      for (let index = from; index < to; index++) {
        notional += chunk.notional[index] ?? 0;
        volume += chunk.vwapVolume[index] ?? 0;
      }
    });
    next = Math.max(next, end);
    const value = vwapOf(notional, volume);
    if (value !== undefined) points.push({at: bar.openAt, value});
  }
  return points;
};
