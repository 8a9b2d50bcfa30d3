import type {ReturnModel} from './market-model.ts';
import {type Refusal, refusal} from './refusal.ts';

/** |t| from which a reaction is worth an alert: some one in a thousand by chance. */
export const ALERT_LEVEL = 3.3;
/** A CAR below this many standard errors cannot be told from nothing, at 5%. */
export const DETECTION_LEVEL = 1.96;

/** t, the standard error it is measured in, and the smallest |CAR| that could have been detected. */
export type CalibratedT =
  | {readonly status: 'ok'; readonly t: number; readonly se: number; readonly detectable: number}
  | Refusal;

/**
 * t = CAR / [s·√(L(1+L/T)) · √(mean f̃² over the window) · √R]: the plain t with the hour and the day taken out
 * (Andersen and Bollerslev 1997 for the first). `length` is L in slots, `meanSquare` of `meanSquareFactor`, `ratio` R.
 */
export const calibratedT = (
  car: number,
  length: number,
  model: ReturnModel,
  meanSquare: number,
  ratio: number,
): CalibratedT => {
  const se = model.s * Math.sqrt(length * (1 + length / model.count)) * Math.sqrt(meanSquare) * Math.sqrt(ratio);
  if (!Number.isFinite(car)) return refusal('nothing measured', 0, 1);
  if (!(se > 0 && Number.isFinite(se))) return refusal('no variation', model.count, 1);
  return {status: 'ok', t: car / se, se, detectable: DETECTION_LEVEL * se};
};

export const isAlert = (t: number): boolean => Math.abs(t) >= ALERT_LEVEL;
