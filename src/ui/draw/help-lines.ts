import {BOLD, textWidth} from '../../chart/grid.ts';
import type {Keymap} from '../effective-keymap.ts';
import {formatKey} from '../key-names.ts';
import type {KeyGroup} from '../keymap.ts';
import type {Line} from './paint-lines.ts';
import type {Piece} from './paint-pieces.ts';

const GROUPS: readonly KeyGroup[] = ['Move', 'Look', 'Clock', 'Screen'];
const KEYS_WIDTH = 12;
const COLUMN_WIDTH = 46;
/** From this width on the groups stand in two columns. */
const TWO_COLUMNS = 2 * COLUMN_WIDTH;

const groupLines = (group: KeyGroup, keymap: Keymap): readonly Line[] => [
  [{text: ` ${group}`, tone: 'title', attributes: BOLD}],
  ...keymap.bindings
    .filter(binding => binding.group === group)
    .map(
      (binding): Line => [
        {text: ` ${binding.keys.map(formatKey).join(' ')}`.padEnd(KEYS_WIDTH + 2), tone: 'key'},
        {text: binding.words},
      ],
    ),
  [],
];

const SIGNS: readonly Line[] = [
  [{text: ' Signs', tone: 'title', attributes: BOLD}],
  [{text: ' ●             ', tone: 'accent'}, {text: 'unread headline'}],
  [{text: ' ①             ', tone: 'marker'}, {text: 'its number on the chart'}],
  [{text: ' ·             ', tone: 'muted'}, {text: 'not known yet'}],
  [{text: ' ▲ ▼           ', tone: 'muted'}, {text: 'on the close before'}],
  [{text: ' ░             ', tone: 'faint'}, {text: 'halted, or data missing'}],
  [{text: ' ━◆            ', tone: 'stage'}, {text: 'how far a deal has come'}],
];

const widthOf = (line: Line): number => line.reduce((sum, piece) => sum + textWidth(piece.text), 0);

const beside = (left: readonly Line[], right: readonly Line[]): readonly Line[] =>
  Array.from({length: Math.max(left.length, right.length)}, (_, index): Line => {
    const first = left[index] ?? [];
    const gap: Piece = {text: ' '.repeat(Math.max(1, COLUMN_WIDTH - widthOf(first)))};
    return [...first, gap, ...(right[index] ?? [])];
  });

/** The help screen, made from the keymap alone: every binding is on it once, with the keys that it has now. */
export const helpLines = (width: number, keymap: Keymap): readonly Line[] => {
  const [move = [], look = [], clock = [], screen = []] = GROUPS.map(group => groupLines(group, keymap));
  return width >= TWO_COLUMNS
    ? beside([...move, ...screen], [...look, ...clock, ...SIGNS])
    : [...move, ...look, ...clock, ...screen, ...SIGNS];
};
