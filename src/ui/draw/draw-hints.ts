import {BOLD, createGrid, fitText, type Grid, INVERSE, putCell, putText, textWidth} from '../../chart/grid.ts';
import type {PaneName, PromptKind} from '../../view/command.ts';
import type {StatusView} from '../../view/status-view.ts';
import type {UiState} from '../../view/ui-state.ts';
import {type Keymap, keymapOf} from '../effective-keymap.ts';
import {formatKey} from '../key-names.ts';
import {type Piece, paintPieces} from './paint-pieces.ts';

type Hint = {readonly keys: string; readonly words: string};

/** `j/k move`: the first key of each binding that shares the hint. */
const paneHints = ({bindings}: Keymap): readonly Hint[] =>
  [...new Set(bindings.map(binding => binding.hint))]
    .filter(hint => hint !== undefined)
    .map(hint => ({
      keys: bindings
        .filter(binding => binding.hint === hint)
        .map(binding => formatKey(binding.keys[0] ?? ''))
        .join('/'),
      words: hint,
    }));

type NamedHint = readonly [words: string, ...names: string[]];

/** What the keys do in the chart that they do nowhere else, by the names of their bindings. */
const CHART_HINTS: readonly NamedHint[] = [
  ['crosshair', 'crosshair-back', 'crosshair-on'],
  ['zoom', 'chart-wider', 'chart-closer'],
  ['pan', 'chart-back', 'chart-on'],
  ['bars', 'shorter-bars', 'longer-bars'],
  ['kind', 'chart-kind'],
  ['compare', 'compare', 'compare-base'],
  ['four', 'four-charts'],
  ['name', 'next-symbol'],
  ['pane', 'next-pane'],
  ['help', 'help'],
  ['quit', 'quit'],
];

/** And in the deals. */
const DEAL_HINTS: readonly NamedHint[] = [
  ['move', 'down', 'up'],
  ['open', 'open'],
  ['filter', 'filter'],
  ['merge', 'merge'],
  ['move event', 'reassign'],
  ['split', 'split', 'split-later'],
  ['pin', 'pin'],
  ['maybe', 'fits', 'fits-not'],
  ['undo', 'undo'],
  ['replay', 'replay-from'],
  ['copy', 'copy'],
  ['pane', 'next-pane'],
  ['help', 'help'],
  ['quit', 'quit'],
];

const PANE_HINTS: Partial<Readonly<Record<PaneName, readonly NamedHint[]>>> = {chart: CHART_HINTS, deals: DEAL_HINTS};

/** What the keys do over the panes, by the names of their bindings. */
const OVERLAY_HINTS: Readonly<Record<NonNullable<UiState['overlay']>, readonly NamedHint[]>> = {
  drill: [
    ['scroll', 'down', 'up'],
    ['headline', 'headline-before', 'headline-after'],
    ['replay', 'open'],
    ['copy', 'copy'],
    ['open link', 'link'],
    ['back', 'back'],
    ['help', 'help'],
  ],
  help: [
    ['scroll', 'down', 'up'],
    ['back', 'back'],
    ['quit', 'quit'],
  ],
  days: [
    ['choose', 'down', 'up'],
    ['open', 'open'],
    ['back', 'back'],
    ['help', 'help'],
  ],
  alerts: [
    ['choose', 'down', 'up'],
    ['new', 'new-alert'],
    ['edit, go there', 'open'],
    ['on, off', 'crosshair-back', 'crosshair-on'],
    ['delete', 'remove'],
    ['back', 'back'],
    ['help', 'help'],
  ],
  health: [
    ['scroll', 'down', 'up'],
    ['back', 'back'],
    ['help', 'help'],
  ],
  settings: [
    ['choose', 'down', 'up'],
    ['change', 'crosshair-back', 'crosshair-on'],
    ['write', 'open'],
    ['back', 'back'],
    ['help', 'help'],
  ],
};

const namedHints = ({bindings}: Keymap, hints: readonly NamedHint[]): readonly Hint[] =>
  hints.map(([words, ...names]) => ({
    keys: names.map(name => formatKey(bindings.find(binding => binding.name === name)?.keys[0] ?? '')).join('/'),
    words,
  }));

const roomOf = (hint: Hint): number => textWidth(hint.keys) + 1 + textWidth(hint.words) + 2;

const WAYS_OUT = new Set(['help', 'quit', 'back']);

/** The hints that fit, in the keymap's order; the ways to all others and out have their places before any. */
const hintsThatFit = (hints: readonly Hint[], width: number): readonly Hint[] => {
  const first = hints.filter(hint => WAYS_OUT.has(hint.words));
  const kept = new Set(first);
  let room = width - first.reduce((sum, hint) => sum + roomOf(hint), 0);
  for (const hint of hints) {
    if (kept.has(hint) || roomOf(hint) > room) continue;
    kept.add(hint);
    room -= roomOf(hint);
  }
  return hints.filter(hint => kept.has(hint));
};

const PROMPTS: Readonly<Record<PromptKind, string>> = {
  time: 'go to time (ET): ',
  filter: 'filter: ',
  command: ': ',
  setting: 'value: ',
  link: 'open link: ',
  'deals-filter': 'filter deals: ',
  merge: 'merge into: ',
  reassign: 'move to: ',
  alert: 'alert: ',
  'alert-edit': 'alert: ',
};
const ALERT_HELP = 'AMZN > 245 · AMZN ±1% in 5m · headline openai amount>=10B then AMZN ±1% in 5m';
const PROMPT_HELP: Readonly<Record<PromptKind, string>> = {
  time: '⏎ go  Esc leave',
  filter: 'AMZN amount>10B stage:talks -opinion source:Bloomberg',
  command: '↑↓ choose  ⏎ do it  Esc leave',
  setting: '⏎ keep  Esc leave',
  link: '[n] of the text  ⏎ its own  Esc leave',
  'deals-filter': 'a name, a ticker, a kind: openai stake',
  merge: '↑↓ choose  ⏎ merge  Esc leave',
  reassign: '↑↓ choose  ⏎ move it  Esc leave',
  alert: ALERT_HELP,
  'alert-edit': ALERT_HELP,
};

const paintPrompt = (grid: Grid, prompt: NonNullable<UiState['prompt']>): void => {
  const x = paintPieces(grid, 1, 0, grid.width - 1, [
    {text: PROMPTS[prompt.kind], tone: 'key', attributes: BOLD},
    {text: prompt.text},
  ]);
  putCell(grid, x, 0, ' ', 'plain', INVERSE);
  const help = prompt.error ?? PROMPT_HELP[prompt.kind];
  paintPieces(grid, x + 3, 0, grid.width - 1, [{text: help, tone: prompt.error === undefined ? 'muted' : 'warn'}]);
};

/** What a newcomer needs first, once; the way to the help is there at any width. */
const greeting = (width: number): readonly Piece[] => {
  const parts: readonly Hint[] = [
    {keys: '?', words: 'help'},
    {keys: '⏎', words: 'read'},
    {keys: 'space', words: 'pause'},
    {keys: ':', words: 'find'},
    {keys: 'q', words: 'quit'},
  ];
  let room = width - 'first time here?'.length - 2;
  return [
    {text: 'first time here?', tone: 'accent', attributes: BOLD},
    ...parts.flatMap((part): readonly Piece[] => {
      room -= roomOf(part);
      if (room < 0) return [];
      return [
        {text: `  ${part.keys}`, tone: 'key'},
        {text: ` ${part.words}`, tone: 'muted'},
      ];
    }),
  ];
};

/** The bottom line: what is being typed, else what went wrong, else the answer to the last key, else which keys do what. */
export const drawHints = (ui: UiState, status: StatusView, width: number): Grid => {
  const grid = createGrid(width, 1);
  if (ui.prompt !== undefined) {
    paintPrompt(grid, ui.prompt);
  } else if (ui.notice !== undefined) {
    putText(grid, 1, 0, fitText(ui.notice, width - 2), 'accent');
  } else if (status.fault !== undefined) {
    const over = status.feedMood === 'bad' || status.recording?.mood === 'bad';
    const words = `${over ? '✖' : '◌'} ${status.fault}`;
    putText(grid, 1, 0, fitText(words, width - 2), over ? 'alert' : 'warn', BOLD);
  } else if (!ui.preferences.greeted) {
    paintPieces(grid, 1, 0, width - 1, greeting(width));
  } else {
    const keymap = keymapOf(ui.preferences.keys);
    const named = ui.overlay !== undefined ? OVERLAY_HINTS[ui.overlay] : PANE_HINTS[ui.focus];
    const hints = named === undefined ? paneHints(keymap) : namedHints(keymap, named);
    let x = 1;
    for (const hint of hintsThatFit(hints, width)) {
      x = putText(grid, x, 0, hint.keys, 'key');
      x = putText(grid, x + 1, 0, hint.words, 'muted') + 2;
    }
  }
  return grid;
};
