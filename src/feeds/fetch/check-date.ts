import {type Session, sessionBefore, sessionOf} from '../../core/calendar.ts';
import {Fault} from '../../core/fault.ts';
import type {Instant} from '../../core/instant.ts';
import type {TradingDate} from '../../core/new-york.ts';
import {tradingDateAt, wallTimeAt} from '../../core/new-york.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** The session of `date` that is over by `now`. Fault `usage` for a day without trading and one that is not over, in words. */
export const checkDate = (date: TradingDate, now: Instant): Session => {
  const session = sessionOf(date);
  if (session === undefined) {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    const why = weekday === 0 ? 'a Sunday' : weekday === 6 ? 'a Saturday' : 'a holiday';
    throw new Fault('usage', `${date} is ${why}: there was no trading`, {
      remedy: `the session before it is ${sessionBefore(date).date}`,
    });
  }
  if (session.endAt <= now) return session;
  if (date > tradingDateAt(now))
    throw new Fault('usage', `${date} is yet to come`, {remedy: `it is ${tradingDateAt(now)} in New York`});
  const {hour, minute} = wallTimeAt(session.endAt);
  throw new Fault('usage', `${date} is not over before ${two(hour)}:${two(minute)} New York time`, {
    remedy: 'fetch it then, or keep what is left of it with `tapewire record`',
  });
};
