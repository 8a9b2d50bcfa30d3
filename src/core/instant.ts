import type {Brand} from './brand.ts';

/**
 * A moment: whole microseconds since 1970-01-01T00:00Z. Exact in a double until the year 2255.
 * Feeds stamp to the nanosecond; what lies below the microsecond is cut, never rounded up into the future.
 */
export type Instant = Brand<number, 'Instant'>;

/** A length of time in whole microseconds; may be negative. */
export type Span = Brand<number, 'Span'>;

export const instant = (micros: number): Instant => micros as Instant;
export const span = (micros: number): Span => micros as Span;

export const MILLISECOND = span(1_000);
export const SECOND = span(1_000_000);
export const MINUTE = span(60_000_000);
export const HOUR = span(3_600_000_000);
export const DAY = span(86_400_000_000);

export const seconds = (count: number): Span => span(Math.round(count * SECOND));
export const minutes = (count: number): Span => span(Math.round(count * MINUTE));

export const plus = (at: Instant, by: Span): Instant => (at + by) as Instant;
export const minus = (at: Instant, by: Span): Instant => (at - by) as Instant;
/** The time from `from` to `to`; negative when `to` comes first. */
export const between = (from: Instant, to: Instant): Span => (to - from) as Span;
export const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);
export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);

export const fromMillis = (millis: number): Instant => Math.floor(millis * 1_000) as Instant;
export const toMillis = (at: Instant): number => Math.floor(at / 1_000);

/** The start of the `step`-long slot, counted from the epoch, that `at` lies in. */
export const floorTo = (at: Instant, step: Span): Instant => (Math.floor(at / step) * step) as Instant;

/** `2026-01-30T14:30:00.123456Z`; always six decimals, so that stamps sort as text. */
export const formatInstant = (at: Instant): string => {
  const millis = Math.floor(at / 1_000);
  const micros = at - millis * 1_000;
  return `${new Date(millis).toISOString().slice(0, 23)}${String(micros).padStart(3, '0')}Z`;
};
