import type {Instant} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';

/** The part of the day that a claim is held against; `day` is the regular session and what followed it. */
export type ClaimSession = 'pre' | 'regular' | 'post' | 'day';

/** What a move is counted from. */
export type ClaimSince = 'previous close' | 'close';

/** Why a claim cannot be held against this tape. */
export type ClaimDoubt =
  | 'not on the tape'
  | 'no name'
  | 'not watched'
  | 'another day'
  | 'over a longer time'
  | 'still to come'
  | 'not begun'
  | 'no previous close'
  | 'no prints';

/** How far from its base a name stood, as a fraction, and when. */
export type TapeMove = {readonly move: number; readonly at: Instant};

/** What the tape says of a claim, by nothing that was printed after the claim was made. */
export type ClaimCheck =
  | {
      readonly status: 'supported' | 'contradicted';
      readonly symbol: Ticker;
      readonly session: ClaimSession;
      readonly since: ClaimSince;
      /** The price that the move is counted from. */
      readonly base: number;
      /** The move of the tape that comes nearest to the one claimed, its first time; of a direction, the last before it. */
      readonly tape: TapeMove;
    }
  | {readonly status: 'unverifiable'; readonly why: ClaimDoubt};
