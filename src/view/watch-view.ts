import {type Phase, phaseAt, sessionAt, sessionOf} from '../core/calendar.ts';
import type {Instant} from '../core/instant.ts';
import type {Ticker} from '../core/ticker.ts';
import {usualVolumeAt} from '../market/baseline.ts';
import type {Figures, Snapshot} from '../market/snapshot.ts';
import {unseenAlerts} from './alert-log.ts';
import {formatDirection, formatMultiple, formatPercent, formatPrice, formatSpan, formatTime} from './format.ts';
import {dayChange, latestPrice} from './latest-price.ts';
import {sampledPrices} from './price-lookup.ts';
import {staleFor} from './stale-for.ts';
import {shownSymbol, type UiState} from './ui-state.ts';

/** One name on the watch list, every figure written out. */
export type WatchRow = {
  readonly symbol: Ticker;
  readonly selected: boolean;
  readonly price: string;
  readonly direction: string;
  readonly change: string;
  readonly trend: 'up' | 'down' | 'flat' | 'unknown';
  /** Prices across the session so far. */
  readonly spark: readonly (number | undefined)[];
  /** Volume as a multiple of what is usual by this time of day. */
  readonly volume: string;
  /** An alert on it fired, and nobody has looked yet. */
  readonly alerted: boolean;
  /** What is wrong with this name, in a word or two: `HALTED 09:41`, `STALE 3m`. */
  readonly trouble: string | undefined;
};

export type WatchView = {readonly phase: Phase; readonly rows: readonly WatchRow[]};

const SPARK_POINTS = 64;

const TRENDS: Readonly<Record<string, WatchRow['trend']>> = {'▲': 'up', '▼': 'down', '=': 'flat'};

const troubleOf = (figures: Figures, snapshot: Snapshot, phase: Phase, now: Instant): string | undefined => {
  if (figures.halted !== undefined) return `HALTED ${formatTime(figures.halted.since)}`;
  const silence = snapshot.clock.mode === 'live' ? staleFor(figures, phase, now) : undefined;
  return silence === undefined ? undefined : `STALE ${formatSpan(silence)}`;
};

const blank = (symbol: Ticker, selected: boolean, alerted: boolean): WatchRow => ({
  symbol,
  selected,
  price: formatPrice(undefined),
  direction: ' ',
  change: formatPercent(undefined),
  trend: 'unknown',
  spark: [],
  volume: formatMultiple(undefined),
  alerted,
  trouble: undefined,
});

/** The names of the day in the order asked for; a name without a print yet shows `·`. */
export const watchView = (snapshot: Snapshot, ui: UiState, now: Instant): WatchView => {
  const session = sessionOf(snapshot.file.day.date) ?? sessionAt(now);
  const phase = phaseAt(session, now);
  const shown = shownSymbol(snapshot, ui);
  const alerted = new Set(unseenAlerts(ui.alertLog).map(entry => entry.symbol));
  const rows = snapshot.file.day.symbols.map((symbol): WatchRow => {
    const figures = snapshot.figures.get(symbol);
    const row = blank(symbol, symbol === shown, alerted.has(symbol));
    if (figures === undefined) return row;
    const change = dayChange(figures);
    const direction = formatDirection(change);
    const baseline = snapshot.file.baselines.get(symbol);
    const usual = baseline === undefined ? undefined : usualVolumeAt(baseline, session, now);
    return {
      ...row,
      price: formatPrice(latestPrice(figures)?.price),
      direction: change === undefined ? ' ' : direction,
      change: formatPercent(change),
      trend: TRENDS[direction] ?? 'unknown',
      spark: sampledPrices(snapshot.bars.get(symbol), session.preAt, now, SPARK_POINTS),
      // Nothing counted yet is not little.
      volume: formatMultiple(
        usual === undefined || usual <= 0 || figures.volume <= 0 ? undefined : figures.volume / usual,
      ),
      trouble: troubleOf(figures, snapshot, phase, now),
    };
  });
  return {phase, rows};
};
