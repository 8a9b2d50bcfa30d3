import {badPrints} from '../../analytics/bad-prints.ts';
import type {Instant} from '../../core/instant.ts';
import type {BarSeries} from '../bar-series.ts';
import {endedBy, pricedBar} from '../series-reads.ts';
import type {PriceAt} from '../snapshot.ts';

/** Priced bars that a print is judged among. */
const BEFORE = 12;

/** So many prices in a row that agree are no bad print, whatever came before. */
const NEAR = 4;
const AGREES = 1e-3;
const agrees = (a: number, b: number): boolean => Math.abs(a - b) <= AGREES * b;

/** The bars with a price that ended by `at`, the last `count` of them, oldest first. */
const pricedBars = (series: BarSeries, end: number, count: number): PriceAt[] => {
  const prices: PriceAt[] = [];
  let from = end;
  while (from > 0 && prices.length < count) {
    from--;
    const bar = pricedBar(series, from);
    if (bar !== undefined) prices.push(bar);
  }
  return prices.reverse();
};

/**
 * The last price at or before `at` that is not a bad print, judged by what was printed up to `until`. A print that nothing
 * follows stands, and so does one within ten basis points of the three before it.
 */
export const goodPriceAt = (series: BarSeries | undefined, at: Instant, until: Instant): PriceAt | undefined => {
  if (series === undefined) return undefined;
  const end = endedBy(series, at);
  const near = pricedBars(series, end, NEAR);
  const latest = near.at(-1);
  if (latest === undefined || (near.length === NEAR && near.every(({price}) => agrees(price, latest.price))))
    return latest;
  const prices = pricedBars(series, end, BEFORE);
  const known = prices.length;
  const last = endedBy(series, until);
  for (let index = end; index < last && prices.length === known; index++) {
    const bar = pricedBar(series, index);
    if (bar !== undefined) prices.push(bar);
  }
  const bad = badPrints(prices.map(({price}) => price));
  for (let index = known - 1; index >= 0; index--) if (!bad.includes(index)) return prices[index];
  return prices[known - 1];
};
