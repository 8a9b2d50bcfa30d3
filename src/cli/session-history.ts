import type {Bar} from '../core/events.ts';
import {minutes, type Span} from '../core/instant.ts';
import type {TradingDate} from '../core/new-york.ts';
import {fetchHistory, fetchPreviousCloses, type HistoryOptions} from '../feeds/alpaca/history.ts';
import {baselinesFrom, previousClosesFrom} from '../market/baseline.ts';
import {earlierSessionsFrom} from '../market/earlier-sessions.ts';
import type {SessionHistory} from '../market/snapshot.ts';

/** Slots of a day: the bars that earlier sessions are kept in. */
const HISTORY_SLOT: Span = minutes(5);

/** Sessions before the day that say what is usual. */
const HISTORY_SESSIONS = 20;

/** What is known of earlier sessions before anybody asked. */
export const NO_HISTORY: SessionHistory = {previousCloses: new Map(), baselines: new Map(), earlier: new Map()};

/** What the bars of earlier sessions tell of the day `date`. */
export const historyFrom = (bars: readonly Bar[], date: TradingDate): SessionHistory => {
  const earlier = earlierSessionsFrom(bars, HISTORY_SLOT);
  return {previousCloses: previousClosesFrom(bars, date), baselines: baselinesFrom(earlier), earlier};
};

/** Earlier sessions by the provider's REST; its own daily closes come before those of the last five minutes. */
export const askHistory = async (options: Omit<HistoryOptions, 'sessions'>): Promise<SessionHistory> => {
  const [bars, closes] = await Promise.all([
    fetchHistory({...options, sessions: HISTORY_SESSIONS}),
    fetchPreviousCloses(options),
  ]);
  const learned = historyFrom(bars, options.before);
  return {...learned, previousCloses: new Map([...learned.previousCloses, ...closes])};
};
