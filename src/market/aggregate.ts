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

/** The bars [from, to) of one chunk by slots, an open end at either side. */
const foldChunk = (chunk: BarChunk, from: number, to: number, span: Span): Building[] => {
  const rows: Building[] = [];
  for (let index = from; index < to; ) {
    const row = startRow(chunk.openAt[index] ?? 0, chunk.endAt[index] ?? 0, span);
    let next = index + 1;
    while (next < to && (chunk.openAt[next] ?? 0) < row.endAt) next++;
    addBars(row, chunk, index, next);
    rows.push(row);
    index = next;
  }
  return rows;
};

const folded = new WeakMap<BarChunk, Map<Span, readonly Building[]>>();

/** A whole chunk by slots. It never changes, so neither does this: a series that grows is folded at its end only. */
const foldWholeChunk = (chunk: BarChunk, span: Span): readonly Building[] => {
  const bySpan = folded.get(chunk) ?? new Map<Span, readonly Building[]>();
  folded.set(chunk, bySpan);
  const known = bySpan.get(span);
  if (known !== undefined) return known;
  const rows = foldChunk(chunk, 0, chunk.openAt.length, span);
  bySpan.set(span, rows);
  return rows;
};

/** The row of a slot that two chunks share. */
const joinRows = (row: BarRow, after: BarRow): Building => {
  const unpriced = Number.isNaN(row.close);
  return {
    openAt: row.openAt,
    endAt: row.endAt,
    open: unpriced ? after.open : row.open,
    high: Math.max(row.high, after.high),
    low: Math.min(row.low, after.low),
    close: Number.isNaN(after.close) ? row.close : after.close,
    volume: row.volume + after.volume,
    trades: row.trades + after.trades,
    notional: row.notional + after.notional,
    vwapVolume: row.vwapVolume + after.vwapVolume,
  };
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
  eachChunk(series, first, end, (chunk, from, to) => {
    const whole = from === 0 && to === chunk.openAt.length;
    const parts = whole ? foldWholeChunk(chunk, span) : foldChunk(chunk, from, to, span);
    for (const [index, part] of parts.entries()) {
      const last = rows.at(-1);
      if (index === 0 && last !== undefined && (chunk.openAt[from] ?? 0) < last.endAt)
        rows[rows.length - 1] = joinRows(last, part);
      else rows.push(part);
    }
  });
  return rows.filter(row => !Number.isNaN(row.close));
};
