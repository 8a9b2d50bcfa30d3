import {BOLD, createGrid, fitText, type Grid, putText, textWidth} from '../../chart/grid.ts';
import type {Size} from '../../view/layout.ts';
import type {WireRow, WireView} from '../../view/wire-view.ts';
import {paintPieces, paintRight, paintSelected} from './paint-pieces.ts';
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
  readonly text: number;
};

/** The narrower the wire, the fewer columns before the headline: seconds go first, then reactions, then tickers. */
export const wireColumns = (width: number, view: WireView): WireColumns => {
  const timeWidth = width >= 90 ? 8 : 5;
  const tickersWidth = width >= 110 ? 17 : width >= 56 ? 7 : 0;
  const cellWidth = width >= 110 ? 7 : 6;
  const cellCount = width >= 70 ? 3 : width >= 62 ? 2 : width >= 56 ? 1 : 0;
  const sign = 1 + timeWidth + 1;
  const signWidth = width < 48 ? 0 : view.rows.reduce((most, row) => Math.max(most, textWidth(row.sign)), 1);
  const tickers = sign + (signWidth > 0 ? signWidth + 1 : 0);
  const cells = tickers + tickersWidth;
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
    text: cells + cellCount * cellWidth + (cellCount > 0 ? 2 : 0),
  };
};

/** As many tickers as fit, then how many more there are. */
const tickerWords = (tickers: readonly string[], width: number): string => {
  for (let count = tickers.length; count > 0; count--) {
    const more = tickers.length - count;
    const words = `${tickers.slice(0, count).join(' ')}${more > 0 ? ` +${more}` : ''}`;
    if (textWidth(words) <= width) return words;
  }
  return fitText(tickers[0] ?? '', width);
};

const paintRow = (grid: Grid, y: number, row: WireRow, columns: WireColumns): void => {
  putText(grid, 0, y, row.unread ? '●' : row.selected ? '▸' : ' ', row.unread ? 'accent' : 'key', BOLD);
  putText(grid, columns.time, y, row.time.slice(0, columns.timeWidth), 'muted');
  if (columns.signWidth > 0) putText(grid, columns.sign, y, row.sign, 'marker');
  if (columns.tickersWidth > 0)
    putText(grid, columns.tickers, y, tickerWords(row.tickers, columns.tickersWidth), 'accent');
  for (const [index, cell] of row.reactions.slice(0, columns.cellCount).entries())
    paintRight(
      grid,
      columns.cells + index * columns.cellWidth,
      y,
      columns.cellWidth,
      cell.text,
      TREND_TONES[cell.trend],
    );
  const tone = row.unread ? 'strong' : 'plain';
  paintPieces(grid, columns.text, y, grid.width, [
    ...(row.revised === '' ? [] : [{text: row.revised, tone: 'warn' as const}, {text: ' '}]),
    {text: row.text, tone, attributes: row.unread ? BOLD : 0},
  ]);
};

/** One headline a row, newest first; what came from outside stands last in its row. */
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
