import {between, type Instant, minutes} from '../core/instant.ts';

/** Of so short a stretch every print is asked for, even where nothing is known before it. */
const SHORT = minutes(15);

/** Whether what is missing from one time to another is so much of the day that bars have to do for prints. */
export const isDaySoFar = (from: Instant, to: Instant, since: Instant | undefined): boolean =>
  since !== undefined && from <= since && between(from, to) > SHORT;
