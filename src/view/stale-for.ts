import type {Phase} from '../core/calendar.ts';
import {between, type Instant, MINUTE, type Span, span} from '../core/instant.ts';
import type {Figures} from '../market/snapshot.ts';
import {heardAt} from './latest-price.ts';

/** Silence longer than this makes a live price stale; at night no price is. */
const STALE_AFTER: Readonly<Record<Phase, Span | undefined>> = {
  pre: span(15 * MINUTE),
  regular: MINUTE,
  post: span(15 * MINUTE),
  closed: undefined,
};

/** How long a live name has been silent, when that is too long; undefined while it is not. */
export const staleFor = (figures: Figures, phase: Phase, now: Instant): Span | undefined => {
  const after = STALE_AFTER[phase];
  const heard = heardAt(figures);
  if (after === undefined || heard === undefined) return undefined;
  const silence = between(heard, now);
  return silence > after ? silence : undefined;
};
