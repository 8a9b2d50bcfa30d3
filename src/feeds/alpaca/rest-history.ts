import type {Bar, Headline, Trade} from '../../core/events.ts';
import {DAY, formatInstant, type Instant, MINUTE, type Span} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {RestAnswer} from '../ask-rest.ts';
import {barsChannel, NEWS_CHANNEL, TRADES_CHANNEL} from './recorded.ts';
import {fetchPages, type Params, type RestAccess} from './rest.ts';
import {decodeBarsPage, decodeNewsPage, decodeTradesPage} from './rest-pages.ts';

/** Events of some names from `start` to `end`, both included. */
export type HistoryQuery = {
  readonly symbols: readonly Ticker[];
  readonly start: Instant;
  readonly end: Instant;
  /** `iex` or `sip`; the plan's best where undefined. */
  readonly feed?: string | undefined;
  /** Asked once a page: when it counts as known. Undefined: each event at its own time. */
  readonly receivedAt?: (() => Instant) | undefined;
};

const LARGEST_PAGE = '10000';
const LARGEST_NEWS_PAGE = '50';

const common = ({symbols, start, end, feed}: HistoryQuery): Params => ({
  symbols: symbols.join(','),
  start: formatInstant(start),
  end: formatInstant(end),
  sort: 'asc',
  ...(feed === undefined ? {} : {feed}),
});

/** Hands a page to whoever keeps them, and tells when it counts as known. */
const received = (
  page: RestAnswer,
  channel: string,
  query: HistoryQuery,
  {tap, clock}: RestAccess,
): Instant | undefined => {
  const receivedAt = query.receivedAt?.();
  tap?.({receivedAt: receivedAt ?? clock.now(), channel, data: page.bytes, binary: false});
  return receivedAt;
};

/**
 * Bars `length` long (a day, or up to 59 whole minutes), a page at a time, by name and then by time. What cannot be read is left out.
 * @see https://docs.alpaca.markets/reference/stockbars
 */
export async function* fetchBars(
  query: HistoryQuery & {readonly length: Span; readonly adjustment?: 'raw' | 'split'},
  access: RestAccess,
  signal: AbortSignal,
): AsyncGenerator<readonly Bar[]> {
  const timeframe = query.length === DAY ? '1Day' : `${query.length / MINUTE}Min`;
  const params = {...common(query), timeframe, limit: LARGEST_PAGE, adjustment: query.adjustment ?? 'raw'};
  const channel = barsChannel(query.receivedAt === undefined ? 'history' : 'rest', query.length);
  for await (const page of fetchPages('/v2/stocks/bars', params, access, signal)) {
    yield decodeBarsPage(page.body, query.length, received(page, channel, query, access));
  }
}

/**
 * Trades, a page at a time, by name and then by time.
 * @see https://docs.alpaca.markets/reference/stocktrades
 */
export async function* fetchTrades(
  query: HistoryQuery,
  access: RestAccess,
  signal: AbortSignal,
): AsyncGenerator<readonly Trade[]> {
  const params = {...common(query), limit: LARGEST_PAGE};
  for await (const page of fetchPages('/v2/stocks/trades', params, access, signal)) {
    yield decodeTradesPage(page.body, received(page, TRADES_CHANNEL, query, access));
  }
}

/**
 * Headlines updated in the time asked for, a page at a time, by update; of all names when no symbols are given.
 * @see https://docs.alpaca.markets/reference/news-3
 */
export async function* fetchNews(
  query: HistoryQuery,
  access: RestAccess,
  signal: AbortSignal,
): AsyncGenerator<readonly Headline[]> {
  const {symbols, feed: _, ...range} = common(query);
  const names: Params = query.symbols.length === 0 ? {} : {symbols: symbols ?? ''};
  const params = {...range, ...names, limit: LARGEST_NEWS_PAGE, include_content: 'true'};
  for await (const page of fetchPages('/v1beta1/news', params, access, signal)) {
    yield decodeNewsPage(page.body, received(page, NEWS_CHANNEL, query, access));
  }
}
