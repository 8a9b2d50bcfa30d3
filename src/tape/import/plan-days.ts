import type {Session} from '../../core/calendar.ts';
import {sessionAt} from '../../core/calendar.ts';
import {DAY, span} from '../../core/instant.ts';
import type {TradingDate} from '../../core/new-york.ts';
import type {DayTrades} from './day-trades.ts';
import type {BarRow, BarRows} from './read-bars.ts';
import type {NewsRow, NewsRows} from './read-news.ts';
import type {Rejections} from './rejection.ts';

/** What the files hold of one session. */
export type PlannedDay = {
  readonly session: Session;
  readonly trades: DayTrades | undefined;
  /** Of symbols that have no trades that day: where there are trades, bars would count everything twice. */
  readonly bars: readonly BarRow[];
  readonly news: readonly NewsRow[];
};

/** Headlines of a weekend or a holiday belong to the session they precede, if it is no farther than this. */
const LOOKBACK = span(4 * DAY);

const bySession = <R>(rows: readonly R[], sessionOf: (row: R) => Session | undefined): Map<TradingDate, R[]> => {
  const days = new Map<TradingDate, R[]>();
  for (const row of rows) {
    const session = sessionOf(row);
    if (session === undefined) continue;
    const day = days.get(session.date) ?? [];
    days.set(session.date, day);
    day.push(row);
  }
  return days;
};

/** The session each headline falls in or precedes; without trades and bars, every session that has a headline is a day. */
const newsByDay = (news: readonly NewsRow[], market: readonly Session[], path: string, rejections: Rejections) =>
  bySession(news, ({line, headline: {receivedAt}}) => {
    if (market.length === 0) return sessionAt(receivedAt);
    const session = market.find(({endAt}) => receivedAt < endAt);
    if (session !== undefined && receivedAt >= session.preAt - LOOKBACK) return session;
    rejections.outside(path, line, 'no day of this import follows within four days');
    return undefined;
  });

export type Sources = {
  readonly trades: ReadonlyMap<TradingDate, DayTrades>;
  readonly bars: BarRows;
  readonly news: NewsRows;
  readonly newsPath: string;
};

/** The days that the files make, in order. */
export const planDays = ({trades, bars, news, newsPath}: Sources, rejections: Rejections): readonly PlannedDay[] => {
  const barDays = bySession(bars.rows, row => row.session);
  const sessions = new Map<TradingDate, Session>();
  for (const {session} of trades.values()) sessions.set(session.date, session);
  for (const {session} of bars.rows) sessions.set(session.date, session);
  const market = [...sessions.values()].sort((a, b) => a.preAt - b.preAt);
  const newsDays = newsByDay(news.rows, market, newsPath, rejections);
  const days = market.length > 0 ? market : news.rows.map(row => sessionAt(row.headline.receivedAt));
  return [...new Map(days.map(session => [session.date, session])).values()].map(session => {
    const own = trades.get(session.date);
    const traded = new Set(own?.symbols);
    return {
      session,
      trades: own,
      bars: (barDays.get(session.date) ?? []).filter(row => !traded.has(row.symbol)),
      news: newsDays.get(session.date) ?? [],
    };
  });
};
