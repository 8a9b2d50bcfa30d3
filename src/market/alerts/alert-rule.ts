import type {Instant, Span} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Filter} from '../filter/parse-filter.ts';

/** A price that goes beyond a level. */
export type LevelTest = {
  readonly kind: 'level';
  readonly symbol: Ticker;
  readonly side: 'above' | 'below';
  readonly level: number;
};

/** A price that goes `share` (a fraction) or more away from what it was `window` ago; `any` is every watched name. */
export type MoveTest = {
  readonly kind: 'move';
  readonly symbol: Ticker | 'any';
  readonly direction: 'up' | 'down' | 'either';
  readonly share: number;
  readonly window: Span;
};

/** A headline that passes a filter. */
export type HeadlineTest = {readonly kind: 'headline'; readonly filter: Filter};

/** A headline that passes, and then a price that moves within the window after its receipt. */
export type ThenTest = {readonly kind: 'then'; readonly filter: Filter; readonly move: MoveTest};

export type AlertTest = LevelTest | MoveTest | HeadlineTest | ThenTest;

/** One rule of a person's; one that is off is kept and does nothing. */
export type AlertRule = {readonly enabled: boolean; readonly test: AlertTest};

/** One that fired, or would have but for what it came of being old: `late`. */
export type FiredAlert = {
  /** The rule as formatAlertTest writes it. */
  readonly rule: string;
  readonly kind: AlertTest['kind'];
  readonly outcome: 'fired' | 'late';
  /** A price rule's moment, to the second of the print; a headline's receipt. */
  readonly at: Instant;
  readonly symbol: Ticker | undefined;
  /** The headline that it came of. */
  readonly headline: {readonly id: string; readonly text: string} | undefined;
  /** The price that did it, and what it is measured against: the level, or the price before. */
  readonly price: number | undefined;
  readonly base: number | undefined;
};
