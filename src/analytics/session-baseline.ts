import {abnormalReturn} from './abnormal-return.ts';
import {type Estimate, fitMarketAdjusted, fitMarketModel, fitMeanAdjusted, type ReturnModel} from './market-model.ts';
import type {Refusal} from './refusal.ts';
import {timeOfDayFactors} from './time-of-day.ts';

/** What is usual for a name: its model, and how lively each slot of its day is. `sessions` is 0 when it is of the same day. */
export type SessionBaseline = {
  readonly status: 'ok';
  readonly model: ReturnModel;
  readonly factors: Float64Array;
  readonly sessions: number;
};

/** Returns on one day's grid, and the benchmark's beside them; without one the model is mean-adjusted. */
export type GridReturns = {readonly returns: ArrayLike<number>; readonly market?: ArrayLike<number>};

/** How returns are held against a benchmark: by a fitted line, or one for one with nothing fitted. */
export type MarketFit = 'market' | 'market-adjusted';

const estimate = ({returns, market}: GridReturns, fit: MarketFit): Estimate => {
  if (market === undefined) return fitMeanAdjusted(returns);
  return fit === 'market' ? fitMarketModel(returns, market) : fitMarketAdjusted(returns, market);
};

/** What the model leaves of each return. */
const residualsOf = (model: ReturnModel, {returns, market}: GridReturns): Float64Array => {
  const left = new Float64Array(returns.length);
  for (let index = 0; index < left.length; index++)
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
  const timed = timeOfDayFactors(residualsOf(model, earlier), slots);
  return timed.status === 'ok' ? {...timed, model} : timed;
};

/** The returns that say what is usual where every slot is held alike: older ones are of a livelier hour or a calmer one. */
const MOST_ALIKE = 120;

/** The baseline when no earlier session is at hand: the same day's last 120 returns before slot `from`, every slot alike. */
export const sameDayBaseline = (
  today: GridReturns,
  from: number,
  fit: MarketFit = 'market',
): SessionBaseline | Refusal => {
  const before = Array.from({length: from}, (_, slot) =>
    slot < from - MOST_ALIKE ? Number.NaN : (today.returns[slot] ?? Number.NaN),
  );
  const fitted = estimate({...today, returns: before}, fit);
  if (fitted.status !== 'ok') return fitted;
  return {status: 'ok', model: fitted.model, factors: new Float64Array(today.returns.length).fill(1), sessions: 0};
};
