import type {Instant, Span} from '../core/instant.ts';
import {type Refusal, refusal} from './refusal.ts';

/** From as many sessions on, each slot speaks for itself. */
const SESSIONS_ENOUGH = 10;
/** Slots that the smooth reaches to each side: five in all. */
const REACH = 2;
const FLOOR = 0.3;

/** Slots to each side that a factor learnt from so many sessions is smoothed over. */
export const smoothReach = (sessions: number): number => (sessions < SESSIONS_ENOUGH ? REACH : 0);

/** How lively each slot of the day is, as a factor f̃ on the sd of its returns, and the sessions that say so. */
export type TimeOfDay = {readonly status: 'ok'; readonly factors: Float64Array; readonly sessions: number} | Refusal;

/** Means of f² over the five slots around each, fewer at the day's ends. */
const smooth = (squares: Float64Array): Float64Array =>
  squares.map((_, at) => {
    let [count, sum] = [0, 0];
    for (let slot = Math.max(0, at - REACH); slot <= Math.min(squares.length - 1, at + REACH); slot++) {
      const square = squares[slot] ?? Number.NaN;
      if (Number.isNaN(square)) continue;
      count++;
      sum += square;
    }
    return sum / count;
  });

/**
 * f²ₖ = M·Σ_d r²_dk / Σ_d Σ_k r²_dk, so that their mean is 1 (Taylor and Xu 1997), on residuals laid out session by
 * session, `slots` (M) to each. A NaN is left out: a slot's mean square is taken over the sessions that have it, the whole
 * over the slots that have one. With fewer than ten sessions f̃ is the root of the mean f² over five slots, and 0.3 at
 * least; a slot that no session has, nor its neighbours, is 1.
 */
export const timeOfDayFactors = (residuals: ArrayLike<number>, slots: number): TimeOfDay => {
  const rows = Math.floor(residuals.length / slots);
  const squares = new Float64Array(slots).fill(Number.NaN);
  const there = new Uint8Array(rows);
  let [whole, filled] = [0, 0];
  for (let slot = 0; slot < slots; slot++) {
    let [count, sum] = [0, 0];
    for (let row = 0; row < rows; row++) {
      const left = residuals[row * slots + slot] ?? Number.NaN;
      if (!Number.isFinite(left)) continue;
      count++;
      sum += left * left;
      there[row] = 1;
    }
    if (count === 0) continue;
    squares[slot] = sum / count;
    whole += sum / count;
    filled++;
  }
  const sessions = there.reduce((sum, one) => sum + one, 0);
  if (sessions === 0) return refusal('too few sessions', 0, 1);
  if (whole === 0) return refusal('no variation', sessions, 1);
  const relative = squares.map(square => (square * filled) / whole);
  const few = smoothReach(sessions) > 0;
  const factors = (few ? smooth(relative) : relative).map(square => {
    if (Number.isNaN(square)) return 1;
    return few ? Math.max(FLOOR, Math.sqrt(square)) : Math.sqrt(square);
  });
  return {status: 'ok', factors, sessions};
};

/**
 * The mean of f̃² over [from, to), each slot by the time it has in it; outside the session f̃ is 1. `openAt` is where the
 * first factor's slot begins; `to` is after `from`.
 */
export const meanSquareFactor = (
  factors: ArrayLike<number>,
  openAt: Instant,
  slot: Span,
  from: Instant,
  to: Instant,
): number => {
  const first = (from - openAt) / slot;
  const last = (to - openAt) / slot;
  let sum = 0;
  for (let index = Math.floor(first); index < last; index++) {
    const factor = factors[index] ?? 1;
    sum += factor * factor * (Math.min(index + 1, last) - Math.max(index, first));
  }
  return sum / (last - first);
};
