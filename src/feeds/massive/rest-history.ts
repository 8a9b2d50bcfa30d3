import type {Bar, FeedEvent, Trade} from '../../core/events.ts';
import {DAY, floorTo, type Instant, MINUTE, minus, SECOND, type Span, span, toMillis} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import {barsChannel, tradesChannel} from './recorded.ts';
import {fetchPages, type RestAccess} from './rest.ts';
import {decodeBarsPage, decodeTradesPage} from './rest-pages.ts';

/** Events of some names from `start` to `end`, both included. */
export type HistoryQuery = {readonly symbols: readonly Ticker[]; readonly start: Instant; readonly end: Instant};

/** Whether bars fill the day, known when they are received, or tell of earlier sessions, each known at its own end. */
type Purpose = 'rest' | 'history';

export const LARGEST_PAGE = '50000';

/** `5/minute`: how a question names bars of a length. */
export const timespanOf = (length: Span): string => {
  if (length === DAY) return '1/day';
  return length % MINUTE === 0 ? `${length / MINUTE}/minute` : `${length / SECOND}/second`;
};

/**
 * Bars `length` long that begin in the time asked for, name by name, a page at a time; those of earlier sessions adjusted
 * for splits.
 * @see https://massive.com/docs/rest/stocks/aggregates/custom-bars
 */
export async function* fetchBars(
  {symbols, start, end}: HistoryQuery,
  length: Span,
  purpose: Purpose,
  access: RestAccess,
  signal: AbortSignal,
): AsyncGenerator<readonly Bar[]> {
  const params = {adjusted: String(purpose === 'history'), sort: 'asc', limit: LARGEST_PAGE};
  for (const symbol of symbols) {
    const path = `/v2/aggs/ticker/${symbol}/range/${timespanOf(length)}/${toMillis(start)}/${toMillis(end)}`;
    const channel = barsChannel(purpose, length, symbol);
    for await (const {body, bytes} of fetchPages(path, params, access, signal)) {
      const receivedAt = access.clock.now();
      access.tap?.({receivedAt, channel, data: bytes, binary: false});
      yield decodeBarsPage(body, symbol, length, purpose === 'rest' ? receivedAt : undefined);
    }
  }
}

/**
 * Trades, name by name, a page at a time.
 * @see https://massive.com/docs/rest/stocks/trades-quotes/trades
 */
export async function* fetchTrades(
  {symbols, start, end}: HistoryQuery,
  access: RestAccess,
  signal: AbortSignal,
): AsyncGenerator<readonly Trade[]> {
  const params = {
    'timestamp.gte': `${start}000`,
    'timestamp.lte': `${end}999`,
    order: 'asc',
    sort: 'timestamp',
    limit: LARGEST_PAGE,
  };
  for (const symbol of symbols) {
    for await (const {body, bytes} of fetchPages(`/v3/trades/${symbol}`, params, access, signal)) {
      const receivedAt = access.clock.now();
      access.tap?.({receivedAt, channel: tradesChannel(symbol), data: bytes, binary: false});
      yield decodeTradesPage(body, symbol, receivedAt);
    }
  }
}

/** What a day brought so far, in little: a bar for each whole minute, and `rest` of the minute under way. */
const soFar = async function* (
  query: HistoryQuery,
  access: RestAccess,
  signal: AbortSignal,
  rest: FetchHistory,
): AsyncGenerator<readonly FeedEvent[]> {
  const minute = floorTo(query.end, MINUTE);
  yield* fetchBars({...query, end: minus(minute, span(1))}, MINUTE, 'rest', access, signal);
  yield* rest({...query, start: minute}, access, signal);
};

type FetchHistory = (
  query: HistoryQuery,
  access: RestAccess,
  signal: AbortSignal,
) => AsyncGenerator<readonly FeedEvent[]>;

/** Bars of a second. */
export const fetchSeconds: FetchHistory = (query, access, signal) => fetchBars(query, SECOND, 'rest', access, signal);

/** What a day brought so far, to a source of prints; and to one of bars. */
export const fetchDaySoFar: FetchHistory = (query, access, signal) => soFar(query, access, signal, fetchTrades);
export const fetchBarsSoFar: FetchHistory = (query, access, signal) => soFar(query, access, signal, fetchSeconds);
