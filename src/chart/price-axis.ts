import type {GlyphSet} from './glyph-set.ts';
import {type Grid, putCell, putText, textWidth} from './grid.ts';
import type {Scale} from './scale.ts';

/** Paints a label right-aligned before the axis line in the last column, and a tick on that line. */
export const paintAxisLabel = (axis: Grid, row: number, label: string, glyphs: GlyphSet): void => {
  if (textWidth(label) >= axis.width) return;
  putText(axis, axis.width - 1 - textWidth(label), row, label, 'muted');
  putCell(axis, axis.width - 1, row, glyphs === 'ascii' ? '+' : '┤', 'frame');
};

/** The value axis: a line down the last column, labels at the ticks. A label that finds its row taken is left out. */
export const paintPriceAxis = (
  axis: Grid,
  scale: Scale,
  ticks: readonly number[],
  labelOf: (value: number) => string,
  glyphs: GlyphSet,
): void => {
  for (let row = 0; row < axis.height; row++) {
    putCell(axis, axis.width - 1, row, glyphs === 'ascii' ? '|' : '│', 'frame');
  }
  const taken = new Set<number>();
  for (const tick of ticks) {
    const row = scale.rowOf(tick);
    if (taken.has(row)) continue;
    taken.add(row);
    paintAxisLabel(axis, row, labelOf(tick), glyphs);
  }
};
