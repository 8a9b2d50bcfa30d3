import {vwapOf} from '../analytics/vwap.ts';
import {DAY, floorTo, type Instant, instant, MINUTE, type Span} from '../core/instant.ts';
import {atWallTime} from '../core/new-york.ts';
import type {Ticker} from '../core/ticker.ts';
import {writeInstantText} from '../feeds/alpaca/impersonate-json.ts';
import {aggregateBars} from '../market/aggregate.ts';
import type {BarColumns} from '../market/bar-columns.ts';
import {figuresOf} from '../market/figures.ts';
import {dayBars, type SpanBar} from './day-bars.ts';
import type {FoldedDay} from './day-fold.ts';
import {seriesBetween} from './series-between.ts';

export type BarsQuery = {
  readonly symbol: Ticker;
  readonly span: Span;
  readonly start: Instant;
  readonly end: Instant;
  /** Bars are made of minutes that had ended by then. */
  readonly known: Instant;
};

/** One bar in the vendor's words. */
export const restBar = (bar: SpanBar): Readonly<Record<string, unknown>> => ({
  t: writeInstantText(bar.openAt),
  o: bar.open,
  h: bar.high,
  l: bar.low,
  c: bar.close,
  v: bar.volume,
  n: bar.trades,
  vw: vwapOf(bar.notional, bar.vwapVolume) ?? bar.close,
});

const barsIn = (bars: BarColumns | undefined, {span, start, end}: BarsQuery, until: Instant): readonly SpanBar[] => {
  if (bars === undefined) return [];
  const from = span === DAY ? instant(start - DAY) : start;
  const to = instant(Math.min(until, end + span));
  const series = seriesBetween(bars, floorTo(from, span), to);
  if (span === DAY) return dayBars(series, {from, to});
  return aggregateBars(series, span, {from, to}).filter(row => row.endAt - row.openAt <= span);
};

/** Today's daily bar by the day rules of the sale conditions, which its minutes do not tell. */
const today = ({market}: FoldedDay, symbol: Ticker): readonly SpanBar[] => {
  const state = market.names.get(symbol);
  if (state === undefined) return [];
  const {open, high, low, close, volume, trades} = figuresOf(symbol, state, undefined);
  if (open === undefined || high === undefined || low === undefined || close === undefined) return [];
  const {prints, fromBars} = state;
  const sums = {notional: prints.notional + fromBars.notional, vwapVolume: prints.vwapVolume + fromBars.vwapVolume};
  return [{openAt: atWallTime(market.file.day.date, 0), open, high, low, close, volume, trades, ...sums}];
};

/** A name's bars that open in [start, end], oldest first: earlier sessions', then today's as far as it is known. */
export const barsOf = (
  folded: FoldedDay,
  history: ReadonlyMap<Ticker, BarColumns>,
  query: BarsQuery,
): readonly SpanBar[] => {
  const {symbol, span, start, end} = query;
  const earlier = barsIn(history.get(symbol), query, query.known);
  const ofToday =
    span === DAY
      ? today(folded, symbol)
      : barsIn(folded.market.names.get(symbol)?.bars, query, floorTo(query.known, MINUTE));
  return [...earlier, ...ofToday].filter(bar => bar.openAt >= start && bar.openAt <= end);
};
