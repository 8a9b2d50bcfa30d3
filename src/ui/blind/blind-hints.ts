import {textWidth} from '../../chart/grid.ts';
import {type Asking, askingOf, type BlindState} from '../../view/blind/blind-state.ts';

export type BlindHint = {readonly keys: string; readonly words: string};

const HINTS: Readonly<Record<Asking | 'score', readonly BlindHint[]>> = {
  direction: [
    {keys: 'u/d/n', words: 'up, down, none'},
    {keys: '⏎', words: 'pass'},
    {keys: 'q', words: 'score'},
  ],
  size: [
    {keys: '1–3', words: 'how far'},
    {keys: 'Esc', words: 'back'},
    {keys: 'q', words: 'score'},
  ],
  confidence: [
    {keys: '4–9', words: '40 to 90% sure'},
    {keys: '⏎', words: 'unsaid'},
    {keys: 'Esc', words: 'back'},
    {keys: 'q', words: 'score'},
  ],
  nothing: [
    {keys: ']', words: 'next headline'},
    {keys: 'space', words: 'pause'},
    {keys: '+/−', words: 'speed'},
    {keys: 'q', words: 'score'},
  ],
  score: [
    {keys: 'j/k', words: 'scroll'},
    {keys: 'q', words: 'quit'},
  ],
};

/** Which keys do what now, as many as fit. */
export const blindHints = (state: BlindState, width: number): readonly BlindHint[] => {
  const hints = HINTS[state.stage === 'score' ? 'score' : askingOf(state)];
  let room = width - 1;
  return hints.filter(({keys, words}) => {
    room -= textWidth(keys) + textWidth(words) + 3;
    return room >= 0;
  });
};
