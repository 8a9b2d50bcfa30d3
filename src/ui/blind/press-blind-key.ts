import type {TransportCommand} from '../../engine/ports.ts';
import {called, leftDrill, passedOver} from '../../market/blind/blind-drill.ts';
import type {CallSize, Direction} from '../../market/blind/call.ts';
import {askingOf, type BlindState, NO_ENTRY} from '../../view/blind/blind-state.ts';

/** What a key did: to the screen, to the clock; or it asked to leave. */
export type BlindStep = {
  readonly state: BlindState;
  readonly send?: TransportCommand;
  readonly leave?: true;
};

const WAYS: Readonly<Record<string, Direction>> = {u: 'up', up: 'up', d: 'down', down: 'down', n: 'none', '0': 'none'};
const SIZES: Readonly<Record<string, CallSize>> = {'1': 1, '2': 2, '3': 3};
const SURE = /^[4-9]$/;
/** Rows of the score above its calls, at most. */
const FIGURE_ROWS = 12;
const ROWS: Readonly<Record<string, number>> = {j: 1, down: 1, k: -1, up: -1, pagedown: 10, pageup: -10};

/** The drill is over: its score is shown, and the clock stands. */
export const finished = (state: BlindState): BlindState => ({
  ...state,
  stage: 'score',
  entry: NO_ENTRY,
  top: 0,
  drill: leftDrill(state.drill),
});

const onDirection = (state: BlindState, key: string): BlindStep => {
  const direction = WAYS[key];
  if (direction !== undefined)
    return {state: {...state, entry: {direction, size: direction === 'none' ? 0 : undefined}}};
  if (key === 'return') return {state: {...state, drill: passedOver(state.drill)}};
  return key === 'escape' ? {state: finished(state), send: {kind: 'pause'}} : {state};
};

const onSize = (state: BlindState, key: string): BlindStep => {
  const size = SIZES[key];
  if (size !== undefined) return {state: {...state, entry: {...state.entry, size}}};
  return key === 'escape' ? {state: {...state, entry: NO_ENTRY}} : {state};
};

const onConfidence = (state: BlindState, key: string): BlindStep => {
  const {direction = 'none', size = 0} = state.entry;
  if (key === 'escape')
    return {state: {...state, entry: direction === 'none' ? NO_ENTRY : {direction, size: undefined}}};
  if (key !== 'return' && !SURE.test(key)) return {state};
  const confidence = key === 'return' ? undefined : Number(key) / 10;
  return {state: {...state, entry: NO_ENTRY, drill: called(state.drill, {direction, size, confidence})}};
};

const onClock = (state: BlindState, key: string): BlindStep => {
  switch (key) {
    case 'space':
      return {state: {...state, paused: !state.paused}, send: {kind: state.paused ? 'resume' : 'pause'}};
    case '+':
    case '=':
      return {state, send: {kind: 'shift', by: 1}};
    case '-':
    case '_':
      return {state, send: {kind: 'shift', by: -1}};
    case ']':
      return {state, send: {kind: 'jump', direction: 1}};
    case 'escape':
      return {state: finished(state), send: {kind: 'pause'}};
    default:
      return {state};
  }
};

/** The drill after a key. Nothing that a key does lets the clock run while a question waits. */
export const pressBlindKey = (state: BlindState, key: string): BlindStep => {
  if (state.stage === 'score') {
    const by = ROWS[key];
    if (by !== undefined) {
      const last = FIGURE_ROWS + state.drill.answers.length - 1;
      return {state: {...state, top: Math.max(0, Math.min(last, state.top + by))}};
    }
    return key === 'q' || key === 'escape' || key === 'return' || key === 'ctrl+c' ? {state, leave: true} : {state};
  }
  if (key === 'ctrl+c') return {state: finished(state), leave: true};
  if (key === 'q') return {state: finished(state), send: {kind: 'pause'}};
  switch (askingOf(state)) {
    case 'direction':
      return onDirection(state, key);
    case 'size':
      return onSize(state, key);
    case 'confidence':
      return onConfidence(state, key);
    case 'nothing':
      return onClock(state, key);
  }
};
