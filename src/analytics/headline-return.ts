import {type Instant, minus, plus, type Span, seconds} from '../core/instant.ts';
import {simpleReturn} from './returns.ts';

/** A price, and when it was known. */
export type KnownPrice = {readonly price: number; readonly at: Instant};

/** The last price known at a moment. */
export type PriceLookup = (at: Instant) => KnownPrice | undefined;

/**
 * A name's simple return from the last price at or before a headline. `pending`: the horizon lies ahead of the clock ·
 * `stale`: no print in the three minutes before the horizon · `no_base`: nothing was printed before the headline.
 */
export type HeadlineReturn =
  | {readonly status: 'ok'; readonly value: number}
  | {readonly status: 'pending' | 'stale' | 'no_base'};

/** A price older than this at the horizon says nothing of it. */
export const STALE_AFTER = seconds(180);

/** The return from `from` to `from + horizon` as known at `now`; what is printed after either has no part in it. */
export const headlineReturn = (priceAt: PriceLookup, from: Instant, horizon: Span, now: Instant): HeadlineReturn => {
  const to = plus(from, horizon);
  if (now < to) return {status: 'pending'};
  const base = priceAt(from);
  if (base === undefined) return {status: 'no_base'};
  const end = priceAt(to);
  if (end === undefined || end.at < minus(to, STALE_AFTER)) return {status: 'stale'};
  return {status: 'ok', value: simpleReturn(base.price, end.price)};
};
