import {badPrints} from '../../analytics/bad-prints.ts';
import {floorTo, type Instant, instant, MINUTE} from '../../core/instant.ts';
import type {BarSeries} from '../../market/bar-series.ts';
import {barRow, endedBy, firstOpening} from '../../market/series-reads.ts';
import type {PriceAt} from '../../market/snapshot.ts';

/**
 * The prices of a stretch bar by bar, each known from its bar's end, without bad prints, which reactions leave out too;
 * and how many those are.
 */
export const goodPrices = (
  series: BarSeries | undefined,
  range: {readonly from: Instant; readonly to: Instant},
): {readonly prices: readonly PriceAt[]; readonly bad: number} => {
  if (series === undefined) return {prices: [], bad: 0};
  const prices: PriceAt[] = [];
  const end = endedBy(series, range.to);
  for (let index = firstOpening(series, range.from); index < end; index++) {
    const {close, endAt} = barRow(series, index);
    if (!Number.isNaN(close)) prices.push({price: close, at: endAt});
  }
  const bad = new Set(badPrints(prices.map(({price}) => price)));
  return {prices: bad.size === 0 ? prices : prices.filter((_, index) => !bad.has(index)), bad: bad.size};
};

/** The last price of each minute. */
export const minutePrices = (prices: readonly PriceAt[]): readonly PriceAt[] =>
  prices.filter(({at}, index) => {
    const next = prices[index + 1]?.at;
    // A bar that ends with a minute is of that minute.
    return next === undefined || floorTo(instant(next - 1), MINUTE) > floorTo(instant(at - 1), MINUTE);
  });
