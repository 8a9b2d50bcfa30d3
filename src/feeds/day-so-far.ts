import {between, type Instant, minutes} from '../core/instant.ts';

/** From when on a feed lacks prices. */
export type Lacking = {
  /** When the day began. */
  readonly since: Instant | undefined;
  /** Up to when all prices of the day are at hand already. */
  readonly pricesSince: Instant | undefined;
};

/** What was at hand has prints: of so short a stretch after it prints are asked for too. */
const SHORT = minutes(15);

/** Whether what is missing from one time to another is so much of the day that bars have to do for prints. */
export const isDaySoFar = (from: Instant, to: Instant, {since, pricesSince}: Lacking): boolean =>
  pricesSince === undefined ? since !== undefined && from <= since : from <= pricesSince && between(from, to) > SHORT;
