import {DAY, type Instant, instant, plus, span} from '../../core/instant.ts';
import {addDays, atWallTime, parseTradingDate} from '../../core/new-york.ts';
import {parseInstant} from '../../core/parse-instant.ts';
import {decodePageToken, type PageToken} from '../page.ts';
import {BadRequest} from '../rest-query.ts';

/** A range of time, both ends inside. */
export type Range = {readonly start: Instant; readonly end: Instant};

const LAST: Instant = instant(Number.MAX_SAFE_INTEGER - DAY);

/** A date for the whole of that day in New York, RFC 3339, or digits: a count of `unit`s since 1970. */
const rangeOf = (text: string, unit: 'nanoseconds' | 'milliseconds'): Range => {
  const date = parseTradingDate(text);
  if (date !== undefined) return {start: atWallTime(date, 0), end: instant(atWallTime(addDays(date, 1), 0) - 1)};
  if (/^\d{1,20}$/.test(text)) {
    const at = unit === 'nanoseconds' ? Number(text.slice(0, -3)) : Number(text) * 1_000;
    if (!Number.isSafeInteger(at)) throw new BadRequest('a time is out of range');
    return {start: instant(at), end: instant(at)};
  }
  const at = parseInstant(text);
  if (at === undefined) throw new BadRequest(`a time is neither a date nor a count of ${unit}`);
  return {start: at, end: at};
};

/** `name`, `name.gte`, `name.gt`, `name.lte`, `name.lt` together. */
export const readRange = (params: URLSearchParams, name: string, unit: 'nanoseconds' | 'milliseconds'): Range => {
  let start = instant(0);
  let end = LAST;
  const narrow = (suffix: string, change: (range: Range) => Partial<Range>): void => {
    const text = params.get(`${name}${suffix}`);
    if (text === null || text === '') return;
    const next = change(rangeOf(text, unit));
    start = instant(Math.max(start, next.start ?? start));
    end = instant(Math.min(end, next.end ?? end));
  };
  narrow('', range => range);
  narrow('.gte', range => ({start: range.start}));
  narrow('.gt', range => ({start: plus(range.end, span(1))}));
  narrow('.lte', range => ({end: range.end}));
  narrow('.lt', range => ({end: instant(range.start - 1)}));
  return {start, end};
};

/** The two ends in a path: `2026-01-30` or milliseconds each. */
export const readPathRange = (from: string, to: string): Range => ({
  start: rangeOf(from, 'milliseconds').start,
  end: rangeOf(to, 'milliseconds').end,
});

export const readLimit = (params: URLSearchParams, usual: number, most: number): number => {
  const text = params.get('limit');
  if (text === null || text === '') return usual;
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > most) throw new BadRequest(`limit must be between 1 and ${most}`);
  return limit;
};

export const isDescending = (params: URLSearchParams, name: 'order' | 'sort', usual: boolean): boolean => {
  const text = params.get(name);
  if (text === null || text === '') return usual;
  if (text !== 'asc' && text !== 'desc') throw new BadRequest(`${name} must be asc or desc`);
  return text === 'desc';
};

/** A later page shows what was known at the first one, and never more than is known by now. */
export const readCursor = (params: URLSearchParams, now: Instant): PageToken => {
  const text = params.get('cursor');
  if (text === null || text === '') return {offset: 0, known: now};
  const token = decodePageToken(text);
  if (token === undefined) throw new BadRequest('invalid cursor');
  return {offset: token.offset, known: instant(Math.min(token.known, now))};
};
