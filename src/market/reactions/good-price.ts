import {badPrints} from '../../analytics/bad-prints.ts';
import type {Instant} from '../../core/instant.ts';
import type {BarSeries} from '../bar-series.ts';
import {barRow, endedBy} from '../series-reads.ts';
import type {PriceAt} from '../snapshot.ts';

/** Priced bars that a print is judged among. */
const BEFORE = 12;

/** The bars with a price that ended by `at`, the last `count` of them, oldest first. */
const pricedBars = (
  series: BarSeries,
  end: number,
  count: number,
): {readonly prices: PriceAt[]; readonly from: number} => {
  const prices: PriceAt[] = [];
  let from = end;
  while (from > 0 && prices.length < count) {
    from--;
    const {close, endAt} = barRow(series, from);
    if (!Number.isNaN(close)) prices.push({price: close, at: endAt});
  }
  return {prices: prices.reverse(), from};
};

/**
 * The last price at or before `at` that is not a bad print, judged by what was printed up to `until`. A print that nothing
 * follows stands.
 */
export const goodPriceAt = (series: BarSeries | undefined, at: Instant, until: Instant): PriceAt | undefined => {
  if (series === undefined) return undefined;
  const end = endedBy(series, at);
  const {prices} = pricedBars(series, end, BEFORE);
  if (prices.length === 0) return undefined;
  const known = prices.length;
  const last = endedBy(series, until);
  for (let index = end; index < last && prices.length === known; index++) {
    const {close, endAt} = barRow(series, index);
    if (!Number.isNaN(close)) prices.push({price: close, at: endAt});
  }
  const bad = badPrints(prices.map(({price}) => price));
  for (let index = known - 1; index >= 0; index--) if (!bad.includes(index)) return prices[index];
  return prices[known - 1];
};

/** Prints from `from` to `to` that would be left out. */
export const countBadPrints = (series: BarSeries | undefined, from: Instant, to: Instant): number => {
  if (series === undefined) return 0;
  const prices: number[] = [];
  const last = endedBy(series, to);
  for (let index = endedBy(series, from); index < last; index++) {
    const {close} = barRow(series, index);
    if (!Number.isNaN(close)) prices.push(close);
  }
  return badPrints(prices).length;
};
