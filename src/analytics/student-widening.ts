import {DETECTION_LEVEL} from './calibrated-t.ts';
import {studentTwoSided} from './student.ts';
import {smoothReach} from './time-of-day.ts';

const LEVEL = 0.05;

/** How many residuals each slot of a day has over the sessions, laid out as `timeOfDayFactors` has them. */
export const residualsHeard = (residuals: ArrayLike<number>, slots: number): Float64Array => {
  const heard = new Float64Array(slots);
  for (let index = 0; index < residuals.length; index++)
    if (Number.isFinite(residuals[index])) heard[index % slots] = (heard[index % slots] ?? 0) + 1;
  return heard;
};

const widths = new Map<number, number>();

/** The |T| of `freedom` degrees that is exceeded one time in twenty, over the 1.96 of a normal one. */
const widthOf = (freedom: number): number => {
  const known = widths.get(freedom);
  if (known !== undefined) return known;
  let [low, high] = [0.9, 10];
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (studentTwoSided(middle * DETECTION_LEVEL, freedom) > LEVEL) low = middle;
    else high = middle;
  }
  widths.set(freedom, high);
  return high;
};

/**
 * How much wider the standard error of a window over slots [from, to), which may be cut, must be for its factors being
 * learnt: on n residuals a t is Student's with n degrees of freedom, and widened by t₀.₉₇₅,ₙ / 1.96 it exceeds 1.96 as
 * seldom as a normal one. n counts what the window's factors were learnt from, their smooth's reach included.
 */
export const studentWidening = (heard: ArrayLike<number>, sessions: number, from: number, to: number): number => {
  const reach = smoothReach(sessions);
  const end = Math.min(heard.length, Math.ceil(to) + reach);
  let freedom = 0;
  for (let slot = Math.max(0, Math.floor(from) - reach); slot < end; slot++) freedom += heard[slot] ?? 0;
  return widthOf(Math.max(1, freedom));
};
