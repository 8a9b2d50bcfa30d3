import type {PriceLookup} from '../analytics/known-price.ts';
import {type Instant, instant} from '../core/instant.ts';
import type {BarSeries} from '../market/bar-series.ts';
import {priceAt} from '../market/series-reads.ts';

/** The last price of a name known at a moment, read from its bars: what was still open then was not known. */
export const priceLookup =
  (series: BarSeries | undefined): PriceLookup =>
  at =>
    series === undefined ? undefined : priceAt(series, at);

/** The price at `count` evenly spaced moments from `from` up to `to`; undefined before the first print. */
export const sampledPrices = (
  series: BarSeries | undefined,
  from: Instant,
  to: Instant,
  count: number,
): readonly (number | undefined)[] => {
  const prices = priceLookup(series);
  return Array.from({length: count}, (_, index) => prices(instant(from + ((index + 1) * (to - from)) / count))?.price);
};
