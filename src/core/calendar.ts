import {type Instant, minutes, plus} from './instant.ts';
import {addDays, atWallTime, type TradingDate, tradingDateAt} from './new-york.ts';

/** The parts of a trading day: before the open, the regular session, after it, and the night. */
export type Phase = 'pre' | 'regular' | 'post' | 'closed';

/** One day of the US equity market. Each part runs from its start up to, not including, the next one's. */
export type Session = {
  readonly date: TradingDate;
  readonly preAt: Instant;
  readonly openAt: Instant;
  readonly closeAt: Instant;
  readonly endAt: Instant;
  /** True on the days that close at 13:00. */
  readonly half: boolean;
};

const weekday = (date: TradingDate): number => new Date(`${date}T00:00:00Z`).getUTCDay();
const isoDate = (year: number, month: number, day: number): TradingDate =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10) as TradingDate;

/** The `nth` (from 1) `day` of the week in a month; the last one when `nth` is 0. */
const nthWeekday = (year: number, month: number, day: number, nth: number): TradingDate => {
  const from = nth === 0 ? isoDate(year, month + 1, 0) : isoDate(year, month, 1);
  const shift = nth === 0 ? -((weekday(from) - day + 7) % 7) : ((day - weekday(from) + 7) % 7) + (nth - 1) * 7;
  return addDays(from, shift);
};

/** Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8). */
const easter = (year: number): TradingDate => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = Math.floor((a + 11 * d + 22 * e) / 451);
  const month = Math.floor((d + e - 7 * f + 114) / 31);
  return isoDate(year, month, ((d + e - 7 * f + 114) % 31) + 1);
};

/** A fixed-date holiday as the exchanges keep it: Saturday moves to Friday, Sunday to Monday. */
const observed = (date: TradingDate): TradingDate =>
  weekday(date) === 6 ? addDays(date, -1) : weekday(date) === 0 ? addDays(date, 1) : date;

/** Days the exchanges closed for once: mourning and storms. */
const CLOSED_ONCE = new Set(['2012-10-29', '2012-10-30', '2018-12-05', '2025-01-09']);

const holidaysByYear = new Map<number, ReadonlySet<string>>();

/** NYSE holidays of a year (Rule 7.2). New Year's Day on a Saturday is not moved into the old year. */
const holidays = (year: number): ReadonlySet<string> => {
  const known = holidaysByYear.get(year);
  if (known !== undefined) return known;
  const newYear = isoDate(year, 1, 1);
  const days = new Set<string>([
    weekday(newYear) === 6 ? newYear : observed(newYear),
    nthWeekday(year, 1, 1, 3),
    nthWeekday(year, 2, 1, 3),
    addDays(easter(year), -2),
    nthWeekday(year, 5, 1, 0),
    observed(isoDate(year, 7, 4)),
    nthWeekday(year, 9, 1, 1),
    nthWeekday(year, 11, 4, 4),
    observed(isoDate(year, 12, 25)),
    ...(year >= 2022 ? [observed(isoDate(year, 6, 19))] : []),
  ]);
  holidaysByYear.set(year, days);
  return days;
};

const isOpen = (date: TradingDate): boolean => {
  const day = weekday(date);
  return day !== 0 && day !== 6 && !holidays(Number(date.slice(0, 4))).has(date) && !CLOSED_ONCE.has(date);
};

/** The early closes: 3 July before a weekday holiday, the Friday after Thanksgiving, Christmas Eve. */
const isHalf = (date: TradingDate): boolean => {
  const year = Number(date.slice(0, 4));
  const tail = date.slice(5);
  if (tail === '12-24') return true;
  if (tail === '07-03') return weekday(isoDate(year, 7, 4)) !== 6 && weekday(isoDate(year, 7, 4)) !== 0;
  return date === addDays(nthWeekday(year, 11, 4, 4), 1);
};

const sessions = new Map<TradingDate, Session | undefined>();
/** A screen asks for one day again and again, a study for some hundreds. */
const MOST_SESSIONS = 1_000;

/** The session of `date`, or undefined on a weekend or holiday. The same object for the same date. */
export const sessionOf = (date: TradingDate): Session | undefined => {
  if (sessions.has(date)) return sessions.get(date);
  if (sessions.size >= MOST_SESSIONS) sessions.clear();
  const session = isOpen(date) ? openSession(date) : undefined;
  sessions.set(date, session);
  return session;
};

const openSession = (date: TradingDate): Session => {
  const half = isHalf(date);
  const openAt = atWallTime(date, 9, 30);
  const closeAt = half ? atWallTime(date, 13) : atWallTime(date, 16);
  return {
    date,
    preAt: atWallTime(date, 4),
    openAt,
    closeAt,
    endAt: half ? plus(closeAt, minutes(240)) : atWallTime(date, 20),
    half,
  };
};

/** The last session strictly before `date`. */
export const sessionBefore = (date: TradingDate): Session => {
  for (let day = addDays(date, -1); ; day = addDays(day, -1)) {
    const session = sessionOf(day);
    if (session !== undefined) return session;
  }
};

/** The session that `at` lies in or, outside of any, the next one to come. */
export const sessionAt = (at: Instant): Session => {
  for (let day = tradingDateAt(at); ; day = addDays(day, 1)) {
    const session = sessionOf(day);
    if (session !== undefined && at < session.endAt) return session;
  }
};

export const phaseAt = (session: Session, at: Instant): Phase => {
  if (at < session.preAt || at >= session.endAt) return 'closed';
  if (at < session.openAt) return 'pre';
  return at < session.closeAt ? 'regular' : 'post';
};
