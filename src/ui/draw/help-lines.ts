import {BOLD, textWidth} from '../../chart/grid.ts';
import type {PaneName} from '../../view/command.ts';
import type {Keymap} from '../effective-keymap.ts';
import {formatKey} from '../key-names.ts';
import type {Binding, KeyGroup} from '../keymap/binding.ts';
import type {Line} from './paint-lines.ts';
import type {Piece} from './paint-pieces.ts';

const GROUPS: readonly KeyGroup[] = ['Clock', 'Move', 'Look', 'Deals', 'Screen'];
const PANE_HEADINGS: Readonly<Record<PaneName, string>> = {
  watch: 'In the watch list',
  chart: 'In the chart',
  deals: 'In the deals',
  wire: 'In the wire',
};
const KEYS_WIDTH = 12;
/** Keys, words and a gap: what fits beside each other is as many of these as the width holds. */
const COLUMN_WIDTH = 39;

const bindingLine = ({keys, words}: Binding): Line => [
  {text: ` ${keys.map(formatKey).join(' ')}`.padEnd(KEYS_WIDTH + 2), tone: 'key'},
  {text: words},
];

const groupLines = (heading: string, bindings: readonly Binding[]): readonly Line[] => [
  [{text: ` ${heading}`, tone: 'title', attributes: BOLD}],
  ...bindings.map(bindingLine),
];

const SIGNS: readonly Line[] = [
  [{text: ' Signs', tone: 'title', attributes: BOLD}],
  [{text: ' ●             ', tone: 'accent'}, {text: 'unread headline'}],
  [{text: ' ① +1%         ', tone: 'marker'}, {text: 'on the chart; in 15 min'}],
  [{text: ' AMZN▲ ▼ =     ', tone: 'muted'}, {text: 'good, bad or neither'}],
  [{text: ' !             ', tone: 'alert'}, {text: 'an alert fired: A lists'}],
  [{text: ' ◇             ', tone: 'marker'}, {text: 'a move not explained'}],
  [{text: ' ✗tape         ', tone: 'warn'}, {text: 'the tape contradicts it'}],
  [{text: ' ·             ', tone: 'muted'}, {text: 'not known yet'}],
  [{text: ' C             ', tone: 'muted'}, {text: 'other headlines in it'}],
  [{text: ' H S T         ', tone: 'muted'}, {text: 'halted stale cut short'}],
  [{text: ' ▲ ▼           ', tone: 'muted'}, {text: 'on the close before'}],
  [{text: ' ░             ', tone: 'faint'}, {text: 'halted, or data missing'}],
  [{text: ' ━◆            ', tone: 'stage'}, {text: 'how far a deal has come'}],
];

const widthOf = (line: Line): number => line.reduce((sum, piece) => sum + textWidth(piece.text), 0);

const beside = (left: readonly Line[], column: number, right: readonly Line[]): readonly Line[] =>
  Array.from({length: Math.max(left.length, right.length)}, (_, index): Line => {
    const first = left[index] ?? [];
    const gap: Piece = {text: ' '.repeat(Math.max(1, column * COLUMN_WIDTH - widthOf(first)))};
    return [...first, gap, ...(right[index] ?? [])];
  });

type Block = readonly Line[];

/** Blocks under each other, an empty line between two. */
const stacked = (blocks: readonly Block[]): readonly Line[] =>
  blocks.flatMap((block, index) => (index === 0 ? block : [[], ...block]));

const heightOf = (blocks: readonly Block[]): number => stacked(blocks).length;

/** The blocks in their order, in at most `count` columns none of which is taller than `most`; undefined where they do not fit. */
const filled = (blocks: readonly Block[], count: number, most: number): readonly (readonly Block[])[] | undefined => {
  const columns: Block[][] = [[]];
  for (const block of blocks) {
    const last = columns.at(-1) ?? [];
    if (last.length === 0 || heightOf([...last, block]) <= most) last.push(block);
    else columns.push([block]);
  }
  return columns.length <= count && columns.every(column => heightOf(column) <= most) ? columns : undefined;
};

/** The blocks in so many columns, the tallest as short as can be. */
const inColumns = (blocks: readonly Block[], count: number): readonly Line[] => {
  const whole = heightOf(blocks);
  for (let most = Math.ceil(whole / count); most < whole; most++) {
    const [first = [], ...others] = filled(blocks, count, most) ?? [];
    if (first.length === 0) continue;
    return others.reduce((lines, column, index) => beside(lines, index + 1, stacked(column)), stacked(first));
  }
  return stacked(blocks);
};

/**
 * The help screen, made from the keymap alone: what the keys do in the pane that has them comes first. Every binding is
 * on it once, with the keys that it has now.
 */
export const helpLines = (width: number, {bindings}: Keymap, pane: PaneName): readonly Line[] => {
  const here = bindings.filter(({panes}) => panes?.includes(pane));
  const rest = bindings.filter(binding => !here.includes(binding));
  const blocks = [
    groupLines(PANE_HEADINGS[pane], here),
    ...GROUPS.map(group =>
      groupLines(
        group,
        rest.filter(binding => binding.group === group),
      ),
    ),
    SIGNS,
  ];
  return inColumns(
    blocks.filter(block => block.length > 1),
    Math.max(1, Math.floor((width + 1) / COLUMN_WIDTH)),
  );
};
