import {type Instant, type Span, seconds} from '../core/instant.ts';

/** A price, and when it was known. */
export type KnownPrice = {readonly price: number; readonly at: Instant};

/** The last price known at a moment. */
export type PriceLookup = (at: Instant) => KnownPrice | undefined;

/** A price older than this at the horizon says nothing of it. */
export const STALE_AFTER: Span = seconds(180);
