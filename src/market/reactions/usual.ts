import {abnormalReturn} from '../../analytics/abnormal-return.ts';
import type {Refusal} from '../../analytics/refusal.ts';
import {
  type MarketFit,
  type SessionBaseline,
  sameDayBaseline,
  sessionBaseline,
} from '../../analytics/session-baseline.ts';
import {residualsHeard} from '../../analytics/student-widening.ts';
import {LEAST_SLOTS, MOST_SLOTS, todayRatio} from '../../analytics/today-ratio.ts';
import {type Session, sessionOf} from '../../core/calendar.ts';
import {type Instant, MINUTE, type Span} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {EarlierSessions} from '../snapshot.ts';
import {benchmarkSeries, marketReader} from './benchmark.ts';
import {type DayGrid, earlierReturns, slotsBy} from './day-grid.ts';
import {phaseSlots, type TradedPhase} from './phase-slots.ts';
import type {Benchmark, Estimation, Refused} from './reaction.ts';

/** What is usual for a name beside its benchmark in one part of the day, and where it was learnt. */
export type Usual = {
  readonly slot: Span;
  /** Its factors run from the part's first slot on. */
  readonly baseline: SessionBaseline;
  /** What the model leaves of earlier sessions, a row a session; none when learnt on the day itself. */
  readonly residuals: Float64Array;
  /** How many of those each slot has; undefined when learnt on the day itself, where every slot is alike. */
  readonly heard: Float64Array | undefined;
  readonly estimation: Estimation;
};

/** The usual of a part of the day at a headline, and R; undefined while too little of that part has passed to say it. */
export type UsualNow = Usual & {readonly ratio: number | undefined};
export type DayUsual = Readonly<Record<TradedPhase, UsualNow | Refused>>;

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

/** A session of the shape that all rows have. */
const sessionOfRows = (sessions: EarlierSessions | undefined): Session | undefined => {
  const date = sessions?.dates[0];
  return date === undefined ? undefined : sessionOf(date);
};

/** The same slots of every row. */
const rowParts = (rows: Float64Array, slots: number, first: number, end: number): Float64Array => {
  const width = end - first;
  const count = Math.floor(rows.length / slots);
  const parts = new Float64Array(count * width);
  for (let row = 0; row < count; row++) parts.set(rows.subarray(row * slots + first, row * slots + end), row * width);
  return parts;
};

/** The usual of a name in a part of the day by its earlier sessions; undefined when there are none of it or of its benchmark. */
export const usualFromSessions = (
  earlier: ReadonlyMap<Ticker, EarlierSessions>,
  symbol: Ticker,
  benchmark: Benchmark,
  phase: TradedPhase,
  fit: MarketFit,
): Usual | Refusal | undefined => {
  const own = earlier.get(symbol);
  const session = sessionOfRows(own);
  if (own === undefined || session === undefined) return undefined;
  if (benchmark.symbols.some(one => earlier.get(one)?.slot !== own.slot)) return undefined;
  const {first, end} = phaseSlots(session, phase, own.slot);
  const whole = earlierReturns(own);
  const wholeMarket = benchmarkSeries(benchmark, whole, one => {
    const sessions = earlier.get(one);
    return sessions === undefined ? [] : rowsLike(sessions, own);
  });
  const returns = rowParts(whole, own.slots, first, end);
  const market = wholeMarket && rowParts(wholeMarket, own.slots, first, end);
  const baseline = sessionBaseline(market === undefined ? {returns} : {returns, market}, end - first, fit);
  if (baseline.status !== 'ok') return baseline;
  const residuals = returns.map((r, index) => abnormalReturn(baseline.model, r, market?.[index] ?? 0));
  const label = `${baseline.sessions} sessions`;
  return {
    slot: own.slot,
    baseline,
    residuals,
    heard: residualsHeard(residuals, end - first),
    estimation: {kind: 'sessions', sessions: baseline.sessions, label, model: baseline.model},
  };
};

/** The usual of a name by the minutes of this day's part before a moment. */
export const usualOfDay = (
  gridOf: (symbol: Ticker) => DayGrid,
  symbol: Ticker,
  benchmark: Benchmark,
  session: Session,
  phase: TradedPhase,
  before: Instant,
  fit: MarketFit,
): Usual | Refusal => {
  const {first, end} = phaseSlots(session, phase, SAME_DAY_SLOT);
  const returns = gridOf(symbol).returns.subarray(first, end);
  const market = benchmarkSeries(benchmark, returns, one => gridOf(one).returns.subarray(first, end));
  const until = Math.max(0, Math.min(end, slotsBy(session, SAME_DAY_SLOT, before)) - first);
  const baseline = sameDayBaseline(market === undefined ? {returns} : {returns, market}, until, fit);
  if (baseline.status !== 'ok') return baseline;
  return {
    slot: SAME_DAY_SLOT,
    baseline,
    residuals: new Float64Array(0),
    heard: undefined,
    estimation: {kind: 'same-day', label: 'same-day', model: baseline.model},
  };
};

/** R: how much livelier this part of today was before a moment than its usual self; undefined with fewer than six slots of it. */
export const ratioBefore = (
  {baseline, slot}: Usual,
  gridOf: (symbol: Ticker) => DayGrid,
  symbol: Ticker,
  benchmark: Benchmark,
  session: Session,
  phase: TradedPhase,
  before: Instant,
): number | undefined => {
  const {first, end} = phaseSlots(session, phase, slot);
  const until = Math.max(0, Math.min(end, slotsBy(session, slot, before)) - first);
  const {returns} = gridOf(symbol);
  const market = marketReader(benchmark, one => gridOf(one).returns);
  const left = new Float64Array(MOST_SLOTS).fill(Number.NaN);
  const from = Math.max(0, until - MOST_SLOTS);
  let count = 0;
  for (let index = from; index < until; index++) {
    const own = returns[first + index] ?? Number.NaN;
    if (Number.isNaN(own)) continue;
    const other = market(first + index, own);
    if (other === undefined && baseline.model.kind !== 'mean-adjusted') continue;
    const residual = abnormalReturn(baseline.model, own, other ?? 0);
    if (Number.isFinite(residual)) count++;
    left[index - from] = residual;
  }
  if (count < LEAST_SLOTS) return undefined;
  return todayRatio(left, baseline.factors.subarray(from), baseline.model.s, until - from);
};
