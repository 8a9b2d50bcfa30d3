import {notionalOf, typicalPrice} from '../analytics/vwap.ts';
import type {Session} from '../core/calendar.ts';
import type {SaleRules} from './conditions.ts';

/** When a name's prints count, and for what; Instants. A date without a session has no regular hours. */
export type DayHours = Pick<Session, 'preAt' | 'openAt' | 'closeAt' | 'endAt'>;

/**
 * The day figures of one name, added up. What was not seen yet is NaN, its time an infinity. Every field but the day's
 * first print depends on event times alone, not on the order of arrival; equal times go to the later arrival.
 */
export type DayTally = {
  volume: number;
  trades: number;
  notional: number;
  vwapVolume: number;
  open: number;
  openAt: number;
  high: number;
  low: number;
  close: number;
  closeAt: number;
  extended: number;
  extendedAt: number;
  print: number;
  printAt: number;
  unknown: number;
};

export const createDayTally = (): DayTally => ({
  volume: 0,
  trades: 0,
  notional: 0,
  vwapVolume: 0,
  open: Number.NaN,
  openAt: Number.POSITIVE_INFINITY,
  high: Number.NEGATIVE_INFINITY,
  low: Number.POSITIVE_INFINITY,
  close: Number.NaN,
  closeAt: Number.NEGATIVE_INFINITY,
  extended: Number.NaN,
  extendedAt: Number.NEGATIVE_INFINITY,
  print: Number.NaN,
  printAt: Number.NEGATIVE_INFINITY,
  unknown: 0,
});

const tallyOpenClose = (tally: DayTally, at: number, price: number): void => {
  if (at < tally.openAt) {
    tally.open = price;
    tally.openAt = at;
  }
  if (at >= tally.closeAt) {
    tally.close = price;
    tally.closeAt = at;
  }
};

const tallyExtended = (tally: DayTally, at: number, price: number): void => {
  if (at < tally.extendedAt) return;
  tally.extended = price;
  tally.extendedAt = at;
};

/** Adds (or with `sign` -1 takes away) what a print counts for volume and VWAP. */
export const tallyVolume = (tally: DayTally, price: number, size: number, rules: SaleRules, sign: 1 | -1): void => {
  if (!rules.minute.volume) return;
  tally.volume += sign * size;
  tally.trades += sign;
  if (!rules.minute.highLow) return;
  tally.notional += sign * notionalOf(price, size);
  tally.vwapVolume += sign * size;
};

/** Adds a print. A closing print belongs to the regular session though its time lies after it. */
export const tallyPrint = (
  tally: DayTally,
  hours: DayHours,
  at: number,
  price: number,
  size: number,
  rules: SaleRules,
): void => {
  if (at >= tally.printAt) {
    tally.print = price;
    tally.printAt = at;
  }
  if (rules.unknown) tally.unknown++;
  tallyVolume(tally, price, size, rules, 1);
  const inside = at >= hours.openAt && at < hours.closeAt;
  if (inside || (rules.closing && at >= hours.closeAt)) {
    const {openClose, highLow} = rules.day;
    if (highLow) {
      if (price > tally.high) tally.high = price;
      if (price < tally.low) tally.low = price;
    }
    if (openClose === 'yes' || (openClose === 'first' && Number.isNaN(tally.open))) tallyOpenClose(tally, at, price);
  } else if (rules.minute.openClose === 'yes') {
    tallyExtended(tally, at, price);
  }
};

/** What a tally takes from a bar made elsewhere. */
export type TalliedBar = {
  readonly openAt: number;
  readonly endAt: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly trades: number;
  readonly notional: number;
};

/** What a bar adds to VWAP: its own mean price, or its typical one when it has none, times its volume. */
export const barNotional = (bar: {high: number; low: number; close: number; volume: number; vwap: number}): number =>
  notionalOf(bar.vwap > 0 ? bar.vwap : typicalPrice(bar.high, bar.low, bar.close), bar.volume);

/** Adds a bar made elsewhere; its close is a price known at its end. */
export const tallyBar = (tally: DayTally, hours: DayHours, bar: TalliedBar): void => {
  tally.volume += bar.volume;
  tally.trades += bar.trades;
  tally.notional += bar.notional;
  tally.vwapVolume += bar.volume;
  if (bar.openAt < hours.openAt || bar.openAt >= hours.closeAt) {
    tallyExtended(tally, bar.endAt, bar.close);
    return;
  }
  tally.high = Math.max(tally.high, bar.high);
  tally.low = Math.min(tally.low, bar.low);
  if (bar.openAt < tally.openAt) {
    tally.open = bar.open;
    tally.openAt = bar.openAt;
  }
  if (bar.endAt >= tally.closeAt) {
    tally.close = bar.close;
    tally.closeAt = bar.endAt;
  }
};
