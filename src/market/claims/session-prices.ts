import {badPrints} from '../../analytics/bad-prints.ts';
import type {Instant} from '../../core/instant.ts';
import type {BarSeries} from '../bar-series.ts';
import {barRow, endedBy, firstOpening} from '../series-reads.ts';
import type {PriceAt} from '../snapshot.ts';

/** A step of a name from one price to another, through all between, and when that was known. */
export type PriceStep = {readonly from: number; readonly to: number; readonly at: Instant};

/** The prices of a bar in the order that they came, as far as a bar tells: the nearer extreme first. */
const pathOf = (open: number, high: number, low: number, close: number): readonly number[] =>
  close >= open ? [open, low, high, close] : [open, high, low, close];

/**
 * The prices of the bars within [from, to), oldest first, a step from one to the next of its bar; bad prints are left out.
 * Nothing of a bar that ends after `to` is read.
 */
export const pricesWithin = (series: BarSeries | undefined, from: Instant, to: Instant): readonly PriceStep[] => {
  if (series === undefined) return [];
  const prints: PriceAt[] = [];
  const last = endedBy(series, to);
  for (let index = firstOpening(series, from); index < last; index++) {
    const {open, high, low, close, endAt} = barRow(series, index);
    if (Number.isNaN(close)) continue;
    for (const price of pathOf(open, high, low, close))
      if (price !== prints.at(-1)?.price || endAt !== prints.at(-1)?.at) prints.push({price, at: endAt});
  }
  const bad = new Set(badPrints(prints.map(({price}) => price)));
  const good = prints.filter((_, index) => !bad.has(index));
  return good.map(({price, at}, index): PriceStep => {
    const before = good[index - 1];
    return {from: before?.at === at ? before.price : price, to: price, at};
  });
};
