import {abnormalReturn} from '../../analytics/abnormal-return.ts';
import {isAlert} from '../../analytics/calibrated-t.ts';
import {bipowerWindow, createJumpTest, type JumpTest} from '../../analytics/jump-test.ts';
import type {Session} from '../../core/calendar.ts';
import {type Instant, instant, plus} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import {benchmarkReturn} from '../reactions/benchmark.ts';
import {earlierReturns} from '../reactions/day-grid.ts';
import type {Benchmark} from '../reactions/reaction.ts';
import {ratioBefore, testOver, type Usual} from '../reactions/usual.ts';
import type {EarlierSessions} from '../snapshot.ts';
import type {Jump} from './move.ts';
import type {MoveGrid} from './move-grid.ts';

/** Fewer returns of earlier sessions say nothing of a name's volatility. */
const LEAST_RETURNS = 60;

/** What a name's jumps are judged by, before the day begins. */
export type JumpGround = {
  readonly symbol: Ticker;
  readonly session: Session;
  readonly sessions: EarlierSessions;
  readonly benchmark: Benchmark;
  readonly usual: Usual;
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

/** The test as it stands at the day's first slot: the returns of earlier sessions are in it, each divided by its f̃. */
const primedTest = ({sessions, usual}: JumpGround): JumpTest | undefined => {
  const {factors} = usual.baseline;
  const returns = earlierReturns(sessions);
  const known = returns.reduce((count, r) => (Number.isFinite(r) ? count + 1 : count), 0);
  if (known < LEAST_RETURNS) return undefined;
  const jumps = createJumpTest(Math.min(bipowerWindow(usual.slot), known), sessions.slots);
  for (const [index, r] of returns.entries()) jumps.test(r / (factors[index % sessions.slots] ?? 1));
  return jumps;
};

/**
 * The jumps of one name's day, slot by slot: Lee and Mykland's test on returns divided by f̃, over K returns or as many as
 * the earlier sessions have, and the calibrated t of the abnormal return at alert level. A slot costs the same whatever
 * came before, and nothing is kept of it but its jump.
 */
export const createJumpFold = (ground: JumpGround): JumpFold => {
  const {symbol, session, benchmark, usual} = ground;
  const {slot, baseline} = usual;
  const test = primedTest(ground);
  const jumps: Jump[] = [];
  let judged = 0;

  const tOf = (index: number, own: number, {gridOf}: JumpReads): number | undefined => {
    const market = benchmarkReturn(benchmark, own, one => {
      const value = gridOf(one).returns[index];
      return value === undefined || Number.isNaN(value) ? undefined : value;
    });
    if (market === undefined && baseline.model.kind !== 'mean-adjusted') return undefined;
    const from = instant(session.preAt + index * slot);
    const ratio = ratioBefore(usual, gridOf, symbol, benchmark, session, from);
    const abnormal = abnormalReturn(baseline.model, own, market ?? 0);
    const tested = testOver(usual, session, abnormal, from, plus(from, slot), ratio);
    return tested.status === 'ok' ? tested.t : undefined;
  };

  const judgeSlot = (index: number, reads: JumpReads): void => {
    const own = reads.gridOf(symbol).returns[index] ?? Number.NaN;
    const verdict = test?.test(own / (baseline.factors[index] ?? 1));
    if (verdict?.status !== 'ok' || !verdict.jump) return;
    const t = tOf(index, own, reads);
    if (t === undefined || !isAlert(t)) return;
    const from = instant(session.preAt + index * slot);
    const to = plus(from, slot);
    const {statistic} = verdict;
    jumps.push({symbol, from, to, return: Math.expm1(own), statistic, t, volume: reads.volumeOf(from, to)});
  };

  return {
    judge: (count, reads) => {
      for (; judged < count; judged++) judgeSlot(judged, reads);
    },
    judged: () => judged,
    jumps: () => jumps,
  };
};
