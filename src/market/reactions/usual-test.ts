import {type CalibratedT, calibratedT, DETECTION_LEVEL} from '../../analytics/calibrated-t.ts';
import {type MagnitudeRank, magnitudeRank} from '../../analytics/magnitude-rank.ts';
import {refusal} from '../../analytics/refusal.ts';
import {studentWidening} from '../../analytics/student-widening.ts';
import {meanSquareFactor} from '../../analytics/time-of-day.ts';
import type {Session} from '../../core/calendar.ts';
import {MINUTE, minus, minutes} from '../../core/instant.ts';
import {type PhaseStretch, phaseEnd, phaseStart} from './phase-slots.ts';
import type {HorizonTest, Refused} from './reaction.ts';
import {type DayUsual, refusalWords, refused, type UsualNow} from './usual.ts';

const NO_WINDOWS = new Float64Array(0);

/** Sessions that must say how lively a stretch is while nothing of today does. */
const LEAST_SESSIONS = 3;
/** The end of the regular session is a time of its own: R, measured before it, does not say how lively it is. */
const CLOSING = minutes(30);

const reachesClosing = (session: Session, {phase, to}: PhaseStretch): boolean =>
  phase === 'regular' && to > minus(phaseEnd(session, phase), CLOSING);

/**
 * The calibrated t of an abnormal return within one part of the day, widened by Student for what its factors were learnt
 * from. While R is not known it takes three sessions, and so does a stretch that reaches into the closing half hour.
 */
export const testWithin = (known: UsualNow, session: Session, car: number, stretch: PhaseStretch): CalibratedT => {
  const {phase, from, to} = stretch;
  const {baseline, slot, heard, ratio} = known;
  const {model, factors, sessions} = baseline;
  if (sessions < LEAST_SESSIONS && (ratio === undefined || reachesClosing(session, stretch)))
    return refusal('too few sessions', sessions, LEAST_SESSIONS);
  const start = phaseStart(session, phase);
  const square = meanSquareFactor(factors, start, slot, from, to);
  const plain = calibratedT(car, (to - from) / slot, model, square, ratio ?? 1);
  if (plain.status !== 'ok' || heard === undefined) return plain;
  const wide = studentWidening(heard, sessions, (from - start) / slot, (to - start) / slot);
  return {status: 'ok', t: plain.t / wide, se: plain.se * wide, detectable: plain.detectable * wide};
};

/**
 * The t of an abnormal return over stretches that follow one another, where the slots reach that far down. Each part of the
 * day that it lies in has its own standard error; their squares add up.
 */
export const testOver = (
  usual: DayUsual,
  session: Session,
  car: number,
  parts: readonly PhaseStretch[],
): HorizonTest => {
  const [first, last] = [parts[0], parts[parts.length - 1]];
  let variance = 0;
  for (const part of parts) {
    const known = usual[part.phase];
    if ('status' in known) return known;
    if (part === first && last !== undefined && last.to - first.from < known.slot)
      return refused(`shorter than the ${known.slot / MINUTE}-minute slots that say what is usual`);
    const within = testWithin(known, session, car, part);
    if (within.status !== 'ok') return refused(refusalWords(within));
    if (parts.length === 1) return within;
    variance += within.se ** 2;
  }
  const se = Math.sqrt(variance);
  return {status: 'ok', t: car / se, se, detectable: DETECTION_LEVEL * se};
};

/**
 * The abnormal returns of the same slots in each earlier session, oldest first; NaN for one that has none of them. None
 * where one of the parts has no earlier sessions.
 */
export const sameWindows = (usual: DayUsual, session: Session, parts: readonly PhaseStretch[]): Float64Array => {
  let windows: Float64Array | undefined;
  for (const part of parts) {
    const known = usual[part.phase];
    if ('status' in known || known.residuals.length === 0) return NO_WINDOWS;
    const {residuals, slot, baseline} = known;
    const slots = baseline.factors.length;
    const first = Math.floor((part.from - phaseStart(session, part.phase)) / slot);
    const end = Math.min(slots, first + Math.round((part.to - part.from) / slot));
    windows ??= new Float64Array(residuals.length / slots).fill(Number.NaN);
    for (const [row, before] of windows.entries()) {
      let sum = before;
      for (let index = first; index < end; index++) {
        const left = residuals[row * slots + index] ?? Number.NaN;
        if (!Number.isNaN(left)) sum = Number.isNaN(sum) ? left : sum + left;
      }
      windows[row] = sum;
    }
  }
  return windows ?? NO_WINDOWS;
};

/** |car| among the same slots of earlier sessions. */
export const rankOver = (
  usual: DayUsual,
  session: Session,
  car: number,
  parts: readonly PhaseStretch[],
): MagnitudeRank | Refused => {
  const others = sameWindows(usual, session, parts);
  if (others.length === 0) return refused('no earlier sessions');
  return others.every(Number.isNaN) ? refused('shorter than a slot') : magnitudeRank(car, others);
};
