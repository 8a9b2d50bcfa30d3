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

/**
 * Five-minute bars of the sessions before a day, extended hours too, and each name's close of the last of them: the daily
 * bar's, which the closing print sets.
 */
export const fetchEarlier = async (
  symbols: readonly Ticker[],
  before: TradingDate,
  sessions: number,
  access: RestAccess,
  signal: AbortSignal,
): Promise<EarlierBars> => {
  const bars: Bar[] = [];
  const closes = new Map<Ticker, number>();
  if (sessions < 1) return {bars, closes};
  const last = sessionBefore(before);
  let first = last;
  for (let count = 1; count < sessions; count++) first = sessionBefore(first.date);
  const end = instant(last.endAt - 1);
  const lastDay = {symbols, start: atWallTime(last.date, 0), end};
  for await (const page of fetchBars(lastDay, DAY, 'history', access, signal))
    for (const {symbol, close} of page) closes.set(symbol, close);
  const most = symbols.length * sessions * BARS_A_SESSION;
  for await (const page of fetchBars({symbols, start: first.preAt, end}, HISTORY_BAR, 'history', access, signal)) {
    for (const bar of page) bars.push(bar);
    if (bars.length > most) throw new Fault('feed/protocol', `more than the ${most} bars that there can be were sent`);
  }
  return {bars, closes};
};
