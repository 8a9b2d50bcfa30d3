import type {Session} from '../../core/calendar.ts';
import type {Bar, TapeEvent} from '../../core/events.ts';
import {atWallTime, tradingDateAt} from '../../core/new-york.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Leg} from './day-source.ts';
import {splitFactor} from './split-factor.ts';

/** What a day knows of the sessions before it, in the prices of the day itself. */
export type EarlierDays = {
  readonly history: readonly Bar[];
  readonly previousCloses: ReadonlyMap<Ticker, number>;
};

const byTime = (a: Bar, b: Bar): number => a.receivedAt - b.receivedAt || (a.symbol < b.symbol ? -1 : 1);

/** One decimal beyond the finest tick: what a division left behind goes, what was printed stays. */
const rounded = (price: number): number => Math.round(price * 1e5) / 1e5;

const scaled = (bar: Bar, factor: number): Bar =>
  factor === 1
    ? bar
    : {
        ...bar,
        open: rounded(bar.open * factor),
        high: rounded(bar.high * factor),
        low: rounded(bar.low * factor),
        close: rounded(bar.close * factor),
        vwap: rounded(bar.vwap * factor),
        volume: Math.round(bar.volume / factor),
      };

const barsOf = (events: readonly TapeEvent[]): readonly Bar[] => events.filter(event => event.kind === 'bar');

/**
 * Earlier sessions out of the answers to their legs. They come divided by every split until now; what was split after the day
 * is multiplied back, by the day's own close told both ways, so that splits up to the day count and later ones do not.
 */
export const earlierDaysOf = (
  session: Session,
  answers: readonly {readonly leg: Leg; readonly events: readonly TapeEvent[]}[],
): EarlierDays => {
  const bars = (kind: Leg['kind'], adjustment: Leg['adjustment']): readonly Bar[] =>
    answers.filter(({leg}) => leg.kind === kind && leg.adjustment === adjustment).flatMap(({events}) => barsOf(events));
  const isToday = (bar: Bar): boolean => tradingDateAt(bar.openAt) === session.date;
  const closes = (from: readonly Bar[]): ReadonlyMap<Ticker, number> =>
    new Map(from.map(bar => [bar.symbol, bar.close]));
  const adjusted = bars('daily', 'split');
  const [raw, split] = [closes(bars('daily', 'raw').filter(isToday)), closes(adjusted.filter(isToday))];
  const factorOf = (symbol: Ticker): number => splitFactor(raw.get(symbol), split.get(symbol));
  const midnight = atWallTime(session.date, 0);
  const before = adjusted.filter(bar => bar.openAt < midnight);
  return {
    history: bars('history', 'split')
      .map(bar => scaled(bar, factorOf(bar.symbol)))
      .sort(byTime),
    previousCloses: closes(before.map(bar => scaled(bar, factorOf(bar.symbol)))),
  };
};
