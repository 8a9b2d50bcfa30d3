import {between, type Instant, MILLISECOND, MINUTE} from '../../core/instant.ts';

/** Lags are told by the next of these: a figure that changed with each word would say nothing. */
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 60_000];

/**
 * `, within 5 ms of it`: how long what a relay says takes to here, by the two machines' clocks. Empty where these do not agree
 * well enough to tell.
 */
export const relayLagWords = (saidAt: Instant, heardAt: Instant): string => {
  const lag = between(saidAt, heardAt);
  if (lag < 0 || lag > MINUTE) return '';
  const step = STEPS.find(millis => millis * MILLISECOND >= lag) ?? 60_000;
  return `, within ${step} ms of it`;
};
