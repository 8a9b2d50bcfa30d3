import type {TapeEvent} from '../../core/events.ts';
import {Fault, isFault} from '../../core/fault.ts';
import {DAY, formatInstant, MINUTE, minutes, type Span, toMillis} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {RestBody} from '../ask-rest.ts';
import type {DaySource, FetchedPage, Leg, PageCount} from '../fetch/day-source.ts';
import {fetchPages, nextPlace, type Params, type RestAccess} from './rest.ts';
import {LARGEST_PAGE, timespanOf} from './rest-history.ts';
import {decodeBarsPage, decodeNewsPage, decodeTradesPage, WITHDRAWN} from './rest-pages.ts';

export type MassiveDayOptions = RestAccess & {
  /** The host, when it is not the vendor's own. */
  readonly via: string | undefined;
};

type Question = {readonly path: string; readonly params: Params};

const LENGTHS: Readonly<Record<'daily' | 'history' | 'bars', Span>> = {
  daily: DAY,
  history: minutes(5),
  bars: MINUTE,
};
const LARGEST_NEWS_PAGE = '1000';
/** What replaced another print. */
const CORRECTED = 12;

/** The vendor answers of prints and bars name by name; of news for one name or for all, and all is one question. */
const questionsOf = ({kind, symbols, start, end, adjustment}: Leg): readonly Question[] => {
  switch (kind) {
    case 'news': {
      const range = {'published_utc.gte': formatInstant(start), 'published_utc.lte': formatInstant(end)};
      const params = {...range, sort: 'published_utc', order: 'asc', limit: LARGEST_NEWS_PAGE};
      return [{path: '/v2/reference/news', params}];
    }
    case 'trades': {
      const range = {'timestamp.gte': `${start}000`, 'timestamp.lte': `${end}999`};
      const params = {...range, order: 'asc', sort: 'timestamp', limit: LARGEST_PAGE};
      return symbols.map(symbol => ({path: `/v3/trades/${symbol}`, params}));
    }
    default: {
      const range = `${timespanOf(LENGTHS[kind])}/${toMillis(start)}/${toMillis(end)}`;
      const params = {adjusted: String(adjustment === 'split'), sort: 'asc', limit: LARGEST_PAGE};
      return symbols.map(symbol => ({path: `/v2/aggs/ticker/${symbol}/range/${range}`, params}));
    }
  }
};

const eventsIn = (page: RestBody, {kind, start}: Leg, symbol: Ticker | undefined): readonly TapeEvent[] => {
  // An article bears one time; nothing tells when it was changed.
  if (kind === 'news') return decodeNewsPage(page, start).map(story => ({...story, receivedAt: story.at}));
  if (symbol === undefined) return [];
  if (kind !== 'trades') return decodeBarsPage(page, symbol, LENGTHS[kind], undefined);
  return decodeTradesPage(page, symbol, start).map(trade => ({...trade, receivedAt: trade.at}));
};

const isAskedFor = (event: TapeEvent, {symbols, start, end}: Leg): boolean => {
  const at = event.kind === 'bar' ? event.openAt : event.at;
  if (at < start || at > end) return false;
  if (event.kind !== 'headline') return true;
  return symbols.length === 0 || event.symbols.some(symbol => symbols.includes(symbol));
};

const correctionOf = (item: unknown): number =>
  typeof item === 'object' && item !== null && 'correction' in item ? Number(item.correction ?? 0) : 0;

const readPage = (page: RestBody, leg: Leg, symbol: Ticker | undefined): Omit<FetchedPage, 'next'> => {
  const items: readonly unknown[] = Array.isArray(page['results']) ? page['results'] : [];
  const read = eventsIn(page, leg, symbol);
  const events = read.filter(event => isAskedFor(event, leg));
  let [takenBack, corrected] = [0, 0];
  for (const item of leg.kind === 'trades' ? items : []) {
    const correction = correctionOf(item);
    if (WITHDRAWN.has(correction)) takenBack += 1;
    else if (correction === CORRECTED) corrected += 1;
  }
  // Articles of other names were not asked for: the vendor told of them because it cannot be asked for some alone.
  const others = leg.kind === 'news' ? read.length - events.length : 0;
  const count = items.length - others;
  const told: PageCount = {items: count, takenBack, corrected, unread: count - takenBack - events.length};
  return {events, told};
};

/** `3 /v2/aggs/…?cursor=…`: which question of a leg, and the place in its answer; '' for its beginning. */
const readToken = (token: string | undefined): {readonly index: number; readonly place: string | undefined} => {
  const [, index = '0', place = ''] = /^(\d{1,3}) (.*)$/.exec(token ?? '') ?? [];
  return {index: Number(index), place: place === '' ? undefined : place};
};

/** Plans without prints have bars of a minute: what is refused for prints is said with that. */
const withRemedy = (cause: unknown, {kind}: Leg): unknown =>
  isFault(cause) && cause.code === 'feed/entitlement' && kind === 'trades'
    ? new Fault(cause.code, cause.message, {remedy: 'use --bars 1m, or a larger plan'})
    : cause;

/**
 * Massive's past days. Prints that were taken back since are left out, and one that was replaced is there as it became: the
 * answers do not say when either happened.
 * @see https://massive.com/docs/rest/stocks/trades-quotes/trades
 */
export const createMassiveDaySource = ({via, ...access}: MassiveDayOptions): DaySource => ({
  title: `Massive${via === undefined ? '' : ` via ${via}`}`,
  headlineKnown: 'at the time that it bears, as it read when it was asked for',
  key: `massive ${access.restUrl}`,
  pages: async function* (leg, from, signal) {
    const questions = questionsOf(leg);
    const start = readToken(from);
    try {
      for (const [index, {path, params}] of questions.entries()) {
        if (index < start.index) continue;
        const place = index === start.index ? start.place : undefined;
        for await (const {body} of fetchPages(path, params, access, signal, place)) {
          const further = nextPlace(body, access.restUrl);
          const isLast = further === undefined && index === questions.length - 1;
          const next = isLast ? undefined : further === undefined ? `${index + 1} ` : `${index} ${further}`;
          yield {...readPage(body, leg, leg.kind === 'news' ? undefined : leg.symbols[index]), next};
        }
      }
    } catch (cause) {
      throw withRemedy(cause, leg);
    }
  },
});
