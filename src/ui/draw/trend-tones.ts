import type {Tone} from '../../chart/grid.ts';

/** The tone of a figure by its sign; the sign itself always stands beside it. */
export const TREND_TONES: Readonly<Record<'up' | 'down' | 'flat' | 'unknown', Tone>> = {
  up: 'up',
  down: 'down',
  flat: 'muted',
  unknown: 'faint',
};
