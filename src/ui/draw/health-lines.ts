import {BOLD, type Tone, textWidth} from '../../chart/grid.ts';
import type {HealthBlock, HealthFact} from '../../view/health-view.ts';
import type {Mood} from '../../view/status-view.ts';
import {wrapWords} from '../../view/wrap-words.ts';
import type {Line} from './paint-lines.ts';

const MOODS: Readonly<Record<Mood, Tone>> = {good: 'up', waiting: 'warn', bad: 'alert', quiet: 'muted'};
const NAME_WIDTH = 16;
const WIDEST_TEXT = 100;
/** Beside less room than this, values stand under their names' left edge. */
const NARROW = 56;

const factLines = ({name, value, bad = false}: HealthFact, width: number): readonly Line[] => {
  const column = width < NARROW ? Math.min(NAME_WIDTH, textWidth(name) + 2) : NAME_WIDTH;
  const room = Math.min(WIDEST_TEXT, width - column - 2);
  return wrapWords(value, room).map(
    (text, index): Line => [
      {text: `   ${index === 0 ? name : ''}`.padEnd(column + 2), tone: 'muted'},
      {text, tone: bad ? 'warn' : 'plain'},
    ],
  );
};

/** Each block's name and state, and under them what there is to say, wrapped to the width. */
export const healthLines = (blocks: readonly HealthBlock[], width: number): readonly Line[] =>
  blocks.flatMap(({name, state, mood, facts}): readonly Line[] => [
    [
      {text: ` ${name}  `, tone: 'title', attributes: BOLD},
      {text: state, tone: MOODS[mood], attributes: mood === 'bad' ? BOLD : 0},
    ],
    ...facts.flatMap(fact => factLines(fact, width)),
  ]);
