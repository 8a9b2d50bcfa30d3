import {type Instant, plus, type Span, span} from '../core/instant.ts';
import type {PriceLookup} from './known-price.ts';
import {logReturn} from './returns.ts';

/** `count` slots of one length from `from` on: the open for a day's grid, a headline's moment for event time. */
export type Slots = {
  readonly from: Instant;
  readonly slot: Span;
  readonly count: number;
  readonly openAt: Instant;
  readonly closeAt: Instant;
  /** Slots that end after it have no return. */
  readonly knownAt: Instant;
  /** The session's opening price: stands at the open, where no print of the session can be known yet. */
  readonly openPrice?: number;
};

/**
 * Log returns between the ends of slots, by previous-tick prices of the session (openAt, closeAt] alone: never across a
 * session's edge. NaN where an end has no price yet or lies outside the session or ahead of `knownAt`.
 */
export const slotReturns = (priceAt: PriceLookup, slots: Slots): Float64Array => {
  const {from, slot, count, openAt, closeAt, knownAt, openPrice} = slots;
  const sessionPrice = (at: Instant): number => {
    if (at < openAt || at > closeAt || at > knownAt) return Number.NaN;
    const known = priceAt(at);
    // What is known right at the open was traded before it.
    if (known !== undefined && known.at > openAt) return known.price;
    return at === openAt ? (openPrice ?? Number.NaN) : Number.NaN;
  };
  const returns = new Float64Array(count);
  let before = sessionPrice(from);
  for (let index = 0; index < count; index++) {
    const after = sessionPrice(plus(from, span((index + 1) * slot)));
    returns[index] = logReturn(before, after);
    before = after;
  }
  return returns;
};
