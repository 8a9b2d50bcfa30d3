import {BRAILLE_DOTS, brailleFill} from './braille.ts';
import {putCell, type Tone} from './grid.ts';
import type {Plot} from './plot.ts';

/** The area under one value a column, to a quarter of a row; its edge stands out from what lies beneath. */
export const paintArea = (plot: Plot, values: readonly (number | undefined)[], edge: Tone, fill: Tone): void => {
  const {grid, scale} = plot;
  const dots = scale.rows * BRAILLE_DOTS;
  const levelOf = (value: number): number => Math.max(1, Math.round((1 - scale.depthOf(value)) * dots));
  for (const [x, value] of values.entries()) {
    if (value === undefined) continue;
    const before = values[x - 1] ?? value;
    const left = levelOf((before + value) / 2);
    const right = levelOf(value);
    for (let row = 0; row < scale.rows; row++) {
      const floor = (scale.rows - 1 - row) * BRAILLE_DOTS;
      if (Math.max(left, right) <= floor) continue;
      const isEdge = Math.min(left, right) < floor + BRAILLE_DOTS || Math.max(left, right) === floor + BRAILLE_DOTS;
      const glyph = plot.glyphs === 'ascii' ? (isEdge ? '*' : ':') : brailleFill(left - floor, right - floor);
      putCell(grid, x, row, glyph, isEdge ? edge : fill);
    }
  }
};
