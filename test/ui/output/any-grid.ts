import fc from 'fast-check';
import {
  BOLD,
  createGrid,
  type Grid,
  INVERSE,
  putText,
  SHADE,
  TONES,
  type Tone,
  UNDERLINE,
} from '../../../src/chart/grid.ts';
import type {Size} from '../../../src/view/layout.ts';

const TEXTS = [
  '',
  ' ',
  'a',
  'price 251.88',
  '   ',
  '日本',
  '語',
  'é',
  '│',
  '⣿⡇',
  '█▌',
  '…',
  '한국 x',
  '𝒳',
  '①',
] as const;
const TONE_NAMES = Object.keys(TONES) as readonly Tone[];

/** A Grid on which texts, wide ones too, were written over each other at any places. */
export const anyGrid = ({width, height}: Size): fc.Arbitrary<Grid> =>
  fc
    .array(
      fc.record({
        x: fc.integer({min: -2, max: width}),
        y: fc.integer({min: 0, max: height - 1}),
        text: fc.constantFrom(...TEXTS),
        tone: fc.constantFrom(...TONE_NAMES),
        attributes: fc.constantFrom(0, 0, BOLD, INVERSE, SHADE, UNDERLINE, SHADE | BOLD),
      }),
      {maxLength: 24},
    )
    .map(strokes => {
      const grid = createGrid(width, height);
      for (const {x, y, text, tone, attributes} of strokes) putText(grid, x, y, text, tone, attributes);
      return grid;
    });
