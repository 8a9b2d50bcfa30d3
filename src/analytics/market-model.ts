import {type Refusal, refusal} from './refusal.ts';

/**
 * What a return is expected to be: a + b·market. `s` is the sd of what is left over `count` (T) estimation returns,
 * `meanMarket` (m̄) and `sxx` the mean and the squared deviations of the market over them.
 */
export type ReturnModel = {
  readonly kind: 'market' | 'mean-adjusted' | 'market-adjusted';
  readonly a: number;
  readonly b: number;
  readonly s: number;
  readonly count: number;
  readonly meanMarket: number;
  readonly sxx: number;
};

export type Estimate = {readonly status: 'ok'; readonly model: ReturnModel} | Refusal;

/** Fewer estimation returns say nothing of what is usual. */
export const LEAST_RETURNS = 60;
/** Two parameters and one degree of freedom. */
const LEAST_FOR_LINE = 3;
/** A sum of squares below this part of its uncentred one is rounding. */
const ROUNDING = 1e-24;

/** Centred sums over T pairs: Σ(m−m̄)², Σ(m−m̄)(r−r̄), Σ(r−r̄)², and SSE, what the line leaves of the last. */
export type LineSums = {
  readonly count: number;
  readonly a: number;
  readonly b: number;
  readonly meanMarket: number;
  readonly sxx: number;
  readonly syy: number;
  readonly sse: number;
};

/** The least pairs a line is fitted to when `needed` are asked for. */
export const leastPairs = (needed: number): number => Math.max(needed, LEAST_FOR_LINE);

/** The model that the sums make, or why they make none. */
export const marketModelOf = (sums: LineSums): Estimate => {
  const {count, a, b, meanMarket, sxx, syy, sse} = sums;
  if (!(sxx > ROUNDING * count * meanMarket * meanMarket)) return refusal('flat benchmark', count, LEAST_FOR_LINE);
  if (!(sse > ROUNDING * syy)) return refusal('no variation', count, LEAST_FOR_LINE);
  const s = Math.sqrt(sse / (count - 2));
  return {status: 'ok', model: {kind: 'market', a, b, s, count, meanMarket, sxx}};
};

/**
 * The market model r = a + b·m + e by ordinary least squares, s² = SSE/(T−2) (MacKinlay 1997, eqs. 3 and 6 to 8). A pair
 * with a NaN is left out.
 */
export const fitMarketModel = (
  returns: ArrayLike<number>,
  market: ArrayLike<number>,
  needed: number = LEAST_RETURNS,
): Estimate => {
  let count = 0;
  let meanReturn = 0;
  let meanMarket = 0;
  eachPair(returns, market, (r, m) => {
    count++;
    meanReturn += r;
    meanMarket += m;
  });
  const least = leastPairs(needed);
  if (count < least) return refusal('too few returns', count, least);
  meanReturn /= count;
  meanMarket /= count;
  let [sxx, sxy, syy, sse] = [0, 0, 0, 0];
  eachPair(returns, market, (r, m) => {
    sxx += (m - meanMarket) ** 2;
    sxy += (m - meanMarket) * (r - meanReturn);
    syy += (r - meanReturn) ** 2;
  });
  const b = sxy / sxx;
  eachPair(returns, market, (r, m) => {
    sse += (r - meanReturn - b * (m - meanMarket)) ** 2;
  });
  return marketModelOf({count, a: meanReturn - b * meanMarket, b, meanMarket, sxx, syy, sse});
};

const eachPair = (
  returns: ArrayLike<number>,
  market: ArrayLike<number>,
  visit: (r: number, m: number) => void,
): void => {
  for (let index = 0; index < Math.min(returns.length, market.length); index++) {
    const r = returns[index] ?? Number.NaN;
    const m = market[index] ?? Number.NaN;
    if (Number.isFinite(r) && Number.isFinite(m)) visit(r, m);
  }
};

/** Mean-adjusted returns (MacKinlay 1997, §3.A): a = r̄, b = 0, s² = Σ(r−r̄)²/(T−1). A NaN is left out. */
export const fitMeanAdjusted = (returns: ArrayLike<number>, needed: number = LEAST_RETURNS): Estimate => {
  let [count, sum] = [0, 0];
  eachPair(returns, returns, r => {
    count++;
    sum += r;
  });
  const least = Math.max(needed, 2);
  if (count < least) return refusal('too few returns', count, least);
  const a = sum / count;
  let left = 0;
  eachPair(returns, returns, r => {
    left += (r - a) ** 2;
  });
  if (!(left > ROUNDING * count * a * a)) return refusal('no variation', count, least);
  const s = Math.sqrt(left / (count - 1));
  return {status: 'ok', model: {kind: 'mean-adjusted', a, b: 0, s, count, meanMarket: 0, sxx: 0}};
};

/**
 * Market-adjusted returns (MacKinlay 1997, §3.C): a = 0 and b = 1 are given, not estimated, so s² = Σ(r−m)²/T. A pair
 * with a NaN is left out.
 */
export const fitMarketAdjusted = (
  returns: ArrayLike<number>,
  market: ArrayLike<number>,
  needed: number = LEAST_RETURNS,
): Estimate => {
  let [count, squares] = [0, 0];
  eachPair(returns, market, (r, m) => {
    count++;
    squares += (r - m) * (r - m);
  });
  const least = Math.max(needed, 1);
  if (count < least) return refusal('too few returns', count, least);
  if (squares === 0) return refusal('no variation', count, least);
  const s = Math.sqrt(squares / count);
  return {status: 'ok', model: {kind: 'market-adjusted', a: 0, b: 1, s, count, meanMarket: 0, sxx: 0}};
};
