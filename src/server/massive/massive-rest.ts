import {vwapOf} from '../../analytics/vwap.ts';
import type {Headline} from '../../core/events.ts';
import {DAY, HOUR, type Instant, instant, MINUTE, SECOND, type Span, span, toMillis} from '../../core/instant.ts';
import {parseTicker, type Ticker} from '../../core/ticker.ts';
import {writeInstantText} from '../../feeds/alpaca/impersonate-json.ts';
import {conditionIdOf} from '../../feeds/massive/condition-ids.ts';
import {tapeIdOf} from '../../feeds/massive/tape-ids.ts';
import {venueIdOf} from '../../feeds/massive/venue-ids.ts';
import type {BarColumns} from '../../market/bar-columns.ts';
import type {SpanBar} from '../day-bars.ts';
import {createDayFold} from '../day-fold.ts';
import type {DayHeadlines} from '../day-headlines.ts';
import {readHistory} from '../history-bars.ts';
import {type PageToken, pageOf} from '../page.ts';
import type {Playback} from '../playback.ts';
import type {RestApi} from '../rest-api.ts';
import {barsOf} from '../rest-bars.ts';
import {BadRequest} from '../rest-query.ts';
import {type AmendedTrade, tradesOf} from '../rest-trades.ts';
import type {ServedDay} from '../served-day.ts';
import {isDescending, readCursor, readLimit, readPathRange, readRange} from './range-query.ts';

const TRADES = /^\/v3\/trades\/([^/]+)$/;
const BARS = /^\/v2\/aggs\/ticker\/([^/]+)\/range\/(\d{1,4})\/(second|minute|hour|day)\/([^/]+)\/([^/]+)$/;
const NEWS = '/v2/reference/news';
const UNITS: Readonly<Record<string, Span>> = {second: SECOND, minute: MINUTE, hour: HOUR, day: DAY};
const CORRECTIONS = {canceled: 8, incorrect: 1, corrected: 12} as const;
const REQUEST = 'tapewire';

/** A moment in nanoseconds: no double holds it, but the shortest text of the nearest one is exact. */
const nanos = (at: Instant): number => at * 1_000;

/** One print in the vendor's words. */
const restTrade = ({trade, update}: AmendedTrade): object => ({
  conditions: trade.conditions.map(letter => conditionIdOf(letter, trade.tape)),
  ...(update === undefined ? {} : {correction: CORRECTIONS[update]}),
  exchange: venueIdOf(trade.venue),
  id: String(trade.id),
  participant_timestamp: nanos(trade.at),
  price: trade.price,
  sip_timestamp: nanos(trade.at),
  size: trade.size,
  tape: tapeIdOf(trade.tape),
});

const restBar = (bar: SpanBar): object => ({
  v: bar.volume,
  vw: vwapOf(bar.notional, bar.vwapVolume) ?? bar.close,
  o: bar.open,
  c: bar.close,
  h: bar.high,
  l: bar.low,
  t: toMillis(bar.openAt),
  n: bar.trades,
});

const restArticle = (headline: Headline): object => ({
  id: headline.id,
  publisher: {name: headline.source},
  title: headline.headline,
  author: headline.author,
  published_utc: writeInstantText(headline.at),
  article_url: headline.url,
  tickers: headline.symbols,
  description: headline.summary,
  keywords: [],
  insights: [],
});

const needTicker = (text: string): Ticker => {
  const symbol = parseTicker(text);
  if (symbol === undefined) throw new BadRequest('invalid ticker');
  return symbol;
};

export type MassiveRestOptions = {
  readonly day: ServedDay;
  readonly playback: Playback;
  readonly headlines: DayHeadlines;
};

/**
 * The vendor's questions about prints, bars and news, over one day and what came before it. Nothing after the playback's
 * position is ever told.
 */
export const createMassiveRest = ({day, playback, headlines}: MassiveRestOptions): RestApi => {
  const fold = createDayFold(day, playback);
  let history: Promise<ReadonlyMap<Ticker, BarColumns>> | undefined;
  let held: {readonly key: string; readonly trades: readonly AmendedTrade[]} | undefined;

  /** A page of an answer, with the address of the next, which lacks the key as the vendor's does. */
  const answerOf = <Item>(
    items: readonly Item[],
    write: (item: Item) => object,
    page: PageToken,
    limit: number,
    address: URL,
  ): object => {
    const {items: some, token} = pageOf(items, page, limit);
    const next = new URL(address);
    next.searchParams.delete('apiKey');
    if (token !== null) next.searchParams.set('cursor', token);
    return {
      status: 'OK',
      request_id: REQUEST,
      count: some.length,
      results: some.map(write),
      ...(token === null ? {} : {next_url: next.href}),
    };
  };

  /** Pages of one answer come soon after each other, so the last one is kept whole. */
  const trades = async (symbol: Ticker, address: URL): Promise<object> => {
    const params = address.searchParams;
    const page = readCursor(params, playback.position().at);
    const {start, end} = readRange(params, 'timestamp', 'nanoseconds');
    const query = {symbols: [symbol], start, end: instant(Math.min(end, page.known)), known: page.known};
    const key = [playback.position().epoch, symbol, start, end, page.known].join(' ');
    if (held?.key !== key) held = {key, trades: await tradesOf(day.events, query)};
    const found = isDescending(params, 'order', true) ? held.trades.toReversed() : held.trades;
    return answerOf(found, restTrade, page, readLimit(params, 1_000, 50_000), address);
  };

  const bars = async (match: RegExpExecArray, address: URL): Promise<object> => {
    const [, name = '', count = '', unit = '', from = '', to = ''] = match;
    const symbol = needTicker(name);
    const length = span(Number(count) * (UNITS[unit] ?? 0));
    if (length <= 0 || length > DAY) throw new BadRequest('this server makes bars of at most a day');
    const params = address.searchParams;
    const folded = await fold.upToNow();
    const page = readCursor(params, folded.now);
    history ??= readHistory(day);
    const query = {symbol, span: length, ...readPathRange(from, to), known: page.known};
    const found = barsOf(folded, await history, query);
    const ordered = isDescending(params, 'sort', false) ? found.toReversed() : found;
    const answer = answerOf(ordered, restBar, page, readLimit(params, 5_000, 50_000), address);
    return {ticker: symbol, adjusted: params.get('adjusted') !== 'false', queryCount: found.length, ...answer};
  };

  const news = async (address: URL): Promise<object> => {
    const params = address.searchParams;
    const page = readCursor(params, playback.position().at);
    const {start, end} = readRange(params, 'published_utc', 'milliseconds');
    const ticker = params.get('ticker');
    const wanted = ticker === null || ticker === '' ? undefined : needTicker(ticker);
    const latest = new Map<string, Headline>();
    for (const headline of await headlines()) {
      if (headline.receivedAt > page.known) break;
      const before = latest.get(headline.id);
      if (before === undefined || headline.updatedAt >= before.updatedAt) latest.set(headline.id, headline);
    }
    const sign = isDescending(params, 'order', true) ? -1 : 1;
    const found = [...latest.values()]
      .filter(({at, symbols}) => at >= start && at <= end && (wanted === undefined || symbols.includes(wanted)))
      .sort((a, b) => sign * (a.at - b.at));
    return answerOf(found, restArticle, page, readLimit(params, 10, 1_000), address);
  };

  return {
    answer: async (path, params, origin) => {
      const address = new URL(`${origin}${path}?${params}`);
      const symbol = TRADES.exec(path)?.[1];
      if (symbol !== undefined) return trades(needTicker(symbol), address);
      const range = BARS.exec(path);
      if (range !== null) return bars(range, address);
      return path === NEWS ? news(address) : undefined;
    },
    close: fold.close,
  };
};
