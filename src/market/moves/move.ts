import type {VolumeScore} from '../../analytics/volume-score.ts';
import {type Instant, minutes, plus, type Span} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';

/** A return that a name's recent volatility does not explain, and that its usual drift beside its benchmark does not either. */
export type Jump = {
  readonly symbol: Ticker;
  /** The slot that it happened in, or the quarter hour. */
  readonly from: Instant;
  readonly to: Instant;
  /** P₁/P₀ − 1. */
  readonly return: number;
  /** Lee and Mykland's L: the return, by what is usual at that hour, over local volatility. */
  readonly statistic: number;
  /** The calibrated t of its abnormal return. */
  readonly t: number;
  /** Its shares against the same minutes of earlier sessions. */
  readonly volume: VolumeScore;
};

/** A headline on the name that came after a move was known. `lag` runs from the move's end to its publication. */
export type MoveLink = {readonly headlineId: string; readonly lag: Span};

/** A headline on another name, told shortly before a move of this one. */
export type MoveNear = {readonly headlineId: string; readonly symbol: Ticker; readonly toldAt: Instant};

/** A jump that no headline known by then explains. */
export type Move = Jump & {
  readonly id: string;
  readonly knownAt: Instant;
  /** What may be behind it all the same: of the headlines on other names, the one told nearest to its beginning. */
  readonly near: MoveNear | undefined;
  readonly followedBy: MoveLink | undefined;
};

/** How long after its end a jump is judged: that long a headline may still come that explains it. */
export const MOVE_WAIT: Span = minutes(2);

export const knownAfter = ({to}: Pick<Jump, 'to'>): Instant => plus(to, MOVE_WAIT);
