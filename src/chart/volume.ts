import type {BarRow} from '../market/bar-series.ts';
import type {GlyphSet} from './glyph-set.ts';
import {type Grid, putCell} from './grid.ts';
import {barWings, slotAt, slotCentre, type TimeScale} from './time-scale.ts';

const EIGHTHS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** The largest volume among the bars, 0 when there is none. */
export const largestVolume = (bars: readonly BarRow[]): number => {
  let most = 0;
  for (const bar of bars) most = Math.max(most, bar.volume);
  return most;
};

/** Volume from the bottom up, linear, `most` filling the height; any volume at all shows at least an eighth. */
export const paintVolume = (
  grid: Grid,
  time: TimeScale,
  bars: readonly BarRow[],
  most: number,
  glyphs: GlyphSet,
): void => {
  if (!(most > 0)) return;
  const wings = barWings(time);
  for (const bar of bars) {
    const slot = slotAt(time, bar.openAt);
    if (slot === undefined || !(bar.volume > 0)) continue;
    const x = slotCentre(time, slot);
    const eighths = Math.max(1, Math.round(Math.min(1, bar.volume / most) * grid.height * 8));
    for (let up = 0; up * 8 < eighths; up++) {
      const part = Math.min(8, eighths - up * 8);
      const glyph = glyphs === 'ascii' ? (part > 4 ? '#' : part > 2 ? ':' : '.') : (EIGHTHS[part - 1] ?? ' ');
      for (let side = -wings; side <= wings; side++) putCell(grid, x + side, grid.height - 1 - up, glyph, 'volume');
    }
  }
};
