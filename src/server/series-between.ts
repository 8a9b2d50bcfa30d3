import type {Instant} from '../core/instant.ts';
import {type BarColumns, barIndexFrom} from '../market/bar-columns.ts';
import {type BarSeries, CHUNK_BARS} from '../market/bar-series.ts';

/** The bars that open in [from, to) as a series, without a copy: good until the next event is folded. */
export const seriesBetween = (bars: BarColumns, from: Instant, to: Instant): BarSeries => {
  const first = barIndexFrom(bars, from);
  const end = barIndexFrom(bars, to);
  const chunks = Array.from({length: Math.ceil((end - first) / CHUNK_BARS)}, (_, index) => {
    const start = first + index * CHUNK_BARS;
    const stop = Math.min(start + CHUNK_BARS, end);
    return {
      openAt: bars.openAt.subarray(start, stop),
      endAt: bars.endAt.subarray(start, stop),
      open: bars.open.subarray(start, stop),
      high: bars.high.subarray(start, stop),
      low: bars.low.subarray(start, stop),
      close: bars.close.subarray(start, stop),
      volume: bars.volume.subarray(start, stop),
      trades: bars.trades.subarray(start, stop),
      notional: bars.notional.subarray(start, stop),
      vwapVolume: bars.vwapVolume.subarray(start, stop),
    };
  });
  return {span: bars.span, length: end - first, chunks};
};
