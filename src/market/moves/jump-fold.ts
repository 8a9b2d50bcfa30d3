import {abnormalReturn} from '../../analytics/abnormal-return.ts';
import {isAlert} from '../../analytics/calibrated-t.ts';
import {bipowerWindow, createJumpTest, type JumpTest} from '../../analytics/jump-test.ts';
import {phaseAt, type Session} from '../../core/calendar.ts';
import {type Instant, instant, plus, span} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import {benchmarkReturn} from '../reactions/benchmark.ts';
import type {TradedPhase} from '../reactions/phase-slots.ts';
import type {Benchmark} from '../reactions/reaction.ts';
import {ratioBefore, type Usual} from '../reactions/usual.ts';
import {testWithin} from '../reactions/usual-test.ts';
import type {EarlierSessions} from '../snapshot.ts';
import type {Jump} from './move.ts';
import type {MoveGrid} from './move-grid.ts';
import {type MoveWindows, windowReturn} from './move-windows.ts';

/** What a name's jumps are judged by, before the day begins. */
export type JumpGround = {
  readonly symbol: Ticker;
  readonly session: Session;
  readonly sessions: EarlierSessions;
  readonly benchmark: Benchmark;
  /** Of each part of the day, where its earlier sessions say it. */
  readonly usual: Readonly<Record<TradedPhase, Usual | undefined>>;
  readonly windows: readonly MoveWindows[];
};

/** What the fold reads of the day. */
export type JumpReads = {
  readonly gridOf: (symbol: Ticker) => MoveGrid;
  readonly volumeOf: (from: Instant, to: Instant) => Jump['volume'];
};

export type JumpFold = {
  /** Judges the slots from where it stands up to `count`, in their order. */
  readonly judge: (count: number, reads: JumpReads) => void;
  readonly judged: () => number;
  readonly jumps: () => readonly Jump[];
};

type Tested = {readonly windows: MoveWindows; readonly tests: readonly (JumpTest | undefined)[]};

/** The tests as they stand at the day's first slot: of K returns each, or of as many as the earlier sessions have. */
const primed = (windows: MoveWindows, {slot, slots}: EarlierSessions): Tested => ({
  windows,
  tests: windows.rows.map(row => {
    if (row === undefined) return undefined;
    const test = createJumpTest(Math.min(bipowerWindow(span(windows.width * slot)), row.length), slots);
    for (const r of row) test.test(r);
    return test;
  }),
});

/**
 * The jumps of one name's day, slot by slot: Lee and Mykland's test on the returns of the slot and of the quarter hour that
 * ends with it, each by its usual size and among those side by side with it, and the calibrated t of the abnormal return at
 * alert level. A slot costs the same whatever came before, and nothing is kept of it but its jumps.
 */
export const createJumpFold = (ground: JumpGround): JumpFold => {
  const {symbol, session, sessions, benchmark, usual} = ground;
  const {slot} = sessions;
  const tested = ground.windows.map(windows => primed(windows, sessions));
  const jumps: Jump[] = [];
  let judged = 0;

  const abnormalAt = (index: number, {baseline}: Usual, {gridOf}: JumpReads): number => {
    const own = gridOf(symbol).returns[index] ?? Number.NaN;
    const market = benchmarkReturn(benchmark, own, one => {
      const value = gridOf(one).returns[index];
      return value === undefined || Number.isNaN(value) ? undefined : value;
    });
    if (market === undefined && baseline.model.kind !== 'mean-adjusted') return Number.NaN;
    return abnormalReturn(baseline.model, own, market ?? 0);
  };

  const tOf = (first: number, width: number, reads: JumpReads): number | undefined => {
    const from = instant(session.preAt + first * slot);
    const phase = phaseAt(session, from);
    const known = phase === 'closed' ? undefined : usual[phase];
    if (phase === 'closed' || known === undefined) return undefined;
    let car = 0;
    for (let index = first; index < first + width; index++) car += abnormalAt(index, known, reads);
    const ratio = ratioBefore(known, reads.gridOf, symbol, benchmark, session, phase, from);
    const to = plus(from, span(width * slot));
    const test = testWithin({...known, ratio}, session, car, {phase, from, to});
    return test.status === 'ok' ? test.t : undefined;
  };

  const judgeWindow = ({windows: {width, sizes}, tests}: Tested, last: number, reads: JumpReads): void => {
    const own = windowReturn(reads.gridOf(symbol).returns, last, width);
    const verdict = tests[(last + 1) % width]?.test(own / (sizes[last] ?? Number.NaN));
    if (verdict?.status !== 'ok' || !verdict.jump) return;
    const first = last - width + 1;
    const t = tOf(first, width, reads);
    if (t === undefined || !isAlert(t)) return;
    const from = instant(session.preAt + first * slot);
    const to = plus(from, span(width * slot));
    const {statistic} = verdict;
    jumps.push({symbol, from, to, return: Math.expm1(own), statistic, t, volume: reads.volumeOf(from, to)});
  };

  return {
    judge: (count, reads) => {
      for (; judged < count; judged++) for (const one of tested) judgeWindow(one, judged, reads);
    },
    judged: () => judged,
    jumps: () => jumps,
  };
};
