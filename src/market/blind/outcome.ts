import {DETECTION_LEVEL} from '../../analytics/calibrated-t.ts';
import {PRIMARY_INDEX} from '../reactions/horizons.ts';
import type {Reaction} from '../reactions/reaction.ts';
import {type CallSize, type Outcome, SIZE_STEPS} from './call.ts';

/** The size of a move of `t` standard errors. */
export const sizeOf = (t: number): CallSize => {
  const noises = Math.abs(t) / DETECTION_LEVEL;
  return noises < 1 ? 0 : noises < SIZE_STEPS[0] ? 1 : noises < SIZE_STEPS[1] ? 2 : 3;
};

/** What a reaction says of a call; undefined while it lies ahead. */
export const outcomeOf = ({verdict, horizons}: Reaction): Outcome | undefined => {
  if (verdict.kind === 'pending') return undefined;
  const measured = horizons[PRIMARY_INDEX]?.measured;
  const scored =
    verdict.kind === 'positive' || verdict.kind === 'negative' || verdict.kind === 'no detectable reaction';
  if (!scored || measured?.test.status !== 'ok' || measured.car === undefined)
    return {kind: 'unscored', why: verdict.kind};
  return {
    kind: 'measured',
    direction: verdict.kind === 'positive' ? 'up' : verdict.kind === 'negative' ? 'down' : 'none',
    size: sizeOf(measured.test.t),
    return: measured.return,
    abnormal: measured.car,
  };
};
