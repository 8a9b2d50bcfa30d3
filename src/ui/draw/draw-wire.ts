import {BOLD, createGrid, fitText, type Grid, putText, type Tone, textWidth} from '../../chart/grid.ts';
import type {Stance} from '../../news/stance/stance-note.ts';
import type {Size} from '../../view/layout.ts';
import {stanceSign} from '../../view/note-words.ts';
import type {TickerNote, WireRow, WireView} from '../../view/wire-view.ts';
import {markedPieces} from './marked-pieces.ts';
import {type Piece, paintPieces, paintRight, paintSelected} from './paint-pieces.ts';
import {TREND_TONES} from './trend-tones.ts';

/** Where the columns of a wire of some width begin. */
export type WireColumns = {
  readonly time: number;
  readonly timeWidth: number;
  readonly sign: number;
  readonly signWidth: number;
  readonly tickers: number;
  readonly tickersWidth: number;
  readonly cells: number;
  readonly cellWidth: number;
  readonly cellCount: number;
  readonly sigma: number;
  readonly sigmaWidth: number;
  readonly novelty: number;
  readonly noveltyWidth: number;
  readonly text: number;
};

/** From this width on there is room for a name and its first reaction before the headline. */
const LEAST_FOR_CELL = 46;

/** The narrower the wire, the fewer columns before the headline: seconds go first, then reactions, then tickers. */
export const wireColumns = (width: number, view: WireView): WireColumns => {
  const timeWidth = width >= 90 ? 8 : 5;
  const tickersWidth = width >= 110 ? 18 : width >= LEAST_FOR_CELL ? 9 : 0;
  const noveltyWidth = width >= 110 ? 5 : 0;
  const cellWidth = width >= 110 ? 8 : 7;
  const sigmaWidth = width >= 84 ? 6 : 0;
  const cellCount = width >= 72 ? 3 : width >= 64 ? 2 : width >= LEAST_FOR_CELL ? 1 : 0;
  const sign = 1 + timeWidth + 1;
  const signWidth = width < 48 ? 0 : view.rows.reduce((most, row) => Math.max(most, textWidth(row.sign)), 1);
  const tickers = sign + (signWidth > 0 ? signWidth + 1 : 0);
  const cells = tickers + tickersWidth;
  const sigma = cells + cellCount * cellWidth;
  const novelty = sigma + sigmaWidth;
  return {
    time: 1,
    timeWidth,
    sign,
    signWidth,
    tickers,
    tickersWidth,
    cells,
    cellWidth,
    cellCount,
    sigma,
    sigmaWidth,
    novelty,
    noveltyWidth,
    text: novelty + noveltyWidth + (cellCount > 0 ? 2 : 0),
  };
};

const STANCE_TONES: Readonly<Record<Stance, Tone>> = {positive: 'up', negative: 'down', neutral: 'muted'};

const tickerPieces = (tickers: readonly TickerNote[], more: number): readonly Piece[] => [
  ...tickers.flatMap(({symbol, stance}, index): Piece[] => [
    {text: `${index === 0 ? '' : ' '}${symbol}`, tone: 'accent'},
    ...(stance === undefined ? [] : [{text: stanceSign(stance), tone: STANCE_TONES[stance]}]),
  ]),
  ...(more > 0 ? [{text: ` +${more}`, tone: 'muted' as const}] : []),
];

const widthOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, {text}) => sum + textWidth(text), 0);

/** As many tickers with their stance as fit, then how many more there are. */
const fittingTickers = (tickers: readonly TickerNote[], width: number): readonly Piece[] => {
  for (let count = tickers.length; count > 0; count--) {
    const pieces = tickerPieces(tickers.slice(0, count), tickers.length - count);
    if (widthOf(pieces) <= width) return pieces;
  }
  return tickerPieces(tickers.slice(0, 1), 0);
};

/** With less room what the story did takes the place of other words, and with still less it goes. */
const STORY_ROOM = 60;
const LEAST_STORY_ROOM = 32;

/** State, how often it was told, then the text: what the feed wrote stands last. */
const wordPieces = (row: WireRow, room: number): readonly Piece[] => {
  const crowded = row.story !== '' && !row.amended && room >= LEAST_STORY_ROOM && room < STORY_ROOM;
  // How often it was told gives way to what was corrected in it, and when.
  const pressed = row.amended && room < STORY_ROOM;
  const before: readonly Piece[] = [
    ...(row.alerted ? [{text: '! ', tone: 'alert' as const, attributes: BOLD}] : []),
    ...(row.state === '' || crowded
      ? []
      : [{text: `${row.state} `, tone: row.amended ? ('warn' as const) : ('accent' as const)}]),
    ...(row.contradicted ? [{text: '✗tape ', tone: 'warn' as const}] : []),
    ...(row.link === '' || crowded ? [] : [{text: `${row.link} `, tone: 'marker' as const}]),
    ...(row.story === '' || room < LEAST_STORY_ROOM ? [] : [{text: `${row.story} `, tone: 'strong' as const}]),
    ...(row.since === '' ? [] : [{text: `${row.since} `, tone: 'muted' as const}]),
    ...(row.tellings === '' || crowded || pressed ? [] : [{text: `${row.tellings} `, tone: 'muted' as const}]),
  ];
  const attributes = row.unread ? BOLD : 0;
  const shown = fitText(row.text, Math.max(0, room - widthOf(before)));
  return [...before, ...markedPieces(shown, row.marks, {tone: row.unread ? 'strong' : 'plain', attributes})];
};

const paintRow = (grid: Grid, y: number, row: WireRow, columns: WireColumns): void => {
  putText(grid, 0, y, row.unread ? '●' : row.selected ? '▸' : ' ', row.unread ? 'accent' : 'key', BOLD);
  putText(grid, columns.time, y, row.time.slice(0, columns.timeWidth), 'muted');
  if (columns.signWidth > 0) putText(grid, columns.sign, y, row.sign, 'marker');
  if (columns.tickersWidth > 0) {
    const end = columns.tickers + columns.tickersWidth - 1;
    paintPieces(grid, columns.tickers, y, end, fittingTickers(row.tickers, columns.tickersWidth - 1));
  }
  for (const [index, cell] of row.reactions.slice(0, columns.cellCount).entries())
    paintRight(
      grid,
      columns.cells + index * columns.cellWidth,
      y,
      columns.cellWidth,
      cell.text,
      TREND_TONES[cell.trend],
    );
  if (columns.sigmaWidth > 0)
    paintRight(grid, columns.sigma, y, columns.sigmaWidth, row.sigma.text, TREND_TONES[row.sigma.trend]);
  if (columns.noveltyWidth > 0)
    paintRight(grid, columns.novelty, y, columns.noveltyWidth, row.novelty, row.novelty === '100' ? 'plain' : 'faint');
  paintPieces(grid, columns.text, y, grid.width, wordPieces(row, grid.width - columns.text));
};

/** One story a row, newest first; what came from outside stands last in its row. */
export const drawWire = (view: WireView, size: Size, focused: boolean): Grid => {
  const grid = createGrid(size.width, size.height);
  const columns = wireColumns(grid.width, view);
  if (view.rows.length === 0) putText(grid, 1, 0, fitText(view.emptyWords, grid.width - 2), 'muted');
  for (const [y, row] of view.rows.slice(0, grid.height).entries()) {
    paintRow(grid, y, row, columns);
    if (row.selected) paintSelected(grid, y, focused);
  }
  return grid;
};
