import {BOLD, fitText, textWidth} from '../../chart/grid.ts';
import type {DrillReaction} from '../../view/drill-reactions.ts';
import type {DrillView} from '../../view/drill-view.ts';
import type {ReactionCell} from '../../view/reactions.ts';
import {wrapWords} from '../../view/wrap-words.ts';
import {factLines, NAME_WIDTH, WIDEST_TEXT} from './fact-lines.ts';
import type {Line} from './paint-lines.ts';
import type {Piece} from './paint-pieces.ts';
import {TREND_TONES} from './trend-tones.ts';

const SYMBOL_WIDTH = 7;
const PRICE_WIDTH = 9;
const CELL_WIDTH = 8;
/** A row's name beside figures of two decimals. */
const ROW_WIDTH = 9;
const FIGURE_WIDTH = 9;

const right = (text: string, room: number): string => ' '.repeat(Math.max(0, room - textWidth(text))) + text;
const cellPiece = ({text, trend}: ReactionCell, width: number): Piece => ({
  text: right(text, width),
  tone: TREND_TONES[trend],
});
const headPiece = (text: string, width: number): Piece => ({text: right(text, width), tone: 'muted'});

/** How many columns of `cell` fit beside what takes `taken`. */
const fitting = (width: number, taken: number, cell: number): number => Math.max(0, Math.floor((width - taken) / cell));

const namePiece = ({symbol, named}: DrillReaction, width: number): Piece => ({
  text: ` ${symbol.padEnd(width)}`,
  tone: named ? 'accent' : 'muted',
  attributes: named ? BOLD : 0,
});

/** Every name in a row: the price then and now, and the return to each horizon. */
const tableLines = ({horizons, reactions}: DrillView, width: number): readonly Line[] => {
  const taken = SYMBOL_WIDTH + 1 + 2 * PRICE_WIDTH + CELL_WIDTH;
  const count = Math.min(horizons.length, fitting(width, taken, CELL_WIDTH));
  const head: Line = [
    {text: ' '.repeat(SYMBOL_WIDTH + 1)},
    headPiece('then', PRICE_WIDTH),
    headPiece('now', PRICE_WIDTH),
    headPiece('since', CELL_WIDTH),
    ...horizons.slice(0, count).map(text => headPiece(text, CELL_WIDTH)),
  ];
  const row = (reaction: DrillReaction): Line => [
    namePiece(reaction, SYMBOL_WIDTH),
    {text: right(reaction.base, PRICE_WIDTH)},
    {text: right(reaction.now, PRICE_WIDTH)},
    cellPiece(reaction.sinceThen, CELL_WIDTH),
    ...reaction.cells.slice(0, count).map(cell => cellPiece(cell, CELL_WIDTH)),
  ];
  return [head, ...reactions.map(row)];
};

/** `AMZN positive: moved +2.96% after …`, the verdict set apart. */
const verdictLines = (reaction: DrillReaction, width: number): readonly Line[] => {
  const {symbol, verdict, words, trend, badge} = reaction;
  const before = `${symbol} ${verdict}: `;
  const room = Math.min(WIDEST_TEXT, width - 2);
  const lines = wrapWords(`${before}${words}`, room).map((text, index): Line => {
    if (index > 0 || !text.startsWith(before)) return [{text: ` ${text}`}];
    const tone = trend === 'up' || trend === 'down' ? trend : 'strong';
    return [{text: ' '}, {text: before, tone, attributes: BOLD}, {text: text.slice(before.length)}];
  });
  const badged = badge === '' ? [] : wrapWords(badge, room).map((text): Line => [{text: ` ${text}`, tone: 'warn'}]);
  return [...lines, ...badged];
};

/** A name's figures at each horizon in full, and what else is known of its reaction. */
const figureLines = (reaction: DrillReaction, horizons: readonly string[], width: number): readonly Line[] => {
  const count = Math.min(horizons.length, fitting(width, ROW_WIDTH + 1, FIGURE_WIDTH));
  return [
    [namePiece(reaction, ROW_WIDTH), ...horizons.slice(0, count).map(text => headPiece(text, FIGURE_WIDTH))],
    ...reaction.rows.map(
      ({name, cells}): Line => [
        {text: ` ${fitText(name, ROW_WIDTH).padEnd(ROW_WIDTH)}`, tone: 'muted'},
        ...cells.slice(0, count).map(cell => cellPiece(cell, FIGURE_WIDTH)),
      ],
    ),
    ...reaction.facts.flatMap(({name, value}) => factLines(fitText(name, NAME_WIDTH - 1), value, width)),
    [],
  ];
};

/** What prices did: all names in a table, the verdict on each that the headline names, and what they did the last times. */
export const reactionLines = (view: DrillView, width: number): readonly Line[] => [
  ...tableLines(view, width),
  [],
  ...view.reactions.filter(({named}) => named).flatMap(reaction => verdictLines(reaction, width)),
  ...view.lastTimes.flatMap(({name, value}) => factLines(name, value, width)),
];

/** How each of those names' reactions was measured, figure by figure. */
export const measureLines = ({reactions, horizons}: DrillView, width: number): readonly Line[] =>
  reactions.filter(({named}) => named).flatMap(reaction => figureLines(reaction, horizons, width));
