import {floorTo, type Instant, instant, plus, type Span} from '../core/instant.ts';
import type {BarChunk, BarRow, BarSeries} from './bar-series.ts';
import {eachChunk, firstOpening} from './series-reads.ts';

type Building = {-readonly [Key in keyof BarRow]: BarRow[Key]};

/** An empty row for the slot of a bar; one as long as the slot or longer is its own. */
const startRow = (openAt: number, endAt: number, span: Span): Building => ({
  openAt: endAt - openAt >= span ? instant(openAt) : floorTo(instant(openAt), span),
  endAt: endAt - openAt >= span ? instant(endAt) : plus(floorTo(instant(openAt), span), span),
  open: Number.NaN,
  high: Number.NEGATIVE_INFINITY,
  low: Number.POSITIVE_INFINITY,
  close: Number.NaN,
  volume: 0,
  trades: 0,
  notional: 0,
  vwapVolume: 0,
});

/** Adds bars [from, end) of a chunk, all of one slot. Sums are kept in locals: this runs over a whole day's seconds. */
const addBars = (row: Building, chunk: BarChunk, from: number, end: number): void => {
  const {close, high, low, volume, trades, notional, vwapVolume} = chunk;
  let {high: highest, low: lowest} = row;
  let [shares, prints, dollars, eligible] = [row.volume, row.trades, row.notional, row.vwapVolume];
  for (let index = from; index < end; index++) {
    shares += volume[index] ?? 0;
    prints += trades[index] ?? 0;
    dollars += notional[index] ?? 0;
    eligible += vwapVolume[index] ?? 0;
    const price = close[index] ?? Number.NaN;
    if (Number.isNaN(price)) continue;
    if (Number.isNaN(row.open)) row.open = chunk.open[index] ?? price;
    highest = Math.max(highest, high[index] ?? price);
    lowest = Math.min(lowest, low[index] ?? price);
    row.close = price;
  }
  row.high = highest;
  row.low = lowest;
  row.volume = shares;
  row.trades = prints;
  row.notional = dollars;
  row.vwapVolume = eligible;
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
    for (let index = from; index < to; ) {
      const openAt = chunk.openAt[index] ?? 0;
      if (openAt >= until || row === undefined) {
        close();
        row = startRow(openAt, chunk.endAt[index] ?? 0, span);
        until = row.endAt;
      }
      let next = index + 1;
      while (next < to && (chunk.openAt[next] ?? 0) < until) next++;
      addBars(row, chunk, index, next);
      index = next;
    }
  });
  close();
  return rows;
};
