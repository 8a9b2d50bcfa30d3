import type {Session} from '../../core/calendar.ts';
import {SECOND} from '../../core/instant.ts';
import type {DayCurve, DaySecond, PhaseCurve} from './scenario.ts';

/** 04:00, where every array of a day's seconds begins. */
export const FIRST_SECOND: DaySecond = 4 * 3600;

/** The edges of a session in seconds since midnight. */
export type SessionSeconds = {readonly open: DaySecond; readonly close: DaySecond; readonly end: DaySecond};

export const sessionSeconds = (session: Session): SessionSeconds => ({
  open: FIRST_SECOND + (session.openAt - session.preAt) / SECOND,
  close: FIRST_SECOND + (session.closeAt - session.preAt) / SECOND,
  end: FIRST_SECOND + (session.endAt - session.preAt) / SECOND,
});

const weightAt = (knots: PhaseCurve['knots'], place: number): number => {
  let [left, below] = knots[0] ?? [0, 1];
  for (const [right, above] of knots) {
    if (place <= right) return right === left ? above : below + ((above - below) * (place - left)) / (right - left);
    [left, below] = [right, above];
  }
  return below;
};

/** One value a second from 04:00 to the end of the session; they sum to 1, whatever the length of the day. */
export const spreadOverDay = (curve: DayCurve, session: Session): Float64Array => {
  const {open, close, end} = sessionSeconds(session);
  const out = new Float64Array(end - FIRST_SECOND);
  const parts = [
    {phase: curve.pre, from: FIRST_SECOND, to: open},
    {phase: curve.regular, from: open, to: close},
    {phase: curve.post, from: close, to: end},
  ];
  const shares = parts.reduce((sum, part) => sum + part.phase.share, 0);
  for (const {phase, from, to} of parts) {
    let total = 0;
    for (let second = from; second < to; second++) {
      const weight = weightAt(phase.knots, (second + 0.5 - from) / (to - from));
      out[second - FIRST_SECOND] = weight;
      total += weight;
    }
    const scale = phase.share / shares / total;
    for (let index = from - FIRST_SECOND; index < to - FIRST_SECOND; index++) out[index] = (out[index] ?? 0) * scale;
  }
  return out;
};
