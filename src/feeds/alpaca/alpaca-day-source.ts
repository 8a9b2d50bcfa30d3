import type {TapeEvent} from '../../core/events.ts';
import {DAY, formatInstant, later, MINUTE, minutes, type Span} from '../../core/instant.ts';
import type {RestBody} from '../ask-rest.ts';
import type {DaySource, FetchedPage, Leg, PageCount} from '../fetch/day-source.ts';
import {fetchPages, type Params, type RestAccess} from './rest.ts';
import {decodeBarsPage, decodeNewsPage, decodeTradesPage} from './rest-pages.ts';

export type AlpacaDayOptions = RestAccess & {
  readonly source: 'sip' | 'iex';
  /** The host, when it is not the vendor's own. */
  readonly via: string | undefined;
};

type Question = {readonly path: string; readonly params: Params};

const LENGTHS: Readonly<Record<'daily' | 'history' | 'bars', {readonly length: Span; readonly timeframe: string}>> = {
  daily: {length: DAY, timeframe: '1Day'},
  history: {length: minutes(5), timeframe: '5Min'},
  bars: {length: MINUTE, timeframe: '1Min'},
};

const questionOf = ({kind, symbols, start, end, adjustment}: Leg, feed: string): Question => {
  const names: Params = symbols.length === 0 ? {} : {symbols: symbols.join(',')};
  const range = {...names, start: formatInstant(start), end: formatInstant(end), sort: 'asc'};
  switch (kind) {
    case 'news':
      return {path: '/v1beta1/news', params: {...range, limit: '50', include_content: 'true'}};
    case 'trades':
      return {path: '/v2/stocks/trades', params: {...range, feed, limit: '10000'}};
    default: {
      const {timeframe} = LENGTHS[kind];
      return {path: '/v2/stocks/bars', params: {...range, feed, timeframe, adjustment, limit: '10000'}};
    }
  }
};

const itemsIn = (page: RestBody): readonly unknown[] =>
  ['bars', 'trades', 'news'].flatMap(name => {
    const part = page[name];
    if (Array.isArray(part)) return part;
    return typeof part === 'object' && part !== null ? Object.values(part).flat() : [];
  });

/** What became of a print: `canceled`, `incorrect` (another replaced it) or `corrected` (it replaced another). */
const updateOf = (item: unknown): unknown =>
  typeof item === 'object' && item !== null && 'u' in item ? item.u : undefined;

const eventsIn = (page: RestBody, {kind}: Leg): readonly TapeEvent[] => {
  switch (kind) {
    case 'trades':
      return decodeTradesPage(page, undefined);
    case 'news':
      // An edition was known no earlier than it was made, whenever the story was first told.
      return decodeNewsPage(page, undefined).map(story => ({...story, receivedAt: later(story.at, story.updatedAt)}));
    default:
      return decodeBarsPage(page, LENGTHS[kind].length, undefined);
  }
};

const isAskedFor = (event: TapeEvent, {symbols, start, end}: Leg): boolean => {
  if (event.kind === 'headline') return event.updatedAt >= start && event.updatedAt <= end;
  const at = event.kind === 'bar' ? event.openAt : event.at;
  return symbols.includes(event.symbol) && at >= start && at <= end;
};

const readPage = (page: RestBody, leg: Leg): Omit<FetchedPage, 'next'> => {
  const items = itemsIn(page);
  const events = eventsIn(page, leg).filter(event => isAskedFor(event, leg));
  let [takenBack, corrected] = [0, 0];
  for (const item of leg.kind === 'trades' ? items : []) {
    const update = updateOf(item);
    if (update === 'canceled' || update === 'incorrect') takenBack += 1;
    else if (update === 'corrected') corrected += 1;
  }
  const told: PageCount = {items: items.length, takenBack, corrected, unread: items.length - takenBack - events.length};
  return {events, told};
};

/**
 * Alpaca's past days. Prints that were taken back since are left out, and one that was replaced is there as it became: the
 * answers do not say when either happened.
 * @see https://docs.alpaca.markets/reference/stocktrades
 */
export const createAlpacaDaySource = (options: AlpacaDayOptions): DaySource => {
  const {source, via, ...access} = options;
  return {
    title: `Alpaca ${source}${via === undefined ? '' : ` via ${via}`}`,
    headlineKnown: 'when its last edition of the day was made',
    key: `alpaca ${source} ${access.restUrl}`,
    pages: async function* (leg, from, signal) {
      const {path, params} = questionOf(leg, source);
      for await (const {body} of fetchPages(path, params, access, signal, from)) {
        const token = body['next_page_token'];
        yield {...readPage(body, leg), next: typeof token === 'string' && token !== '' ? token : undefined};
      }
    },
  };
};
