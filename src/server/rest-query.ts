import {type Instant, instant} from '../core/instant.ts';
import {addDays, atWallTime, parseTradingDate} from '../core/new-york.ts';
import {parseInstant} from '../core/parse-instant.ts';
import {parseTicker, type Ticker} from '../core/ticker.ts';
import {decodePageToken, type PageToken} from './page.ts';

/** What a request asks that cannot be answered; its message is for the one who asked. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
}

/** What the historical endpoints share. `start` and `end` are both inside the range. */
export type RangeQuery = {
  readonly symbols: readonly Ticker[];
  readonly start: Instant;
  readonly end: Instant;
  readonly limit: number;
  readonly descending: boolean;
  readonly page: PageToken;
};

/** Most names in one request. */
const MOST_SYMBOLS = 1_000;

const EARLIEST = instant(0);

export const readSymbols = (params: URLSearchParams): readonly Ticker[] => {
  const names = (params.get('symbols') ?? '').split(',').filter(name => name !== '');
  if (names.length > MOST_SYMBOLS) throw new BadRequest(`symbols: at most ${MOST_SYMBOLS}`);
  const symbols = names.map(name => {
    const symbol = parseTicker(name);
    if (symbol === undefined) throw new BadRequest('invalid symbol');
    return symbol;
  });
  return [...new Set(symbols)].sort();
};

/** A moment, or a date for the whole of that day in New York: its beginning, or as an end its last microsecond. */
const readInstant = (params: URLSearchParams, name: 'start' | 'end'): Instant | undefined => {
  const text = params.get(name);
  if (text === null || text === '') return undefined;
  const date = parseTradingDate(text);
  if (date !== undefined) {
    return name === 'start' ? atWallTime(date, 0) : instant(atWallTime(addDays(date, 1), 0) - 1);
  }
  const at = parseInstant(text);
  if (at === undefined) throw new BadRequest(`invalid ${name}: expected RFC 3339 or YYYY-MM-DD`);
  return at;
};

const readLimit = (params: URLSearchParams, usual: number, most: number): number => {
  const text = params.get('limit');
  if (text === null || text === '') return usual;
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > most) throw new BadRequest(`invalid limit: expected 1 to ${most}`);
  return limit;
};

/** A later page shows what was known at the first one, and never more than is known by now. */
const readPage = (params: URLSearchParams, now: Instant): PageToken => {
  const text = params.get('page_token');
  if (text === null || text === '') return {offset: 0, known: now};
  const token = decodePageToken(text);
  if (token === undefined) throw new BadRequest('invalid page_token');
  return {offset: token.offset, known: instant(Math.min(token.known, now))};
};

export type RangeDefaults = {
  readonly now: Instant;
  /** Where a range without a start begins. */
  readonly start: Instant | undefined;
  readonly limit: number;
  readonly mostLimit: number;
  readonly descending: boolean;
};

export const readRange = (params: URLSearchParams, defaults: RangeDefaults): RangeQuery => {
  const sort = params.get('sort') ?? (defaults.descending ? 'desc' : 'asc');
  if (sort !== 'asc' && sort !== 'desc') throw new BadRequest('invalid sort: expected asc or desc');
  const page = readPage(params, defaults.now);
  const end = readInstant(params, 'end') ?? page.known;
  return {
    symbols: readSymbols(params),
    start: readInstant(params, 'start') ?? defaults.start ?? EARLIEST,
    end: instant(Math.min(end, page.known)),
    limit: readLimit(params, defaults.limit, defaults.mostLimit),
    descending: sort === 'desc',
    page,
  };
};
