import type {TapeCode} from '../../core/events.ts';
import {oneOf} from '../columns/column-text.ts';

/** The letters of the consolidated tapes. */
export const tapeCodeText = oneOf<TapeCode>(['A', 'B', 'C', 'N', 'O']);
