import {type Instant, instant, minus, SECOND, type Span, seconds, span} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Snapshot} from '../snapshot.ts';

/** A second of bars is whole this long after its end: until then its prints may still be on their way. */
export const SETTLING: Span = seconds(2);
/** A print that comes later than this after its second is old and fires nothing. */
export const LATE_PRINT: Span = seconds(15);
/** A headline received later than this after it was published, or revised, is old and fires nothing. */
export const LATE_HEADLINE: Span = seconds(60);

/** A level's or a move's rule and one name. */
export type NameWatch = {
  /** Bars from here on can cross the level; undefined while the price has yet to come back. */
  readonly armedFrom: Instant | undefined;
  /** When it last fired up, and down. */
  readonly upAt: Instant | undefined;
  readonly downAt: Instant | undefined;
};

/** A headline that passed, and waits for a price to move. */
export type Arm = {
  readonly headline: {readonly id: string; readonly text: string};
  readonly publishedAt: Instant;
  readonly receivedAt: Instant;
  readonly until: Instant;
  /** The names that have moved. */
  readonly moved: ReadonlySet<Ticker>;
};

export type RuleState = {
  /** What was known by then fires nothing: the rule is not older, or the clock was set. */
  readonly from: Instant;
  readonly names: ReadonlyMap<Ticker, NameWatch>;
  /** Stories and headlines that passed once; none passes again. */
  readonly told: ReadonlySet<string>;
  readonly arms: readonly Arm[];
};

/** All that is remembered between two looks; plain data that never changes. */
export type AlertState = {
  /** What was looked at last. */
  readonly snapshot: Snapshot;
  /** By the rule's text. */
  readonly rules: ReadonlyMap<string, RuleState>;
};

/** Up to when bars are whole. */
export const settledAt = (snapshot: Snapshot): Instant => minus(snapshot.clock.now, SETTLING);

/** The start of the first whole second after `at`. */
export const nextSecond = (at: Instant): Instant => instant(Math.ceil(at / SECOND) * SECOND);

/** A time between two shots of one level rule; moves wait for their own window. */
export const LEVEL_REST: Span = span(60 * SECOND);
/** How far a price must come back from a level, as a fraction of it, before it can cross again. */
export const LEVEL_BACK = 0.001;
