import type {Instant} from '../../core/instant.ts';
import {type BlindDrill, NO_DRILL} from '../../market/blind/blind-drill.ts';
import type {CallSize, Direction} from '../../market/blind/call.ts';

/** What of a call was pressed so far. */
export type Entry = {readonly direction: Direction | undefined; readonly size: CallSize | undefined};

export const NO_ENTRY: Entry = {direction: undefined, size: undefined};

/** What a question asks for next. */
export type Asking = 'nothing' | 'direction' | 'size' | 'confidence';

/** Everything the screen of a blind drill remembers that is not the Market. */
export type BlindState = {
  readonly stage: 'drill' | 'score';
  readonly drill: BlindDrill;
  readonly entry: Entry;
  /** The person stopped the clock, not a headline. */
  readonly paused: boolean;
  /** Where the clock stood when it was last let go on: it is asked for once. */
  readonly letGoAt: Instant | undefined;
  /** First row shown of the score. */
  readonly top: number;
};

export const NEW_BLIND: BlindState = {
  stage: 'drill',
  drill: NO_DRILL,
  entry: NO_ENTRY,
  paused: false,
  letGoAt: undefined,
  top: 0,
};

export const askingOf = ({stage, drill, entry}: BlindState): Asking => {
  if (stage === 'score' || drill.questions.length === 0) return 'nothing';
  if (entry.direction === undefined) return 'direction';
  return entry.size === undefined ? 'size' : 'confidence';
};

/** The names of the sizes, from 0. */
export const SIZE_WORDS: readonly string[] = ['', 'small', 'medium', 'large'];
