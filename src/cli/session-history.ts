import type {Bar} from '../core/events.ts';
import {minutes, type Span} from '../core/instant.ts';
import type {TradingDate} from '../core/new-york.ts';
import type {OpenedProvider} from '../feeds/provider.ts';
import {baselinesFrom, previousClosesFrom} from '../market/baseline.ts';
import {earlierSessionsFrom} from '../market/earlier-sessions.ts';
import type {SessionHistory} from '../market/snapshot.ts';

/** The slots that earlier sessions are kept in. */
export const HISTORY_SLOT: Span = minutes(5);

/** Sessions before the day that say what is usual. */
const HISTORY_SESSIONS = 20;

/** What is known of earlier sessions before anybody asked. */
export const NO_HISTORY: SessionHistory = {previousCloses: new Map(), baselines: new Map(), earlier: new Map()};

/** What the bars of earlier sessions tell of the day `date`. */
export const historyFrom = (bars: readonly Bar[], date: TradingDate): SessionHistory => {
  const earlier = earlierSessionsFrom(bars, HISTORY_SLOT);
  return {previousCloses: previousClosesFrom(bars, date), baselines: baselinesFrom(earlier), earlier};
};

/** Earlier sessions as a provider tells them; its own daily closes come before those of the last five minutes. */
export const askHistory = async (
  earlier: NonNullable<OpenedProvider['earlier']>,
  before: TradingDate,
  signal: AbortSignal,
): Promise<SessionHistory> => {
  const {bars, closes} = await earlier(before, HISTORY_SESSIONS, signal);
  const learned = historyFrom(bars, before);
  return {...learned, previousCloses: new Map([...learned.previousCloses, ...closes])};
};
