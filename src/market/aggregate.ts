import {floorTo, type Instant, instant, plus, type Span} from '../core/instant.ts';
import type {BarChunk, BarRow, BarSeries} from './bar-series.ts';
import {eachChunk, firstOpening} from './series-reads.ts';

type Building = {-readonly [Key in keyof BarRow]: BarRow[Key]};

const startRow = (openAt: number, endAt: number): Building => ({
  openAt: instant(openAt),
  endAt: instant(endAt),
  open: Number.NaN,
  high: Number.NEGATIVE_INFINITY,
  low: Number.POSITIVE_INFINITY,
  close: Number.NaN,
  volume: 0,
  trades: 0,
  notional: 0,
  vwapVolume: 0,
});

const addBar = (row: Building, chunk: BarChunk, index: number): void => {
  row.volume += chunk.volume[index] ?? 0;
  row.trades += chunk.trades[index] ?? 0;
  row.notional += chunk.notional[index] ?? 0;
  row.vwapVolume += chunk.vwapVolume[index] ?? 0;
  const close = chunk.close[index] ?? Number.NaN;
  if (Number.isNaN(close)) return;
  const high = chunk.high[index] ?? close;
  const low = chunk.low[index] ?? close;
  if (Number.isNaN(row.open)) row.open = chunk.open[index] ?? close;
  if (high > row.high) row.high = high;
  if (low < row.low) row.low = low;
  row.close = close;
};

/**
 * Bars of `span`, on the clock's own slots, for every slot that `range` touches, each whole as far as the series
 * knows it, oldest first. A slot without a price has no bar, as on the tape. Where the series' own bars are as long as
 * `span` or longer, they come as they are.
 */
export const aggregateBars = (
  series: BarSeries,
  span: Span,
  range: {readonly from: Instant; readonly to: Instant},
): readonly BarRow[] => {
  const rows: BarRow[] = [];
  const first = firstOpening(series, floorTo(range.from, span));
  const end = firstOpening(series, floorTo(instant(range.to + span - 1), span));
  let row: Building | undefined;
  let until = Number.NEGATIVE_INFINITY;
  const close = (): void => {
    if (row !== undefined && !Number.isNaN(row.close)) rows.push(row);
  };
  eachChunk(series, first, end, (chunk, from, to) => {
    for (let index = from; index < to; index++) {
      const openAt = chunk.openAt[index] ?? 0;
      const endAt = chunk.endAt[index] ?? 0;
      if (openAt >= until || row === undefined) {
        close();
        const slot = floorTo(instant(openAt), span);
        const own = endAt - openAt >= span;
        row = startRow(own ? openAt : slot, own ? endAt : plus(slot, span));
        until = row.endAt;
      }
      addBar(row, chunk, index);
    }
  });
  close();
  return rows;
};
