import type {GlyphSet} from '../../chart/glyph-set.ts';
import {BOLD, blit, createGrid, type Grid, INVERSE, putText, textWidth} from '../../chart/grid.ts';
import {drawSparkline} from '../../chart/sparkline.ts';
import type {Size} from '../../view/layout.ts';
import type {WatchRow, WatchView} from '../../view/watch-view.ts';
import {paintRight, paintSelected} from './paint-pieces.ts';
import {TREND_TONES} from './trend-tones.ts';

const VOLUME_WIDTH = 9;
const LEAST_SPARK = 4;

const widest = (rows: readonly WatchRow[], textOf: (row: WatchRow) => string, least: number): number =>
  rows.reduce((width, row) => Math.max(width, textWidth(textOf(row))), least);

/** The first name shown, so that the selected one is in sight. */
export const watchTop = (selected: number, count: number, height: number): number =>
  Math.max(0, Math.min(selected - height + 1, count - height));

/** One name a row: marker, symbol, price, change; then sparkline and volume, or what is wrong. */
export const drawWatch = (view: WatchView, size: Size, focused: boolean, glyphs: GlyphSet = 'unicode'): Grid => {
  const grid = createGrid(size.width, size.height);
  const symbolWidth = widest(view.rows, row => row.symbol, 5);
  const priceWidth = widest(view.rows, row => row.price, 6);
  const changeWidth = widest(view.rows, row => row.change, 7);
  const selected = view.rows.findIndex(row => row.selected);
  const top = watchTop(selected, view.rows.length, grid.height);
  for (const [index, row] of view.rows.slice(top, top + grid.height).entries()) {
    const tone = TREND_TONES[row.trend];
    putText(grid, 0, index, row.selected ? '▸' : ' ', 'key');
    putText(grid, 1, index, row.symbol, 'strong', BOLD);
    if (row.alerted) putText(grid, 1 + textWidth(row.symbol), index, '!', 'alert', BOLD);
    let x = 1 + symbolWidth + 1;
    paintRight(grid, x, index, priceWidth, row.price, row.trouble === undefined ? 'plain' : 'muted');
    x += priceWidth + 1;
    putText(grid, x, index, row.direction, tone);
    paintRight(grid, x + 2, index, changeWidth, row.change, tone);
    x += 2 + changeWidth + 1;
    const room = grid.width - x;
    if (row.trouble !== undefined) {
      putText(grid, x, index, ` ${row.trouble} `.slice(0, Math.max(0, room)), 'warn', INVERSE);
    } else {
      const named = room >= VOLUME_WIDTH + LEAST_SPARK;
      const volume = named ? `vol ${row.volume}` : row.volume;
      const volumeWidth = named ? VOLUME_WIDTH : 5;
      const spark = Math.min(40, room - volumeWidth - 1);
      if (spark >= LEAST_SPARK) blit(grid, drawSparkline(row.spark, {width: spark, height: 1}, tone, glyphs), x, index);
      if (room >= volumeWidth) paintRight(grid, grid.width - volumeWidth, index, volumeWidth, volume, 'muted');
    }
    if (row.selected && focused) paintSelected(grid, index, true);
  }
  return grid;
};
