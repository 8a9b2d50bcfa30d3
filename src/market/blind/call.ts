import type {Instant} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {VerdictKind} from '../reactions/reaction.ts';

/** Which way a name went against its benchmark: beyond its noise, or not. */
export type Direction = 'up' | 'down' | 'none';
export const DIRECTIONS: readonly Direction[] = ['up', 'down', 'none'];

/** How far, in the smallest move that could be told from nothing: 0 less than that, 1 up to twice, 2 up to four times, 3 beyond. */
export type CallSize = 0 | 1 | 2 | 3;
/** Where sizes 2 and 3 begin, in multiples of the noise. */
export const SIZE_STEPS = [2, 4] as const;

/** A headline that a call is asked for, in the one name that it is about first. */
export type Question = {
  readonly headlineId: string;
  readonly text: string;
  readonly symbol: Ticker;
  /** When it was known, and the clock stopped. */
  readonly askedAt: Instant;
  /** What the program reads in the text alone. */
  readonly stance: Direction;
};

export type Call = Question & {
  readonly direction: Direction;
  readonly size: CallSize;
  /** How sure the person was of the direction, a fraction; undefined when that was not said. */
  readonly confidence: number | undefined;
};

/** What became of a call. Only what was measured is scored; the rest says why not. */
export type Outcome =
  | {
      readonly kind: 'measured';
      readonly direction: Direction;
      readonly size: CallSize;
      /** P₁/P₀ − 1 over the quarter of an hour, and the abnormal part of it. */
      readonly return: number;
      readonly abnormal: number;
    }
  | {readonly kind: 'unscored'; readonly why: VerdictKind};

/** A call with what became of it; undefined while that is not known. */
export type Answer = {readonly call: Call; readonly outcome: Outcome | undefined};

/** The direction and the size in one number, −3 to 3. */
export const signedSize = ({direction, size}: {readonly direction: Direction; readonly size: CallSize}): number =>
  direction === 'up' ? size : direction === 'down' ? -size : 0;
