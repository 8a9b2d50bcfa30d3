import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
  addAttributes,
  BOLD,
  blit,
  createGrid,
  fitText,
  type Grid,
  graphemes,
  gridText,
  gridTones,
  INVERSE,
  putCell,
  putText,
  SHADE,
  textWidth,
  toneAt,
} from '../../src/chart/grid.ts';

/** Every row adds up to the Grid's width, and a blank half always follows a wide glyph. */
const expectWhole = (grid: Grid): void => {
  expect(grid.glyphs).toHaveLength(grid.width * grid.height);
  for (const row of gridText(grid)) expect(textWidth(row)).toBe(grid.width);
  for (const [index, glyph] of grid.glyphs.entries()) {
    const next = grid.glyphs[index + 1];
    const isWide = glyph !== '' && textWidth(glyph) === 2;
    if (index % grid.width < grid.width - 1) expect(next === '').toBe(isWide);
    else expect(isWide).toBe(false);
  }
};

const text = fc.string({unit: fc.constantFrom('a', '─', '①', '漢', '한', 'ﾊ', 'é', '😀', '⣿'), maxLength: 12});
const place = fc.integer({min: -6, max: 14});
const side = fc.nat(9);

describe('a Grid', () => {
  test('has no cells when a side is zero, negative or no number', () => {
    for (const wrong of [0, -3, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(createGrid(wrong, 4).glyphs).toHaveLength(0);
      expect(createGrid(4, wrong).glyphs).toHaveLength(0);
    }
  });

  test('keeps every row at its width whatever is written where', () => {
    const write = fc.record({text, x: place, y: place, cell: fc.boolean()});
    fc.assert(
      fc.property(side, side, fc.array(write, {maxLength: 20}), (width, height, writes) => {
        const grid = createGrid(width, height);
        for (const {text, x, y, cell} of writes) {
          if (cell) putCell(grid, x, y, 'x', 'up');
          else putText(grid, x, y, text, 'down');
        }
        expectWhole(grid);
      }),
    );
  });

  test('keeps every row at its width when another is copied over it, in part or beside it', () => {
    fc.assert(
      fc.property(side, side, side, side, place, place, text, text, (w1, h1, w2, h2, x, y, below, above) => {
        const to = createGrid(w1, h1);
        const from = createGrid(w2, h2);
        for (let row = 0; row < h1; row++) putText(to, row % 2, row, below);
        for (let row = 0; row < h2; row++) putText(from, row % 3, row, above);
        blit(to, from, x, y);
        expectWhole(to);
      }),
    );
  });

  test('plain text written at once is as written cell by cell', () => {
    const plain = fc.string({unit: fc.constantFrom('a', ' ', '─', '①', '⣿', '…'), maxLength: 12});
    fc.assert(
      fc.property(side, side, place, place, text, plain, (width, height, x, y, below, above) => {
        const [once, each] = [createGrid(width, height), createGrid(width, height)];
        for (const grid of [once, each]) for (let row = 0; row < height; row++) putText(grid, row % 3, row, below);
        expect(putText(once, x, y, above, 'up', BOLD)).toBe(x + above.length);
        for (const [index, glyph] of [...above].entries()) putCell(each, x + index, y, glyph, 'up', BOLD);
        expect(once).toEqual(each);
      }),
    );
  });

  test('copies glyphs, tones and attributes to their place', () => {
    const from = createGrid(2, 1);
    putText(from, 0, 0, 'ab', 'up', BOLD);
    const to = createGrid(4, 2);
    blit(to, from, 1, 1);
    expect(gridText(to)).toEqual(['    ', ' ab ']);
    expect(gridTones(to)).toEqual(['....', '.uu.']);
    expect(to.attributes[5]).toBe(BOLD);
  });

  test('writes text up to its edge and says where it ended', () => {
    const grid = createGrid(5, 1);
    expect(putText(grid, 3, 0, '漢字')).toBe(7);
    expect(gridText(grid)).toEqual(['   漢']);
    expect(putText(grid, 4, 0, '漢')).toBe(6);
    expect(gridText(grid)).toEqual(['     ']);
  });

  test('shows inverse and shade in its tone plane', () => {
    const grid = createGrid(3, 1);
    putCell(grid, 0, 0, 'a', 'up', INVERSE);
    addAttributes(grid, 0, 0, 9, SHADE);
    addAttributes(grid, 0, 5, 9, SHADE);
    expect(gridTones(grid)).toEqual(['@,,']);
    expect(toneAt(grid, 0)).toBe('up');
  });
});

describe('text', () => {
  test('is measured in cells', () => {
    expect(textWidth('AMZN ▲ +4.20%')).toBe(13);
    expect(textWidth('漢字①')).toBe(5);
    expect(textWidth('e\u0301a')).toBe(2);
    expect(graphemes('e\u0301a')).toEqual(['e\u0301', 'a']);
  });

  test('is cut to its room with an ellipsis, never through a wide glyph', () => {
    expect(fitText('Amazon', 6)).toBe('Amazon');
    expect(fitText('Amazon', 4)).toBe('Ama…');
    expect(fitText('漢字漢', 4)).toBe('漢…');
    expect(fitText('Amazon', 0)).toBe('');
    fc.assert(
      fc.property(text, fc.integer({min: -2, max: 14}), (some, width) => {
        expect(textWidth(fitText(some, width))).toBeLessThanOrEqual(Math.max(0, width));
      }),
    );
  });
});
