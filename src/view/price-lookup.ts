import type {KnownPrice, PriceLookup} from '../analytics/headline-return.ts';
import {type Instant, instant} from '../core/instant.ts';
import {type BarSeries, CHUNK_BARS} from '../market/bar-series.ts';

/** How many bars had ended by `at`: what was still open then was not known. */
const endedBy = (series: BarSeries, at: Instant): number => {
  let low = 0;
  let high = series.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const endAt =
      series.chunks[Math.floor(middle / CHUNK_BARS)]?.endAt[middle % CHUNK_BARS] ?? Number.POSITIVE_INFINITY;
    if (endAt <= at) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The last price of a name known at a moment, read from its bars. */
export const priceLookup =
  (series: BarSeries | undefined): PriceLookup =>
  (at): KnownPrice | undefined => {
    if (series === undefined) return undefined;
    // A bar of odd lots alone has volume and no price.
    for (let place = endedBy(series, at) - 1; place >= 0; place--) {
      const chunk = series.chunks[Math.floor(place / CHUNK_BARS)];
      const price = chunk?.close[place % CHUNK_BARS] ?? Number.NaN;
      const endAt = chunk?.endAt[place % CHUNK_BARS];
      if (Number.isFinite(price) && endAt !== undefined) return {price, at: instant(endAt)};
    }
    return undefined;
  };

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
