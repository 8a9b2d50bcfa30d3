import type {ReturnModel} from './market-model.ts';
import {type Refusal, refusal} from './refusal.ts';

/** r − a − b·m (MacKinlay 1997, eq. 9). */
export const abnormalReturn = (model: ReturnModel, r: number, m: number): number => r - model.a - model.b * m;

/** The part of the variance, in units of s², that comes of the line being estimated. */
const estimationPart = (model: ReturnModel, length: number, sumMarket: number): number => {
  const {kind, count, meanMarket, sxx} = model;
  if (kind === 'market-adjusted') return 0;
  const off = sumMarket - length * meanMarket;
  return (length * length) / count + (kind === 'market' ? (off * off) / sxx : 0);
};

/** The sd of one abnormal return: s·√(1 + 1/T + (m−m̄)²/Sxx) (MacKinlay 1997, eq. 10). */
export const abnormalError = (model: ReturnModel, m: number): number =>
  model.s * Math.sqrt(1 + estimationPart(model, 1, m));

/** A sum of abnormal returns, its sd, and how many returns are in it. */
export type Cumulative =
  | {readonly status: 'ok'; readonly car: number; readonly se: number; readonly length: number}
  | Refusal;

/**
 * CAR over the L returns that are there in [from, to), with the variance s²·[L + L²/T + (Σm − L·m̄)²/Sxx] (Campbell, Lo
 * and MacKinlay 1997, eqs. 4.4.10 and 4.4.14; mean-adjusted without the last part, market-adjusted with L alone). Nothing
 * outside [from, to) is read.
 */
export const cumulativeAbnormal = (
  model: ReturnModel,
  returns: ArrayLike<number>,
  market: ArrayLike<number>,
  from = 0,
  to: number = returns.length,
): Cumulative => {
  let [length, car, sumMarket] = [0, 0, 0];
  for (let index = from; index < to; index++) {
    const m = model.kind === 'mean-adjusted' ? 0 : (market[index] ?? Number.NaN);
    const left = abnormalReturn(model, returns[index] ?? Number.NaN, m);
    if (!Number.isFinite(left)) continue;
    length++;
    car += left;
    sumMarket += m;
  }
  if (length === 0) return refusal('nothing measured', 0, 1);
  return {status: 'ok', car, se: model.s * Math.sqrt(length + estimationPart(model, length, sumMarket)), length};
};
