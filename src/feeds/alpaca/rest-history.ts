import type {Bar, FeedEvent, Headline, Trade} from '../../core/events.ts';
import {DAY, formatInstant, type Instant, MINUTE, type Span} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import {type DataMessage, decodeMessage, isControl, NOTHING} from './decode-message.ts';
import {fetchPages, type Params, type RestAccess} from './rest.ts';
import {readJsonMessage} from './schema.ts';

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

/** An item of an answer, in the shape that the stream has, as an event; undefined when it cannot be read. */
const eventOf = (
  item: unknown,
  type: DataMessage['T'],
  more: object,
  receivedAt: Instant | undefined,
): FeedEvent | undefined => {
  if (typeof item !== 'object' || item === null) return undefined;
  const message = readJsonMessage({...item, ...more, T: type});
  if (message === undefined || isControl(message)) return undefined;
  const event = decodeMessage(message, receivedAt);
  return event === NOTHING ? undefined : event;
};

const itemsBySymbol = (value: unknown): readonly (readonly [string, readonly unknown[]])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).map(([symbol, items]) => [symbol, Array.isArray(items) ? items : []] as const)
    : [];

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
  for await (const page of fetchPages('/v2/stocks/bars', params, access, signal)) {
    const bars: Bar[] = [];
    const receivedAt = query.receivedAt?.();
    for (const [symbol, items] of itemsBySymbol(page['bars'])) {
      for (const item of items) {
        const event = eventOf(item, 'b', {S: symbol, span: query.length / 1_000_000}, receivedAt);
        if (event?.kind === 'bar') bars.push(event);
      }
    }
    yield bars;
  }
}

/** Prints that were taken back or replaced since are left out; the one that replaced them is there. */
const isWithdrawn = (item: unknown): boolean =>
  typeof item === 'object' && item !== null && 'u' in item && (item.u === 'canceled' || item.u === 'incorrect');

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
    const trades: Trade[] = [];
    const receivedAt = query.receivedAt?.();
    for (const [symbol, items] of itemsBySymbol(page['trades'])) {
      for (const item of items) {
        const event = isWithdrawn(item) ? undefined : eventOf(item, 't', {S: symbol}, receivedAt);
        if (event?.kind === 'trade') trades.push(event);
      }
    }
    yield trades;
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
    const headlines: Headline[] = [];
    const receivedAt = query.receivedAt?.();
    for (const item of Array.isArray(page['news']) ? page['news'] : []) {
      const event = eventOf(item, 'n', {}, receivedAt);
      if (event?.kind === 'headline') headlines.push(event);
    }
    yield headlines;
  }
}
