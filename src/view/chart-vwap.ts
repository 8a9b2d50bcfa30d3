import type {Point} from '../chart/column-values.ts';
import type {Instant} from '../core/instant.ts';
import type {BarRow, BarSeries} from '../market/bar-series.ts';

type Sums = {notional: number; volume: number};

/** Σ price·size and Σ size of the bars that open in [from, to). */
const sumsBetween = (series: BarSeries, from: Instant, to: Instant): Sums => {
  let notional = 0;
  let volume = 0;
  let left = series.length;
  for (const chunk of series.chunks) {
    const length = Math.min(left, chunk.openAt.length);
    for (let index = 0; index < length; index++) {
      const at = chunk.openAt[index] ?? 0;
      if (at < from || at >= to) continue;
      notional += chunk.notional[index] ?? 0;
      volume += chunk.vwapVolume[index] ?? 0;
    }
    left -= length;
  }
  return {notional, volume};
};

/** The VWAP since `startAt` as it stood at the end of each of `bars`; nothing while no print has counted. */
export const runningVwap = (series: BarSeries, bars: readonly BarRow[], startAt: Instant): readonly Point[] => {
  const first = bars[0];
  if (first === undefined) return [];
  const sums = sumsBetween(series, startAt, first.openAt);
  const points: Point[] = [];
  for (const bar of bars) {
    if (bar.openAt >= startAt) {
      sums.notional += bar.notional;
      sums.volume += bar.vwapVolume;
    }
    if (sums.volume > 0) points.push({at: bar.openAt, value: sums.notional / sums.volume});
  }
  return points;
};
