import {cumulativeAbnormal} from '../../src/analytics/abnormal-return.ts';
import {meanOfNames} from '../../src/analytics/benchmark.ts';
import {DETECTION_LEVEL} from '../../src/analytics/calibrated-t.ts';
import {sessionBaseline, windowReaction} from '../../src/analytics/session-baseline.ts';
import {sessionAt} from '../../src/core/calendar.ts';
import {type Instant, later, minutes, plus, type Span, span} from '../../src/core/instant.ts';
import type {SessionGrid} from './session-grids.ts';

const INDEXES = new Set(['SPY', 'QQQ']);
const MOST_SESSIONS = 20;
const EDGE = minutes(30);
/** Reactions are out within two hours (Bhattacharya 2023): until then a window is not one without news. */
const NEWS_LASTS = minutes(120);

/** Which sessions a window is held against: those before its own, or all but its own (a cross-validation). */
export type Against = 'earlier sessions' | 'all other sessions';
export type Part = 'open' | 'middle' | 'close';

/** Windows of a part of the day, and how many of them each t calls an event at 5%. */
export type PartFigures = {windows: number; calibrated: number; plain: number};

export type CalibrationFigures = {
  readonly parts: Readonly<Record<Part, PartFigures>>;
  /** Sessions in the baselines: the fewest and the most. */
  readonly sessions: readonly [least: number, most: number];
  readonly benchmarks: ReadonlySet<string>;
};

/** When a name was in the news. */
export type NewsAt = (name: string) => readonly Instant[];

type Benchmarked = {readonly grid: SessionGrid; readonly market: Float64Array};

/** SPY when each of the name's sessions has it, else the mean of the other names on the day. */
const benchmarkOf = (
  grids: readonly SessionGrid[],
  own: readonly SessionGrid[],
): {name: string; days: Benchmarked[]} => {
  const spy = own.map(day => grids.find(grid => grid.name === 'SPY' && grid.session === day.session));
  if (spy.every(day => day !== undefined))
    return {name: 'SPY', days: own.map((grid, index) => ({grid, market: spy[index]?.returns ?? new Float64Array(0)}))};
  const others = (day: SessionGrid): Float64Array =>
    meanOfNames(
      grids
        .filter(grid => grid.session === day.session && grid.name !== day.name && !INDEXES.has(grid.name))
        .map(grid => grid.returns),
    );
  return {name: 'mean of the other names', days: own.map(grid => ({grid, market: others(grid)}))};
};

/** What comes while the regular session is closed is traded from its next open on. */
const tradedAt = (at: Instant): Instant => {
  const session = sessionAt(at);
  if (at < session.closeAt) return later(at, session.openAt);
  return sessionAt(session.endAt).openAt;
};

const joined = (arrays: readonly Float64Array[]): Float64Array => Float64Array.from(arrays.flatMap(one => [...one]));

/** The share of windows without news that are called events at a nominal 5%, window by window from every slot. */
export const calibrationFigures = (
  grids: readonly SessionGrid[],
  slot: Span,
  horizon: Span,
  against: Against,
  newsAt: NewsAt,
): CalibrationFigures => {
  const none = (): PartFigures => ({windows: 0, calibrated: 0, plain: 0});
  const parts = {open: none(), middle: none(), close: none()};
  const benchmarks = new Set<string>();
  let sessions: readonly [number, number] = [Number.POSITIVE_INFINITY, 0];
  const length = horizon / slot;
  for (const [name, own] of Map.groupBy(grids, grid => grid.name)) {
    if (INDEXES.has(name)) continue;
    const {name: benchmark, days} = benchmarkOf(grids, own);
    const news = newsAt(name).map(tradedAt);
    for (const day of days) {
      const {session, returns} = day.grid;
      const base = days
        .filter(other =>
          against === 'earlier sessions' ? other.grid.session.openAt < session.openAt : other.grid.session !== session,
        )
        .slice(-MOST_SESSIONS);
      const baseline = sessionBaseline(
        {returns: joined(base.map(one => one.grid.returns)), market: joined(base.map(one => one.market))},
        returns.length,
      );
      if (baseline.status !== 'ok') continue;
      benchmarks.add(benchmark);
      sessions = [Math.min(sessions[0], baseline.sessions), Math.max(sessions[1], baseline.sessions)];
      const today = {returns, market: day.market};
      for (let from = 0; from + length <= returns.length; from++) {
        const at = plus(session.openAt, span(from * slot));
        const end = plus(at, horizon);
        if (news.some(one => one > at - NEWS_LASTS && one < end)) continue;
        const reaction = windowReaction(baseline, today, from, from + length);
        const plain = cumulativeAbnormal(baseline.model, returns, day.market, from, from + length);
        if (reaction.status !== 'ok' || plain.status !== 'ok') continue;
        const part = parts[at < session.openAt + EDGE ? 'open' : end > session.closeAt - EDGE ? 'close' : 'middle'];
        part.windows++;
        if (Math.abs(reaction.t) > DETECTION_LEVEL) part.calibrated++;
        if (Math.abs(plain.car) > DETECTION_LEVEL * plain.se) part.plain++;
      }
    }
  }
  return {parts, sessions, benchmarks};
};
