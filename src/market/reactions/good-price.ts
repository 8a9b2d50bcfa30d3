import {badPrints} from '../../analytics/bad-prints.ts';
import type {Instant} from '../../core/instant.ts';
import type {BarSeries} from '../bar-series.ts';
import {closeOf, endedBy, pricedBar} from '../series-reads.ts';
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

/** Whether the bar at `index` and the three priced ones before it agree: then none of them is a bad print. */
const agreesBefore = (series: BarSeries, price: number, index: number): boolean => {
  let near = 1;
  for (let from = index - 1; from >= 0 && near < NEAR; from--) {
    const before = closeOf(series, from);
    if (Number.isNaN(before)) continue;
    if (!agrees(before, price)) return false;
    near++;
  }
  return near === NEAR;
};

/**
 * The last price at or before `at` that is not a bad print, judged by what was printed up to `until`. A print that nothing
 * follows stands, since whether it reverts at once cannot be known yet: so does the last one before a horizon's end, which
 * nothing printed later may change. One within ten basis points of the three before it stands too.
 */
export const goodPriceAt = (series: BarSeries | undefined, at: Instant, until: Instant): PriceAt | undefined => {
  if (series === undefined) return undefined;
  const end = endedBy(series, at);
  let index = end - 1;
  while (index >= 0 && Number.isNaN(closeOf(series, index))) index--;
  if (index < 0) return undefined;
  const latest = pricedBar(series, index);
  if (latest === undefined || agreesBefore(series, latest.price, index)) return latest;
  const prices = pricedBars(series, end, BEFORE);
  const known = prices.length;
  const last = until <= at ? end : endedBy(series, until);
  for (let next = end; next < last && prices.length === known; next++) {
    const bar = pricedBar(series, next);
    if (bar !== undefined) prices.push(bar);
  }
  if (prices.length === known) return latest;
  const bad = badPrints(prices.map(({price}) => price));
  for (let place = known - 1; place >= 0; place--) if (!bad.includes(place)) return prices[place];
  return prices[known - 1];
};

/** How many prices in (from, to] are bad prints, judged by what was printed up to `to` with those right before `from`. */
export const badPricesIn = (series: BarSeries | undefined, from: Instant, to: Instant): number => {
  if (series === undefined) return 0;
  const first = endedBy(series, from);
  const prices = pricedBars(series, first, BEFORE).map(({price}) => price);
  const known = prices.length;
  for (let index = first; index < endedBy(series, to); index++) {
    const price = closeOf(series, index);
    if (!Number.isNaN(price)) prices.push(price);
  }
  return badPrints(prices).filter(index => index >= known).length;
};
