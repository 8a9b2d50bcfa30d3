import {BOLD, textWidth} from '../../chart/grid.ts';
import type {DrillReaction, DrillView} from '../../view/drill-view.ts';
import {wrapWords} from '../../view/wrap-words.ts';
import type {Line} from './paint-lines.ts';
import type {Piece} from './paint-pieces.ts';
import {TREND_TONES} from './trend-tones.ts';

/** Longer lines of running text are hard to read. */
const WIDEST_TEXT = 100;
const NAME_WIDTH = 11;
const PRICE_WIDTH = 9;
const CELL_WIDTH = 8;

const paragraph = (text: string, width: number, piece: Omit<Piece, 'text'> = {}): readonly Line[] =>
  wrapWords(text, Math.min(WIDEST_TEXT, width - 2)).map((line): Line => [{text: ` ${line}`, ...piece}]);

const factLines = (name: string, value: string, width: number): readonly Line[] =>
  wrapWords(value, Math.min(WIDEST_TEXT, width) - NAME_WIDTH - 2).map(
    (text, index): Line => [{text: ` ${(index === 0 ? name : '').padEnd(NAME_WIDTH)}`, tone: 'muted'}, {text}],
  );

/** How many horizons fit beside symbol, the two prices and the change since. */
const cellsThatFit = (width: number): number =>
  Math.max(0, Math.floor((width - 8 - 2 * PRICE_WIDTH - CELL_WIDTH) / CELL_WIDTH));

const tableLines = (view: DrillView, width: number): readonly Line[] => {
  const count = Math.min(view.horizons.length, cellsThatFit(width));
  const head = ['then', 'now', 'since', ...view.horizons.slice(0, count)];
  const right = (text: string, room: number): string => ' '.repeat(Math.max(0, room - textWidth(text))) + text;
  const roomOf = (index: number): number => (index < 2 ? PRICE_WIDTH : CELL_WIDTH);
  const row = (reaction: DrillReaction): Line => [
    {
      text: ` ${reaction.symbol.padEnd(7)}`,
      tone: reaction.named ? 'accent' : 'muted',
      attributes: reaction.named ? BOLD : 0,
    },
    {text: right(reaction.base, PRICE_WIDTH)},
    {text: right(reaction.now, PRICE_WIDTH)},
    {text: right(reaction.sinceThen.text, CELL_WIDTH), tone: TREND_TONES[reaction.sinceThen.trend]},
    ...reaction.cells
      .slice(0, count)
      .map(cell => ({text: right(cell.text, CELL_WIDTH), tone: TREND_TONES[cell.trend]})),
  ];
  return [
    [{text: ' '.repeat(8)}, ...head.map((text, index) => ({text: right(text, roomOf(index)), tone: 'muted' as const}))],
    ...view.reactions.map(row),
  ];
};

/** A headline in full as lines of `width` cells. What is needed first stands first: text, then what prices did. */
export const drillLines = (view: DrillView, width: number): readonly Line[] => [
  ...paragraph(view.headline, width, {tone: 'strong', attributes: BOLD}),
  ...(view.revised === '' ? [] : paragraph(view.revised, width, {tone: 'warn'})),
  ...(view.before === undefined ? [] : paragraph(`before: ${view.before}`, width, {tone: 'muted'})),
  [],
  ...tableLines(view, width),
  [],
  ...(view.deal === undefined ? [] : factLines('deal', view.deal, width)),
  ...view.facts.flatMap(fact => factLines(fact.name, fact.value, width)),
  ...(view.summary === '' ? [] : [[], ...paragraph(view.summary, width)]),
  ...view.paragraphs.flatMap(text => [[], ...paragraph(text, width, {tone: 'plain'})]),
];
