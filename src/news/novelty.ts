import {between, HOUR, type Instant, span} from '../core/instant.ts';

const CHAIN = span(24 * HOUR);

/** How many told the same before, in a chain without a gap of 24 hours: 0 begins one. */
export const noveltyRank = (
  previous: {readonly at: Instant; readonly rank: number} | undefined,
  at: Instant,
): number => (previous === undefined || between(previous.at, at) > CHAIN ? 0 : previous.rank + 1);

/** 100 for the first, three quarters of the one before for each that follows (RavenPack's public rule). */
export const noveltyOf = (rank: number): number => Math.round(100 * 0.75 ** rank);
