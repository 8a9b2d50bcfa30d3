import {abnormalReturn, cumulativeAbnormal} from './abnormal-return.ts';
import {type CalibratedT, calibratedT} from './calibrated-t.ts';
import {type Estimate, fitMarketAdjusted, fitMarketModel, fitMeanAdjusted, type ReturnModel} from './market-model.ts';
import type {Refusal} from './refusal.ts';
import {timeOfDayFactors} from './time-of-day.ts';
import {todayRatio} from './today-ratio.ts';

/** What is usual for a name: its model, and how lively each slot of its day is. `sessions` is 0 when it is of the same day. */
export type SessionBaseline = {
  readonly status: 'ok';
  readonly model: ReturnModel;
  readonly factors: Float64Array;
  readonly sessions: number;
};

/** Returns on one day's grid, and the benchmark's beside them; without one the model is mean-adjusted. */
export type GridReturns = {readonly returns: ArrayLike<number>; readonly market?: ArrayLike<number>};

/** A window's CAR on its calibrated scale; `length` counts the returns in it, `ratio` is today's R. */
export type WindowReaction =
  | (Extract<CalibratedT, {status: 'ok'}> & {readonly car: number; readonly length: number; readonly ratio: number})
  | Refusal;

/** How returns are held against a benchmark: by a fitted line, or one for one with nothing fitted. */
export type MarketFit = 'market' | 'market-adjusted';

const estimate = ({returns, market}: GridReturns, fit: MarketFit): Estimate => {
  if (market === undefined) return fitMeanAdjusted(returns);
  return fit === 'market' ? fitMarketModel(returns, market) : fitMarketAdjusted(returns, market);
};

/** What the model leaves of each return before `to`. */
const residualsOf = (model: ReturnModel, {returns, market}: GridReturns, to: number): Float64Array => {
  const left = new Float64Array(to);
  for (let index = 0; index < to; index++)
    left[index] = abnormalReturn(
      model,
      returns[index] ?? Number.NaN,
      market === undefined ? 0 : (market[index] ?? Number.NaN),
    );
  return left;
};

/** The baseline from earlier sessions' grids, one after the other, `slots` to each; the caller gives at most twenty. */
export const sessionBaseline = (
  earlier: GridReturns,
  slots: number,
  fit: MarketFit = 'market',
): SessionBaseline | Refusal => {
  const fitted = estimate(earlier, fit);
  if (fitted.status !== 'ok') return fitted;
  const {model} = fitted;
  const timed = timeOfDayFactors(residualsOf(model, earlier, earlier.returns.length), slots);
  return timed.status === 'ok' ? {...timed, model} : timed;
};

/** The baseline when no earlier session is at hand: the same day's returns before slot `from`, every slot alike. */
export const sameDayBaseline = (
  today: GridReturns,
  from: number,
  fit: MarketFit = 'market',
): SessionBaseline | Refusal => {
  const before = Array.from({length: from}, (_, slot) => today.returns[slot] ?? Number.NaN);
  const fitted = estimate({...today, returns: before}, fit);
  if (fitted.status !== 'ok') return fitted;
  return {status: 'ok', model: fitted.model, factors: new Float64Array(today.returns.length).fill(1), sessions: 0};
};

/** The reaction over today's slots [from, to). No slot from `to` on is read, and R comes of those before `from`. */
export const windowReaction = (
  baseline: SessionBaseline,
  today: GridReturns,
  from: number,
  to: number,
): WindowReaction => {
  const {model, factors} = baseline;
  const summed = cumulativeAbnormal(model, today.returns, today.market ?? today.returns, from, to);
  if (summed.status !== 'ok') return summed;
  const {car, length} = summed;
  let square = 0;
  for (let slot = from; slot < to; slot++) square += (factors[slot] ?? 1) ** 2 / (to - from);
  const ratio = todayRatio(residualsOf(model, today, from), factors, model.s);
  const scaled = calibratedT(car, length, model, square, ratio);
  return scaled.status === 'ok' ? {...scaled, car, length, ratio} : scaled;
};
