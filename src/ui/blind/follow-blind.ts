import {followDrill, startDrill} from '../../market/blind/blind-drill.ts';
import type {Weights} from '../../market/reactions/benchmark.ts';
import type {Snapshot} from '../../market/snapshot.ts';
import {type BlindState, NEW_BLIND} from '../../view/blind/blind-state.ts';
import {type BlindStep, finished} from './press-blind-key.ts';

/** The drill as it opens. */
export const startBlind = (snapshot: Snapshot): BlindState => ({...NEW_BLIND, drill: startDrill(snapshot)});

/**
 * The drill after another snapshot: a clock that stopped at a headline which asks for no call, or whose calls are made,
 * is let go on; at the day's end the score is shown.
 */
export const followBlind = (before: BlindState, snapshot: Snapshot, weights: Weights): BlindStep => {
  if (before.stage === 'score') return {state: before};
  const drill = followDrill(before.drill, snapshot, weights);
  const state = drill === before.drill ? before : {...before, drill};
  const {clock} = snapshot;
  if (drill.questions.length > 0) return {state};
  if (clock.state === 'ended') return {state: finished(state)};
  if (clock.state !== 'paused' || state.paused || state.letGoAt === clock.now) return {state};
  return {state: {...state, letGoAt: clock.now}, send: {kind: 'resume'}};
};
