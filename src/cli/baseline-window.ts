import {minutes, type Span} from '../core/instant.ts';

/** Slots of the volume baseline: the bars that earlier sessions are kept in. */
export const BASELINE_SLOT: Span = minutes(5);

/** Sessions before the day that make the baseline. */
export const BASELINE_SESSIONS = 20;
