import type {Session} from '../../core/calendar.ts';
import type {Bar} from '../../core/events.ts';
import {type Instant, minutes} from '../../core/instant.ts';
import {wallTimeAt} from '../../core/new-york.ts';
import type {Ticker} from '../../core/ticker.ts';

/** How the prints of a day are spread over its names and hours, told by earlier sessions. */
export type DayProfile = {
  /** Which part of all prints of the day a name has; the parts add up to 1. */
  readonly partOf: (symbol: Ticker) => number;
  /** Which part of a name's prints lies before `at`, 0 to 1. */
  readonly doneAt: (symbol: Ticker, at: Instant) => number;
};

const SLOT = minutes(5);

/**
 * The profile of `session` by bars of earlier ones: by their prints or, where they tell none, their shares. A name without
 * bars counts as the mean of the others, spread evenly over the day.
 */
export const profileOf = (session: Session, symbols: readonly Ticker[], history: readonly Bar[]): DayProfile => {
  const slots = Math.ceil((session.endAt - session.preAt) / SLOT);
  const told = history.some(bar => bar.trades > 0);
  const begins = wallTimeAt(session.preAt);
  const slotOfBar = ({openAt}: Bar): number => {
    const {hour, minute} = wallTimeAt(openAt);
    return Math.floor(((hour - begins.hour) * 60 + minute - begins.minute) / 5);
  };
  const sums = new Map(symbols.map(symbol => [symbol, new Float64Array(slots + 1)]));
  for (const bar of history) {
    const own = sums.get(bar.symbol);
    const slot = slotOfBar(bar);
    if (own !== undefined && slot >= 0 && slot < slots)
      own[slot + 1] = (own[slot + 1] ?? 0) + (told ? bar.trades : bar.volume);
  }
  for (const own of sums.values())
    for (let slot = 1; slot <= slots; slot++) own[slot] = (own[slot] ?? 0) + (own[slot - 1] ?? 0);
  const totalOf = (symbol: Ticker): number => sums.get(symbol)?.[slots] ?? 0;
  const totals = symbols.map(totalOf).filter(total => total > 0);
  const known = totals.reduce((sum, total) => sum + total, 0);
  const mean = totals.length === 0 ? 1 : known / totals.length;
  const all = known + (symbols.length - totals.length) * mean;
  return {
    partOf: symbol => (totalOf(symbol) || mean) / all,
    doneAt: (symbol, at) => {
      const place = Math.min(slots, Math.max(0, (at - session.preAt) / SLOT));
      const total = totalOf(symbol);
      if (total === 0) return place / slots;
      const [slot, own] = [Math.floor(place), sums.get(symbol)];
      const before = own?.[slot] ?? total;
      return (before + ((own?.[slot + 1] ?? total) - before) * (place - slot)) / total;
    },
  };
};
