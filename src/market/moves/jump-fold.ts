import {abnormalReturn} from '../../analytics/abnormal-return.ts';
import {isAlert} from '../../analytics/calibrated-t.ts';
import {bipowerWindow, createJumpTest, type JumpTest} from '../../analytics/jump-test.ts';
import {phaseAt, type Session, sessionOf} from '../../core/calendar.ts';
import {type Instant, instant, plus} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import {benchmarkReturn} from '../reactions/benchmark.ts';
import {earlierReturns} from '../reactions/day-grid.ts';
import {PHASES, phaseSlots, type TradedPhase} from '../reactions/phase-slots.ts';
import type {Benchmark} from '../reactions/reaction.ts';
import {ratioBefore, type Usual} from '../reactions/usual.ts';
import {testWithin} from '../reactions/usual-test.ts';
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
  /** Of each part of the day, where its earlier sessions say it. */
  readonly usual: Readonly<Record<TradedPhase, Usual | undefined>>;
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

/** The usual size f̃·s of each slot's return on a day from 04:00; NaN in a part that nothing is known of. */
const usualSizes = ({sessions, usual}: JumpGround, session: Session): Float64Array => {
  const sizes = new Float64Array(sessions.slots).fill(Number.NaN);
  for (const phase of PHASES) {
    const baseline = usual[phase]?.baseline;
    if (baseline === undefined) continue;
    const {first, end} = phaseSlots(session, phase, sessions.slot);
    for (let index = first; index < end; index++)
      sizes[index] = (baseline.factors[index - first] ?? 1) * baseline.model.s;
  }
  return sizes;
};

/** The test as it stands at the day's first slot: the returns of earlier sessions are in it, each by its usual size. */
const primedTest = (ground: JumpGround): JumpTest | undefined => {
  const {sessions} = ground;
  const returns = earlierReturns(sessions);
  const known = returns.reduce((count, r) => (Number.isFinite(r) ? count + 1 : count), 0);
  const like = sessionOf(sessions.dates[0] ?? ground.session.date);
  if (known < LEAST_RETURNS || like === undefined) return undefined;
  const sizes = usualSizes(ground, like);
  const jumps = createJumpTest(Math.min(bipowerWindow(sessions.slot), known), sessions.slots);
  for (const [index, r] of returns.entries()) jumps.test(r / (sizes[index % sessions.slots] ?? Number.NaN));
  return jumps;
};

/**
 * The jumps of one name's day, slot by slot: Lee and Mykland's test on returns divided by f̃·s, over K returns or as many as
 * the earlier sessions have, and the calibrated t of the abnormal return at alert level. A slot costs the same whatever
 * came before, and nothing is kept of it but its jump.
 */
export const createJumpFold = (ground: JumpGround): JumpFold => {
  const {symbol, session, sessions, benchmark, usual} = ground;
  const {slot} = sessions;
  const sizes = usualSizes(ground, session);
  const test = primedTest(ground);
  const jumps: Jump[] = [];
  let judged = 0;

  const tOf = (index: number, own: number, {gridOf}: JumpReads): number | undefined => {
    const from = instant(session.preAt + index * slot);
    const phase = phaseAt(session, from);
    const known = phase === 'closed' ? undefined : usual[phase];
    if (phase === 'closed' || known === undefined) return undefined;
    const {model} = known.baseline;
    const market = benchmarkReturn(benchmark, own, one => {
      const value = gridOf(one).returns[index];
      return value === undefined || Number.isNaN(value) ? undefined : value;
    });
    if (market === undefined && model.kind !== 'mean-adjusted') return undefined;
    const ratio = ratioBefore(known, gridOf, symbol, benchmark, session, phase, from);
    const abnormal = abnormalReturn(model, own, market ?? 0);
    const tested = testWithin({...known, ratio}, session, abnormal, {phase, from, to: plus(from, slot)});
    return tested.status === 'ok' ? tested.t : undefined;
  };

  const judgeSlot = (index: number, reads: JumpReads): void => {
    const own = reads.gridOf(symbol).returns[index] ?? Number.NaN;
    const verdict = test?.test(own / (sizes[index] ?? Number.NaN));
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
