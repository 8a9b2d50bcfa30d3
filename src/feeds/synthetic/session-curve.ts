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

/** Fills `part` with the line through the knots, and gives its sum. */
const drawKnots = (part: Float64Array, knots: PhaseCurve['knots']): number => {
  let total = 0;
  let next = 0;
  for (let index = 0; index < part.length; index++) {
    const place = (index + 0.5) / part.length;
    while (next < knots.length - 1 && (knots[next]?.[0] ?? 1) < place) next++;
    const [right, above] = knots[next] ?? [1, 1];
    const [left, below] = knots[next - 1] ?? [right, above];
    const weight = place < right ? below + ((above - below) * (place - left)) / (right - left) : above;
    part[index] = weight;
    total += weight;
  }
  return total;
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
    const part = out.subarray(from - FIRST_SECOND, to - FIRST_SECOND);
    const scale = phase.share / shares / drawKnots(part, phase.knots);
    for (let index = 0; index < part.length; index++) part[index] = (part[index] ?? 0) * scale;
  }
  return out;
};
