import type {Brand} from './brand.ts';
import {DAY, HOUR, type Instant, instant, MINUTE, SECOND, type Span, span} from './instant.ts';
import {parseInstant} from './parse-instant.ts';

/** A calendar day in New York, `YYYY-MM-DD`. */
export type TradingDate = Brand<string, 'TradingDate'>;

/** A clock on a wall in New York. */
export type WallTime = {
  readonly date: TradingDate;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
};

export const parseTradingDate = (text: string): TradingDate | undefined =>
  /^\d{4}-\d\d-\d\d$/.test(text) && parseInstant(`${text}T00:00:00Z`) !== undefined ? (text as TradingDate) : undefined;

const zone = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  timeZoneName: 'longOffset',
});
const offsets = new Map<number, Span>();

/** How far New York's clocks are from UTC at `at` (−4 h or −5 h). Clocks there change on the hour, so hours are kept. */
export const newYorkOffset = (at: Instant): Span => {
  const slot = Math.floor(at / HOUR);
  const known = offsets.get(slot);
  if (known !== undefined) return known;
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(zone.format(slot * (HOUR / 1_000)));
  const size = Number(match?.[2] ?? 0) * HOUR + Number(match?.[3] ?? 0) * MINUTE;
  const offset = span(match?.[1] === '-' ? -size : size);
  if (offsets.size > 10_000) offsets.clear();
  offsets.set(slot, offset);
  return offset;
};

const dates = new Map<number, TradingDate>();

/** The calendar date of a day counted from 1970-01-01. */
const dateOf = (day: number): TradingDate => {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * (DAY / 1_000)).toISOString().slice(0, 10) as TradingDate;
  if (dates.size > 10_000) dates.clear();
  dates.set(day, date);
  return date;
};

/** The date in New York at `at`. */
export const tradingDateAt = (at: Instant): TradingDate => dateOf(Math.floor((at + newYorkOffset(at)) / DAY));

/** What a clock in New York shows at `at`, to the second below. */
export const wallTimeAt = (at: Instant): WallTime => {
  const local = at + newYorkOffset(at);
  const day = Math.floor(local / DAY);
  const second = Math.floor((local - day * DAY) / SECOND);
  return {
    date: dateOf(day),
    hour: Math.floor(second / 3_600),
    minute: Math.floor(second / 60) % 60,
    second: second % 60,
  };
};

/** The moment at which New York's clocks show `hour:minute:second` on `date`; in the hour that spring skips, an hour later on the clock. */
export const atWallTime = (date: TradingDate, hour: number, minute = 0, second = 0): Instant => {
  const asUtc = (parseInstant(`${date}T00:00:00Z`) ?? Number.NaN) + hour * HOUR + minute * MINUTE + second * SECOND;
  const guess = instant(asUtc - newYorkOffset(instant(asUtc)));
  const at = instant(asUtc - newYorkOffset(guess));
  return newYorkOffset(at) === newYorkOffset(guess) ? at : guess;
};

/** The day `count` days after `date` (before it when negative). */
export const addDays = (date: TradingDate, count: number): TradingDate => {
  const millis = Date.parse(`${date}T00:00:00Z`) + count * 86_400_000;
  return new Date(millis).toISOString().slice(0, 10) as TradingDate;
};
