import {abnormalReturn} from '../../analytics/abnormal-return.ts';
import {type CalibratedT, calibratedT} from '../../analytics/calibrated-t.ts';
import {type MagnitudeRank, magnitudeRank} from '../../analytics/magnitude-rank.ts';
import type {Refusal} from '../../analytics/refusal.ts';
import {
  type MarketFit,
  type SessionBaseline,
  sameDayBaseline,
  sessionBaseline,
} from '../../analytics/session-baseline.ts';
import {meanSquareFactor} from '../../analytics/time-of-day.ts';
import {todayRatio} from '../../analytics/today-ratio.ts';
import type {Session} from '../../core/calendar.ts';
import {type Instant, MINUTE, type Span} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {EarlierSessions} from '../snapshot.ts';
import {benchmarkReturn, benchmarkSeries} from './benchmark.ts';
import {type DayGrid, earlierReturns, slotsBy} from './day-grid.ts';
import type {Benchmark, Estimation, HorizonTest, Refused} from './reaction.ts';

/** What is usual for a name beside its benchmark, and where it was learnt. */
export type Usual = {
  readonly slot: Span;
  readonly baseline: SessionBaseline;
  /** What the model leaves of earlier sessions, a row a session; none when learnt on the day itself. */
  readonly residuals: Float64Array;
  readonly estimation: Estimation;
};

/** Slots of a day on which the usual is learnt when there are no earlier sessions. */
export const SAME_DAY_SLOT: Span = MINUTE;

const REASONS: Readonly<Record<Refusal['reason'], string>> = {
  'too few returns': 'returns before the headline',
  'too few sessions': 'earlier sessions',
  'flat benchmark': 'returns, and the benchmark stood still',
  'no variation': 'returns, and the price stood still',
  'nothing measured': 'returns',
};

/** A refusal in words: `insufficient baseline: 12 of 60 returns before the headline`. */
export const refusalWords = ({reason, count, needed}: Refusal): string =>
  reason === 'too few returns' || reason === 'too few sessions' || reason === 'nothing measured'
    ? `insufficient baseline: ${count} of ${needed} ${REASONS[reason]}`
    : `insufficient baseline: ${count} ${REASONS[reason]}`;

export const refused = (reason: string): Refused => ({status: 'refused', reason});
const testOf = (result: CalibratedT): HorizonTest => (result.status === 'ok' ? result : refused(refusalWords(result)));

/** An earlier session's row of another name, by its date. */
const rowsLike = (sessions: EarlierSessions, like: EarlierSessions): Float64Array => {
  const returns = earlierReturns(sessions);
  const {slots, dates} = like;
  if (sessions.dates.length === dates.length && sessions.dates.every((date, row) => date === dates[row]))
    return returns;
  const rows = new Float64Array(dates.length * slots).fill(Number.NaN);
  for (const [row, date] of dates.entries()) {
    const from = sessions.dates.indexOf(date);
    if (from >= 0) rows.set(returns.subarray(from * slots, (from + 1) * slots), row * slots);
  }
  return rows;
};

/** The usual of a name by its earlier sessions; undefined when there are none of it or of its benchmark. */
export const usualFromSessions = (
  earlier: ReadonlyMap<Ticker, EarlierSessions>,
  symbol: Ticker,
  benchmark: Benchmark,
  fit: MarketFit,
): Usual | Refusal | undefined => {
  const own = earlier.get(symbol);
  if (own === undefined || benchmark.symbols.some(one => earlier.get(one)?.slot !== own.slot)) return undefined;
  const returns = earlierReturns(own);
  const market = benchmarkSeries(benchmark, returns, one => {
    const sessions = earlier.get(one);
    return sessions === undefined ? [] : rowsLike(sessions, own);
  });
  const baseline = sessionBaseline(market === undefined ? {returns} : {returns, market}, own.slots, fit);
  if (baseline.status !== 'ok') return baseline;
  const residuals = returns.map((r, index) => abnormalReturn(baseline.model, r, market?.[index] ?? 0));
  const label = `${baseline.sessions} sessions`;
  return {
    slot: own.slot,
    baseline,
    residuals,
    estimation: {kind: 'sessions', sessions: baseline.sessions, label, model: baseline.model},
  };
};

/** The usual of a name by the minutes of this day before a moment. */
export const usualOfDay = (
  gridOf: (symbol: Ticker) => DayGrid,
  symbol: Ticker,
  benchmark: Benchmark,
  session: Session,
  before: Instant,
  fit: MarketFit,
): Usual | Refusal => {
  const {returns} = gridOf(symbol);
  const market = benchmarkSeries(benchmark, returns, one => gridOf(one).returns);
  const until = slotsBy(session, SAME_DAY_SLOT, before);
  const baseline = sameDayBaseline(market === undefined ? {returns} : {returns, market}, until, fit);
  if (baseline.status !== 'ok') return baseline;
  return {
    slot: SAME_DAY_SLOT,
    baseline,
    residuals: new Float64Array(0),
    estimation: {kind: 'same-day', label: 'same-day', model: baseline.model},
  };
};

/** Slots that today's liveliness is judged by. */
const RATIO_SLOTS = 36;

/** R: how much livelier today was before a moment than its usual self. */
export const ratioBefore = (
  {baseline, slot}: Usual,
  gridOf: (symbol: Ticker) => DayGrid,
  symbol: Ticker,
  benchmark: Benchmark,
  session: Session,
  before: Instant,
): number => {
  const {returns} = gridOf(symbol);
  const until = Math.min(returns.length, slotsBy(session, slot, before));
  const left = new Float64Array(until).fill(Number.NaN);
  for (let index = Math.max(0, until - RATIO_SLOTS); index < until; index++) {
    const own = returns[index] ?? Number.NaN;
    if (Number.isNaN(own)) continue;
    const market = benchmarkReturn(benchmark, own, one => {
      const value = gridOf(one).returns[index];
      return value === undefined || Number.isNaN(value) ? undefined : value;
    });
    if (market === undefined && baseline.model.kind !== 'mean-adjusted') continue;
    left[index] = abnormalReturn(baseline.model, own, market ?? 0);
  }
  return todayRatio(left, baseline.factors, baseline.model.s, until);
};

/** The abnormal return over a stretch of any length, which need not be whole slots. */
export const carOver = ({baseline, slot}: Usual, own: number, market: number | undefined, length: Span): number => {
  const {a, b} = baseline.model;
  return own - (a * length) / slot - b * (market ?? 0);
};

/** The calibrated t of an abnormal return over [from, to), where the slots reach that far down. */
export const testOver = (
  usual: Usual,
  session: Session,
  car: number,
  from: Instant,
  to: Instant,
  ratio: number,
): HorizonTest => {
  const {baseline, slot} = usual;
  const length = (to - from) / slot;
  if (length < 1) return refused(`shorter than the ${slot / MINUTE}-minute slots that say what is usual`);
  const square = meanSquareFactor(baseline.factors, session.preAt, slot, from, to);
  return testOf(calibratedT(car, length, baseline.model, square, ratio));
};

/** The abnormal returns of the same slots in each earlier session, oldest first; NaN for one that has none of them. */
export const sameWindows = (
  {residuals, slot, baseline}: Usual,
  session: Session,
  from: Instant,
  to: Instant,
): Float64Array => {
  const slots = baseline.factors.length;
  const first = slotsBy(session, slot, from);
  const count = Math.round((to - from) / slot);
  const windows = new Float64Array(residuals.length / slots).fill(Number.NaN);
  for (let row = 0; row < windows.length; row++) {
    let [sum, there] = [0, 0];
    for (let index = first; index < Math.min(slots, first + count); index++) {
      const left = residuals[row * slots + index] ?? Number.NaN;
      if (Number.isNaN(left)) continue;
      sum += left;
      there++;
    }
    if (there > 0) windows[row] = sum;
  }
  return windows;
};

/** |car| among the same slots of earlier sessions. */
export const rankOver = (
  usual: Usual,
  session: Session,
  car: number,
  from: Instant,
  to: Instant,
): MagnitudeRank | Refused => {
  if (usual.residuals.length === 0) return refused('no earlier sessions');
  if (Math.round((to - from) / usual.slot) < 1) return refused('shorter than a slot');
  return magnitudeRank(car, sameWindows(usual, session, from, to));
};
