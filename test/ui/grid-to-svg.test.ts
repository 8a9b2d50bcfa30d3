import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createGrid, INVERSE, putText} from '../../src/chart/grid.ts';
import {gridToSvg} from '../../src/ui/grid-to-svg.ts';
import {THEMES} from '../../src/ui/theme.ts';

/** Every piece of text with the column it starts in and the columns it takes. */
const piecesIn = (svg: string) =>
  [...svg.matchAll(/<text x="([\d.]+)"[^>]*textLength="([\d.]+)"[^>]*>([^<]*)<\/text>/g)].map(match => ({
    column: Math.round((Number(match[1]) - 12) / 8.43),
    cells: Math.round(Number(match[2]) / 8.43),
    text: match[3],
  }));

describe('a picture of a screen', () => {
  test('puts each piece of text at its column, words together, other glyphs by themselves', () => {
    const grid = createGrid(24, 1);
    putText(grid, 2, 0, 'AMZN up 4%');
    putText(grid, 14, 0, '①──宽');
    expect(piecesIn(gridToSvg(grid, THEMES.default))).toEqual([
      {column: 2, cells: 10, text: 'AMZN up 4%'},
      {column: 14, cells: 1, text: '①'},
      {column: 15, cells: 2, text: '──'},
      {column: 17, cells: 2, text: '宽'},
    ]);
  });

  test('swaps ink and paper for what is inverse', () => {
    const grid = createGrid(3, 1);
    putText(grid, 0, 0, 'abc', 'up', INVERSE);
    const svg = gridToSvg(grid, THEMES.default);
    const colour = /<rect x="12" [^>]*fill="(#[0-9a-f]{6})"/.exec(svg)?.[1];
    expect(colour).toBe(`#${THEMES.default.tones.up.colour?.rgb.toString(16).padStart(6, '0')}`);
    expect(svg).toContain('fill="#0f1218">abc');
  });

  test('holds no markup that a screen put in', () => {
    fc.assert(
      fc.property(fc.string({maxLength: 20}), text => {
        const grid = createGrid(20, 1);
        putText(grid, 0, 0, `<script>&"${text}`);
        const inside = gridToSvg(grid, THEMES.default).replaceAll(/<\/?(?:svg|rect|g|text)\b[^<>]*>/g, '');
        expect(inside).not.toMatch(/[<>]/);
      }),
    );
  });
});
