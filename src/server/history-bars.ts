import {plus} from '../core/instant.ts';
import type {Ticker} from '../core/ticker.ts';
import {type BarColumns, createBarColumns, putForeignBar} from '../market/bar-columns.ts';
import {barNotional} from '../market/day-tally.ts';
import type {ServedDay} from './served-day.ts';

/** The bars of earlier sessions by name; read once. */
export const readHistory = async (day: ServedDay): Promise<ReadonlyMap<Ticker, BarColumns>> => {
  const names = new Map<Ticker, BarColumns>();
  if (day.history === undefined) return names;
  for await (const batch of day.history.read({})) {
    for (const event of batch) {
      if (event.kind !== 'bar') continue;
      const bars = names.get(event.symbol) ?? createBarColumns();
      names.set(event.symbol, bars);
      const {openAt, open, high, low, close, volume, trades} = event;
      const sums = {volume, trades, notional: barNotional(event), vwapVolume: volume};
      putForeignBar(bars, {openAt, endAt: plus(openAt, event.span), open, high, low, close, ...sums});
    }
  }
  return names;
};
