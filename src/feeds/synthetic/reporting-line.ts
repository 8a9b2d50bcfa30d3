import {type Instant, later, type Span, span} from '../../core/instant.ts';
import type {Random} from './seeded-random.ts';

/** When each message of one name is received: a little after it happened, never before the one sent ahead of it. */
export const createReportingLine = (random: Random, latency: {readonly base: Span; readonly jitter: Span}) => {
  let last = 0 as Instant;
  return (at: Instant): Instant => {
    const delay = span(latency.base - Math.round(latency.jitter * Math.log(1 - random())));
    last = later(last, (at + delay) as Instant);
    return last;
  };
};
