import {BOLD, createGrid, fitText, type Grid, INVERSE, putCell, putText, textWidth} from '../../chart/grid.ts';
import type {StatusView} from '../../view/status-view.ts';
import type {UiState} from '../../view/ui-state.ts';
import {formatKey, KEYMAP} from '../keymap.ts';
import {paintPieces} from './paint-pieces.ts';

/** `j/k move`: the first key of each binding that shares the hint. */
const HINTS: readonly {keys: string; words: string}[] = [...new Set(KEYMAP.map(binding => binding.hint))]
  .filter(hint => hint !== undefined)
  .map(hint => ({
    keys: KEYMAP.filter(binding => binding.hint === hint)
      .map(binding => formatKey(binding.keys[0] ?? ''))
      .join('/'),
    words: hint,
  }));

const roomOf = (hint: (typeof HINTS)[number]): number => textWidth(hint.keys) + 1 + textWidth(hint.words) + 2;

/** The hints that fit, in the keymap's order; the one that leads to all others has its place before any. */
const hintsThatFit = (width: number): typeof HINTS => {
  const help = HINTS.filter(hint => hint.words === 'help');
  const kept = new Set(help);
  let room = width - help.reduce((sum, hint) => sum + roomOf(hint), 0);
  for (const hint of HINTS) {
    if (kept.has(hint) || roomOf(hint) > room) continue;
    kept.add(hint);
    room -= roomOf(hint);
  }
  return HINTS.filter(hint => kept.has(hint));
};

const PROMPTS = {time: 'go to time (ET): ', filter: 'filter: '} as const;

const paintPrompt = (grid: Grid, prompt: NonNullable<UiState['prompt']>): void => {
  const x = paintPieces(grid, 1, 0, grid.width - 1, [
    {text: PROMPTS[prompt.kind], tone: 'key', attributes: BOLD},
    {text: prompt.text},
  ]);
  putCell(grid, x, 0, ' ', 'plain', INVERSE);
  const help = prompt.error ?? '⏎ go  Esc leave';
  paintPieces(grid, x + 3, 0, grid.width - 1, [{text: help, tone: prompt.error === undefined ? 'muted' : 'warn'}]);
};

/** The bottom line: what is being typed, else what went wrong, else the answer to the last key, else which keys do what. */
export const drawHints = (ui: UiState, status: StatusView, width: number): Grid => {
  const grid = createGrid(width, 1);
  if (ui.prompt !== undefined) {
    paintPrompt(grid, ui.prompt);
  } else if (ui.notice !== undefined) {
    putText(grid, 1, 0, fitText(ui.notice, width - 2), 'accent');
  } else if (status.fault !== undefined) {
    const tone = status.feedMood === 'bad' ? 'alert' : 'warn';
    putText(grid, 1, 0, fitText(`${status.feedMood === 'bad' ? '✖' : '◌'} ${status.fault}`, width - 2), tone, BOLD);
  } else {
    let x = 1;
    for (const hint of hintsThatFit(width)) {
      x = putText(grid, x, 0, hint.keys, 'key');
      x = putText(grid, x + 1, 0, hint.words, 'muted') + 2;
    }
  }
  return grid;
};
