import type {Instant} from '../core/instant.ts';
import {addDays, parseTradingDate, type TradingDate, tradingDateAt} from '../core/new-york.ts';
import type {TextSpan} from './words.ts';

export type DatePrecision = 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year';

/** A date as the text means it, in New York: from the first day to the last. What cannot be told is left out, never guessed. */
export type DateNote = TextSpan & {
  readonly first: TradingDate;
  readonly last: TradingDate;
  readonly precision: DatePrecision;
  readonly why: string;
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MONTH =
  'January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?';
const DAY = '\\d{1,2}(?:st|nd|rd|th)?';
const PATTERN = new RegExp(
  `(?<![\\p{L}\\p{N}.,$€£-])(?:(?<iso>20\\d\\d-\\d\\d-\\d\\d)|(?<month>${MONTH})\\s(?<day>${DAY})(?:,?\\s(?<year>20\\d\\d))?|(?<day2>${DAY})\\s(?<month2>${MONTH})(?:,?\\s(?<year2>20\\d\\d))?|(?<month3>${MONTH}),?\\s(?<year3>20\\d\\d)|(?:Q(?<quarter>[1-4])|(?<quarterName>first|second|third|fourth) quarter(?: of)?)\\s(?<year4>20\\d\\d)|H(?<half>[12])\\s(?<year5>20\\d\\d)|(?<edge>next|last|this|coming)?\\s?(?<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)s?(?<post>\\snext)?|(?<near>today|tonight|tomorrow|yesterday|this morning|this afternoon|this evening)|(?<which>this|next|last)\\s(?<unit>week|month|year)|(?<yearEnd>(?:by |before |at |this )?year-end|(?:by |before )?the end of the year)|(?:by|in|for|until|through|since|during|before|of|mid-|early|late|fiscal|to)\\s(?<year6>20\\d\\d)|(?<by>by|until|before|end of|in)\\s(?<month4>January|February|March|April|May|June|July|August|September|October|November|December))(?![\\p{N}%])(?!\\s?(?:billion|million|bn|%|levels?|lows?|highs?))(?![\\p{L}])`,
  'gu',
);

const parts = (date: TradingDate): readonly [number, number, number] => [
  Number(date.slice(0, 4)),
  Number(date.slice(5, 7)),
  Number(date.slice(8, 10)),
];
const dateOf = (year: number, month: number, day: number): TradingDate | undefined =>
  parseTradingDate(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
/** The last day of a month, `month` from 1; 13 is January of the next year. */
const monthEnd = (year: number, month: number): TradingDate | undefined => {
  const next = dateOf(year + Math.floor(month / 12), (month % 12) + 1, 1);
  return next === undefined ? undefined : addDays(next, -1);
};
const monthNumber = (name: string): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
const weekdayOf = (date: TradingDate): number => new Date(`${date}T00:00:00Z`).getUTCDay();

type Range = {
  readonly first: TradingDate | undefined;
  readonly last: TradingDate | undefined;
  readonly precision: DatePrecision;
  readonly why: string;
};
const day = (date: TradingDate | undefined, why: string): Range => ({first: date, last: date, precision: 'day', why});
const months = (year: number, from: number, to: number, precision: DatePrecision, why: string): Range => ({
  first: dateOf(year, from, 1),
  last: monthEnd(year, to),
  precision,
  why,
});

/** A day of a month without its year is the one nearest to the headline. */
const nearestYear = (today: TradingDate, month: number, date: number): TradingDate | undefined => {
  const [year] = parts(today);
  const distance = (candidate: TradingDate): number => Math.abs(Date.parse(candidate) - Date.parse(today));
  const candidates = [year - 1, year, year + 1].flatMap(each => dateOf(each, month, date) ?? []);
  return candidates.sort((a, b) => distance(a) - distance(b))[0];
};

const FUTURE =
  /\b(?:by|before|until|coming) $|\b(?:to|will|due|set|expected|expects|slated|scheduled|awaits?|plans?|ahead of)\b(?![^,;:]*\b(?:after|as|following|since)\b)[^,;:]*$/i;

/** A weekday is the last one gone or today, unless the words before it look ahead. */
const weekdayNear = (today: TradingDate, name: string, edge: string | undefined, before: string): Range => {
  const wanted = WEEKDAYS.indexOf(name.slice(0, 3).toLowerCase());
  const ahead = (wanted - weekdayOf(today) + 7) % 7;
  if (edge === 'next' || edge === 'coming') return day(addDays(today, ahead === 0 ? 7 : ahead), `${edge} ${name}`);
  if (edge === 'last') return day(addDays(today, ahead === 0 ? -7 : ahead - 7), `last ${name}`);
  const future = edge === undefined && FUTURE.test(before);
  return day(
    addDays(today, future || ahead === 0 ? ahead : ahead - 7),
    future ? `the coming ${name}` : `the latest ${name}`,
  );
};

const unitNear = (today: TradingDate, which: string, unit: string): Range => {
  const step = which === 'next' ? 1 : which === 'last' ? -1 : 0;
  const [year, month] = parts(today);
  const why = `${which} ${unit}`;
  if (unit === 'year') return months(year + step, 1, 12, 'year', why);
  if (unit === 'month') {
    const index = year * 12 + month - 1 + step;
    return months(Math.floor(index / 12), (index % 12) + 1, (index % 12) + 1, 'month', why);
  }
  const monday = addDays(today, -((weekdayOf(today) + 6) % 7) + 7 * step);
  return {first: monday, last: addDays(monday, 6), precision: 'week', why};
};

const NEAR: Readonly<Record<string, number>> = {tomorrow: 1, yesterday: -1};
const QUARTERS: Readonly<Record<string, number>> = {first: 1, second: 2, third: 3, fourth: 4};

const rangeOf = (groups: Readonly<Record<string, string | undefined>>, today: TradingDate, before: string): Range => {
  const {iso, weekday, edge, near, which, unit, yearEnd, half, year5, year6, by, month4} = groups;
  const month = groups['month'] ?? groups['month2'];
  const year = Number(groups['year'] ?? groups['year2']);
  if (iso !== undefined) return day(parseTradingDate(iso), 'as written');
  if (month !== undefined) {
    const date = Number.parseInt(groups['day'] ?? groups['day2'] ?? '', 10);
    return year > 0
      ? day(dateOf(year, monthNumber(month), date), 'as written')
      : day(nearestYear(today, monthNumber(month), date), 'the nearest such day');
  }
  const {month3, year3, quarter, quarterName, year4} = groups;
  if (month3 !== undefined)
    return months(Number(year3), monthNumber(month3), monthNumber(month3), 'month', 'as written');
  if (year4 !== undefined) {
    const number = quarter === undefined ? (QUARTERS[quarterName ?? ''] ?? 0) : Number(quarter);
    return months(Number(year4), number * 3 - 2, number * 3, 'quarter', 'calendar quarter');
  }
  if (year5 !== undefined)
    return months(Number(year5), half === '1' ? 1 : 7, half === '1' ? 6 : 12, 'half', 'calendar half');
  if (weekday !== undefined) return weekdayNear(today, weekday, groups['post'] === undefined ? edge : 'next', before);
  if (near !== undefined) return day(addDays(today, NEAR[near] ?? 0), near);
  if (which !== undefined && unit !== undefined) return unitNear(today, which, unit);
  if (yearEnd !== undefined) return day(dateOf(parts(today)[0], 12, 31), 'end of the year');
  if (year6 !== undefined) return months(Number(year6), 1, 12, 'year', 'as written');
  if (month4 !== undefined && by !== 'in') {
    const wanted = monthNumber(month4);
    const [thisYear, thisMonth] = parts(today);
    const inYear = wanted >= thisMonth ? thisYear : thisYear + 1;
    return months(inYear, wanted, wanted, 'month', `the coming ${month4}`);
  }
  return {first: undefined, last: undefined, precision: 'month', why: ''};
};

/** Dates in a text, resolved from the headline's own time in New York. Linear. */
export const datesIn = (text: string, at: Instant): readonly DateNote[] => {
  let today: TradingDate | undefined;
  return [...text.matchAll(PATTERN)].flatMap(match => {
    if (!Number.isFinite(at) || Math.abs(at) > 8e18) return [];
    today ??= tradingDateAt(at);
    const {first, last, precision, why} = rangeOf(
      match.groups ?? {},
      today,
      text.slice(Math.max(0, match.index - 48), match.index),
    );
    if (first === undefined || last === undefined) return [];
    const from = match.index + (match[0].length - match[0].trimStart().length);
    return [{from, to: match.index + match[0].length, first, last, precision, why}];
  });
};
