import {floorTo, type Instant, instant, MINUTE} from '../core/instant.ts';
import {atWallTime} from '../core/new-york.ts';
import type {Ticker} from '../core/ticker.ts';
import type {BarColumns} from '../market/bar-columns.ts';
import type {SpanBar} from './day-bars.ts';
import {createDayFold} from './day-fold.ts';
import type {DayHeadlines} from './day-headlines.ts';
import {readHistory} from './history-bars.ts';
import {type Page, pageOf} from './page.ts';
import type {Playback} from './playback.ts';
import {barsOf, restBar} from './rest-bars.ts';
import {latestAnswer} from './rest-latest.ts';
import {newsOf, restHeadline} from './rest-news.ts';
import {BadRequest, type RangeQuery, readRange, readSymbols} from './rest-query.ts';
import {type AmendedTrade, restTrade, tradesOf} from './rest-trades.ts';
import type {ServedDay} from './served-day.ts';
import {parseTimeframe} from './timeframe.ts';

/** Answers `GET path?params` with what becomes its JSON; undefined for a path it does not know. */
export type RestApi = {
  /** `origin` is by what the client calls this server: `http://127.0.0.1:8765`. */
  readonly answer: (path: string, params: URLSearchParams, origin: string) => Promise<object | undefined>;
  readonly close: () => Promise<void>;
};

export type RestApiOptions = {
  readonly day: ServedDay;
  readonly playback: Playback;
  readonly headlines: DayHeadlines;
};

const SERIES = {limit: 1_000, mostLimit: 10_000, descending: false} as const;
const NEWS = {limit: 10, mostLimit: 50, descending: true} as const;

const needSymbols = (query: RangeQuery): RangeQuery => {
  if (query.symbols.length === 0) throw new BadRequest('symbols is required');
  return query;
};

/** A page's items under their names, as the vendor groups them. */
const bySymbol = <Item>(
  page: Page<{readonly symbol: Ticker; readonly item: Item}>,
  write: (item: Item) => object,
): Readonly<Record<string, readonly object[]>> => {
  const groups: Record<string, object[]> = {};
  for (const {symbol, item} of page.items) {
    const group = groups[symbol] ?? [];
    groups[symbol] = group;
    group.push(write(item));
  }
  return groups;
};

/** The historical endpoints over one day and what came before it. Nothing after the playback's position is ever told. */
export const createRestApi = ({day, playback, headlines}: RestApiOptions): RestApi => {
  const fold = createDayFold(day, playback);
  const midnight = atWallTime(day.info.date, 0);
  let history: Promise<ReadonlyMap<Ticker, BarColumns>> | undefined;
  let held: {readonly key: string; readonly trades: readonly AmendedTrade[]} | undefined;

  const bars = async (params: URLSearchParams): Promise<object> => {
    const folded = await fold.upToNow();
    const span = parseTimeframe(params.get('timeframe') ?? '');
    if (span === undefined) throw new BadRequest('invalid timeframe: this server makes 1-59Min, 1-23Hour and 1Day');
    const query = needSymbols(readRange(params, {...SERIES, now: folded.now, start: midnight}));
    const {start, end, page} = query;
    history ??= readHistory(day);
    const earlier = await history;
    const all = query.symbols.flatMap(symbol => {
      const found: readonly SpanBar[] = barsOf(folded, earlier, {symbol, span, start, end, known: page.known});
      return (query.descending ? found.toReversed() : found).map(item => ({symbol, item}));
    });
    const result = pageOf(all, page, query.limit);
    return {bars: bySymbol(result, restBar), next_page_token: result.token};
  };

  /** Pages of one answer come soon after each other, so the last one is kept whole. */
  const findTrades = async ({symbols, start, end, page}: RangeQuery): Promise<readonly AmendedTrade[]> => {
    const key = [playback.position().epoch, symbols.join(), start, end, page.known].join(' ');
    if (held?.key !== key) held = {key, trades: await tradesOf(day.events, {symbols, start, end, known: page.known})};
    return held.trades;
  };

  const trades = async (params: URLSearchParams): Promise<object> => {
    const {at} = playback.position();
    const query = needSymbols(readRange(params, {...SERIES, now: at, start: midnight}));
    const found = await findTrades(query);
    const all = query.descending
      ? query.symbols.flatMap(symbol => found.filter(({trade}) => trade.symbol === symbol).reverse())
      : found;
    const result = pageOf(all, query.page, query.limit);
    const items = result.items.map(item => ({symbol: item.trade.symbol, item}));
    return {trades: bySymbol({items, token: result.token}, restTrade), next_page_token: result.token};
  };

  const news = async (params: URLSearchParams): Promise<object> => {
    const {at} = playback.position();
    const query = readRange(params, {...NEWS, now: at, start: undefined});
    const found = newsOf(await headlines(), {
      ...query,
      known: query.page.known,
      excludeContentless: params.get('exclude_contentless') === 'true',
    });
    const {items, token} = pageOf(found, query.page, query.limit);
    const withContent = params.get('include_content') === 'true';
    return {news: items.map(headline => restHeadline(headline, withContent)), next_page_token: token};
  };

  const lastBar = async (symbol: Ticker, now: Instant): Promise<SpanBar | undefined> => {
    const folded = await fold.upToNow();
    const known = instant(Math.min(now, folded.now));
    return barsOf(folded, new Map(), {symbol, span: MINUTE, start: midnight, end: floorTo(known, MINUTE), known}).at(
      -1,
    );
  };

  const answer = async (path: string, params: URLSearchParams): Promise<object | undefined> => {
    switch (path) {
      case '/v2/stocks/bars':
        return bars(params);
      case '/v2/stocks/trades':
        return trades(params);
      case '/v1beta1/news':
        return news(params);
      case '/v2/stocks/trades/latest':
      case '/v2/stocks/quotes/latest':
      case '/v2/stocks/bars/latest':
      case '/v2/stocks/snapshots': {
        const symbols = readSymbols(params);
        if (symbols.length === 0) throw new BadRequest('symbols is required');
        return latestAnswer(path, symbols, await fold.upToNow(), lastBar);
      }
      default:
        return undefined;
    }
  };

  return {answer, close: fold.close};
};
