import {phaseAt, sessionOf} from '../core/calendar.ts';
import {type Instant, type Span, span} from '../core/instant.ts';
import {atWallTime, type TradingDate, tradingDateAt} from '../core/new-york.ts';
import {aggregateBars} from '../market/aggregate.ts';
import type {BarRow, BarSeries} from '../market/bar-series.ts';

/** A bar of any length as it goes out; `openAt` of a day's is midnight in New York. */
export type SpanBar = Omit<BarRow, 'endAt'>;

const SMALLEST: Span = span(1);

/** The parts of one date, oldest first, as that date's bar: prices of the regular session, shares of all of it. */
const dayBar = (date: TradingDate, rows: readonly BarRow[]): SpanBar | undefined => {
  const session = sessionOf(date);
  const regular = session === undefined ? [] : rows.filter(row => phaseAt(session, row.openAt) === 'regular');
  const [first, last] = [regular[0], regular.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const sum = (field: 'volume' | 'trades' | 'notional' | 'vwapVolume'): number =>
    rows.reduce((total, row) => total + row[field], 0);
  return {
    openAt: atWallTime(date, 0),
    open: first.open,
    high: regular.reduce((high, row) => Math.max(high, row.high), first.high),
    low: regular.reduce((low, row) => Math.min(low, row.low), first.low),
    close: last.close,
    volume: sum('volume'),
    trades: sum('trades'),
    notional: sum('notional'),
    vwapVolume: sum('vwapVolume'),
  };
};

/** Daily bars out of a series that may span many dates. */
export const dayBars = (
  series: BarSeries,
  range: {readonly from: Instant; readonly to: Instant},
): readonly SpanBar[] => {
  const dates = new Map<TradingDate, BarRow[]>();
  for (const row of aggregateBars(series, SMALLEST, range)) {
    const date = tradingDateAt(row.openAt);
    const rows = dates.get(date) ?? [];
    rows.push(row);
    dates.set(date, rows);
  }
  return Array.from(dates, ([date, rows]) => dayBar(date, rows)).filter(bar => bar !== undefined);
};
