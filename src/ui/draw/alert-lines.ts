import {BOLD, fitText, type Tone, textWidth} from '../../chart/grid.ts';
import type {Snapshot} from '../../market/snapshot.ts';
import {type AlertRow, alertRows} from '../../view/alerts-view.ts';
import type {UiState} from '../../view/ui-state.ts';
import type {Line} from './paint-lines.ts';
import type {Piece} from './paint-pieces.ts';

const HEAD_WIDTH = 10;
/** With less room than this beside it the rule of one that fired is left out. */
const LEAST_WORDS = 30;

const STATES: Readonly<Record<'on' | 'off' | 'broken', {readonly word: string; readonly tone: Tone}>> = {
  on: {word: 'rule', tone: 'key'},
  off: {word: 'off', tone: 'muted'},
  broken: {word: '✖ no rule', tone: 'alert'},
};

const padded = (text: string, width: number): string => {
  const shown = fitText(text, width);
  return shown + ' '.repeat(Math.max(0, width - textWidth(shown)));
};

/** The text, and at the row's end what is said of it as far as there is room. */
const withAside = (head: readonly Piece[], text: Piece, aside: Piece, room: number): Line => {
  const most = Math.max(0, room - LEAST_WORDS);
  const said = textWidth(aside.text) === 0 ? '' : fitText(aside.text, most);
  const width = Math.max(0, room - (said === '' ? 0 : textWidth(said) + 2));
  return [...head, {...text, text: padded(text.text, width)}, {text: said === '' ? '' : '  '}, {...aside, text: said}];
};

const rowLine = (row: AlertRow, width: number): Line => {
  const room = Math.max(0, width - HEAD_WIDTH - 2);
  if (row.kind === 'rule') {
    const {word, tone} = STATES[row.state];
    return withAside(
      [{text: ` ${padded(word, HEAD_WIDTH)}`, tone}],
      {
        text: row.line.text.replace(/^off\s+/i, ''),
        tone: row.state === 'on' ? 'strong' : 'muted',
        attributes: row.state === 'on' ? BOLD : 0,
      },
      {text: row.aside, tone: row.state === 'broken' ? 'alert' : 'muted'},
      room,
    );
  }
  const {entry, unseen} = row;
  const aside = [row.aside, entry.kind === 'headline' || room > 90 ? entry.rule : ''].filter(part => part !== '');
  return withAside(
    [
      {text: unseen ? '!' : ' ', tone: 'alert', attributes: BOLD},
      {text: padded(row.time, HEAD_WIDTH), tone: 'muted'},
    ],
    {text: row.words, tone: entry.outcome === 'late' ? 'muted' : 'plain', attributes: unseen ? BOLD : 0},
    {text: aside.join(' · '), tone: 'muted'},
    room,
  );
};

const NO_RULE: readonly Line[] = [
  [
    {text: ' no rule yet: ', tone: 'muted'},
    {text: 'a', tone: 'key'},
    {text: ' writes one, as', tone: 'muted'},
  ],
  [],
  ...[
    ['AMZN > 245', 'the price crosses a level'],
    ['AMZN ±1% in 5m', 'it moves within a time; + or - one way, no sign is ±'],
    ['any -2% in 30m', 'any name that is watched'],
    ['headline openai', 'a headline has the word'],
    ['headline name:AMZN amount>=10B', 'names, amounts, stage:talks, novelty>=75'],
    ['headline openai then AMZN ±1% in 5m', 'first the one, then the other'],
  ].map(
    ([rule = '', words = '']): Line => [
      {text: `   ${padded(rule, 38)}`, tone: 'accent'},
      {text: words, tone: 'muted'},
    ],
  ),
];

/** The rules, then what fired, a line each; how a rule is written while there is neither. */
export const alertLines = (snapshot: Snapshot, ui: UiState, width: number): readonly Line[] => {
  const rows = alertRows(snapshot, ui);
  return rows.length === 0 ? NO_RULE : rows.map(row => rowLine(row, width));
};
