import {BOLD, textWidth} from '../../chart/grid.ts';
import type {PaneName} from '../../view/command.ts';
import type {Keymap} from '../effective-keymap.ts';
import {formatKey} from '../key-names.ts';
import type {Binding, KeyGroup} from '../keymap/binding.ts';
import type {Line} from './paint-lines.ts';
import type {Piece} from './paint-pieces.ts';

const GROUPS: readonly KeyGroup[] = ['Move', 'Look', 'Deals', 'Clock', 'Screen'];
const PANE_HEADINGS: Readonly<Record<PaneName, string>> = {
  watch: 'In the watch list',
  chart: 'In the chart',
  deals: 'In the deals',
  wire: 'In the wire',
};
const KEYS_WIDTH = 12;
const COLUMN_WIDTH = 46;
/** From this width on the groups stand in two columns. */
const TWO_COLUMNS = 2 * COLUMN_WIDTH;

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
  [{text: ' ①             ', tone: 'marker'}, {text: 'its number on the chart'}],
  [{text: ' !             ', tone: 'alert'}, {text: 'an alert fired: A lists'}],
  [{text: ' ✗tape         ', tone: 'warn'}, {text: 'the tape contradicts it'}],
  [{text: ' ·             ', tone: 'muted'}, {text: 'not known yet'}],
  [{text: ' C             ', tone: 'muted'}, {text: 'other headlines in it'}],
  [{text: ' H S T         ', tone: 'muted'}, {text: 'halted stale cut short'}],
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

type Block = readonly Line[];

/** Blocks under each other, an empty line between two. */
const stacked = (blocks: readonly Block[]): readonly Line[] =>
  blocks.flatMap((block, index) => (index === 0 ? block : [[], ...block]));

/** The same blocks in two columns, the taller one as short as can be. */
const inColumns = (blocks: readonly Block[]): readonly Line[] => {
  const [best = []] = blocks
    .map((_, index) => beside(stacked(blocks.slice(0, index + 1)), stacked(blocks.slice(index + 1))))
    .sort((a, b) => a.length - b.length);
  return best;
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
  return width >= TWO_COLUMNS ? inColumns(blocks) : stacked(blocks);
};
