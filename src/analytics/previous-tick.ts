import {type Instant, instant} from '../core/instant.ts';
import type {KnownPrice, PriceLookup} from './known-price.ts';

/**
 * Prices by the previous tick (Dacorogna et al. 2001, ch. 3): at t the last one known at or before it. `knownAt` ascends;
 * a bar is known by its end, a print by its time. Of several known at one moment the last stands.
 */
export const previousTick =
  (knownAt: ArrayLike<number>, prices: ArrayLike<number>): PriceLookup =>
  (at: Instant): KnownPrice | undefined => {
    let low = 0;
    let high = knownAt.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((knownAt[middle] ?? Number.POSITIVE_INFINITY) <= at) low = middle + 1;
      else high = middle;
    }
    const price = prices[low - 1];
    const known = knownAt[low - 1];
    return price === undefined || known === undefined ? undefined : {price, at: instant(known)};
  };
