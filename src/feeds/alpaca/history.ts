import {sessionBefore} from '../../core/calendar.ts';
import type {Bar} from '../../core/events.ts';
import {Fault} from '../../core/fault.ts';
import {DAY, HOUR, instant, minutes} from '../../core/instant.ts';
import {atWallTime, type TradingDate} from '../../core/new-york.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {EarlierBars} from '../provider.ts';
import type {RestAccess} from './rest.ts';
import {fetchBars} from './rest-history.ts';

/** The bars that baselines and previous closes are made of. */
const HISTORY_BAR = minutes(5);

/** From 04:00 to 20:00 New York time. */
const BARS_A_SESSION = (16 * HOUR) / HISTORY_BAR;

export type HistoryOptions = RestAccess & {
  readonly symbols: readonly Ticker[];
  /** The day they are for; nothing of it or after it is asked for. */
  readonly before: TradingDate;
  readonly sessions: number;
  readonly signal?: AbortSignal;
};

/** Five-minute bars of the sessions before a day, extended hours too, adjusted for splits, each known by its own end. */
export const fetchHistory = async (options: HistoryOptions): Promise<readonly Bar[]> => {
  const {symbols, before, sessions, signal = new AbortController().signal} = options;
  if (symbols.length === 0 || sessions < 1) return [];
  const last = sessionBefore(before);
  let first = last;
  for (let count = 1; count < sessions; count++) first = sessionBefore(first.date);
  const query = {
    symbols,
    start: first.preAt,
    end: instant(last.endAt - 1),
    length: HISTORY_BAR,
    adjustment: 'split',
  } as const;
  const bars: Bar[] = [];
  const most = symbols.length * sessions * BARS_A_SESSION;
  for await (const page of fetchBars(query, options, signal)) {
    for (const bar of page) bars.push(bar);
    if (bars.length > most) throw new Fault('feed/protocol', `more than the ${most} bars that there can be were sent`);
  }
  return bars;
};

/** The close of the session before a day for each name that has one: the daily bar's, which the closing print sets. */
export const fetchPreviousCloses = async (
  options: Omit<HistoryOptions, 'sessions'>,
): Promise<ReadonlyMap<Ticker, number>> => {
  const {symbols, before, signal = new AbortController().signal} = options;
  if (symbols.length === 0) return new Map();
  const last = sessionBefore(before);
  const range = {start: atWallTime(last.date, 0), end: instant(last.endAt - 1)};
  const query = {symbols, ...range, length: DAY, adjustment: 'split'} as const;
  const closes = new Map<Ticker, number>();
  for await (const page of fetchBars(query, options, signal))
    for (const {symbol, close} of page) closes.set(symbol, close);
  return closes;
};

/** Both, asked for at once. */
export const fetchEarlier = async (options: HistoryOptions): Promise<EarlierBars> => {
  const [bars, closes] = await Promise.all([fetchHistory(options), fetchPreviousCloses(options)]);
  return {bars, closes};
};
