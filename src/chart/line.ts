import {plot as plotLine} from 'asciichart';
import type {GlyphSet} from './glyph-set.ts';
import {putCell, type Tone} from './grid.ts';
import type {Plot} from './plot.ts';

/** asciichart's ten symbols: first value, axis, two ends, level, then falling and rising corners, vertical. */
type LineSymbols = [string, string, string, string, string, string, string, string, string, string];

const symbols = (level: string, corners: string, vertical: string): LineSymbols => {
  const [downIn = ' ', upIn = ' ', downOut = ' ', upOut = ' '] = corners;
  return [level, ' ', level, level, level, downIn, upIn, downOut, upOut, vertical];
};

/** Strokes that tell lines apart without colour. */
const STROKES = [
  symbols('─', '╰╭╮╯', '│'),
  symbols('━', '┗┏┓┛', '┃'),
  symbols('═', '╚╔╗╝', '║'),
  symbols('╌', '╰╭╮╯', '╎'),
  symbols('╍', '┗┏┓┛', '╏'),
] as const;

const ASCII_MARKS = ['*', 'o', '+', 'x', '%'] as const;

const strokeOf = (index: number, glyphs: GlyphSet): LineSymbols => {
  if (glyphs === 'unicode') return STROKES[index % STROKES.length] ?? STROKES[0];
  const mark = ASCII_MARKS[index % ASCII_MARKS.length] ?? '*';
  return symbols(mark, mark.repeat(4), mark);
};

/** A piece of the line of stroke `index`, for a legend. */
export const strokeSample = (index: number, glyphs: GlyphSet): string => strokeOf(index, glyphs)[4].repeat(2);

/** A line through one value a column, by asciichart; each unbroken run of values is a line of its own. */
export const paintLine = (plot: Plot, values: readonly (number | undefined)[], tone: Tone, stroke = 0): void => {
  const {grid, scale, glyphs} = plot;
  if (scale.rows === 0) return;
  let run: number[] = [];
  for (let x = 0; x <= values.length; x++) {
    const value = values[x];
    if (value !== undefined) {
      run.push(scale.rows - scale.rowOf(value));
    } else if (run.length > 0) {
      paintRun(grid, run, x - run.length, scale.rows, strokeOf(stroke, glyphs), tone);
      run = [];
    }
  }
};

/**
 * One run of heights from 1 (bottom row) to `rows`. Only the rows that it passes through are handed over, as whole
 * numbers, so that asciichart's own scaling is the identity; its value axis is one blank column that the first value
 * fills.
 */
const paintRun = (
  grid: Plot['grid'],
  run: number[],
  from: number,
  rows: number,
  strokes: LineSymbols,
  tone: Tone,
): void => {
  const low = run.reduce((least, height) => Math.min(least, height), rows);
  const high = run.reduce((most, height) => Math.max(most, height), 1);
  const text = plotLine(run, {
    min: low,
    max: high,
    height: high - low,
    offset: 1,
    format: () => ' ',
    symbols: strokes,
  });
  for (const [row, line] of text.split('\n').entries()) {
    for (let index = 0; index < run.length; index++) {
      const glyph = line[index];
      if (glyph !== undefined && glyph !== ' ') putCell(grid, from + index, rows - high + row, glyph, tone);
    }
  }
};
