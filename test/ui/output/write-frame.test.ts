import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createGrid, type Grid, INVERSE, putCell, putText, SHADE, UNDERLINE} from '../../../src/chart/grid.ts';
import {lookTable} from '../../../src/ui/look-table.ts';
import {writeFrame} from '../../../src/ui/output/write-frame.ts';
import {THEMES} from '../../../src/ui/theme.ts';
import {createCellDiff} from '../../bench/cell-diff.ts';
import {anyGrid} from './any-grid.ts';
import {createJudgedTerminal, type SeenCell} from './judged-terminal.ts';

const looks = lookTable(THEMES.default, 256);
const SIZE = {width: 17, height: 5};

const gridOf = (...rows: readonly string[]): Grid => {
  const grid = createGrid(20, rows.length);
  for (const [y, row] of rows.entries()) putText(grid, 0, y, row);
  return grid;
};

/** What a cell should look like, read from its SGR parameters; what cannot be seen on a blank is left out. */
const expectedCell = (grid: Grid, index: number): Partial<SeenCell> => {
  const glyph = grid.glyphs[index] ?? ' ';
  const attributes = grid.attributes[index] ?? 0;
  const codes = looks[(grid.tones[index] ?? 0) * 16 + attributes] ?? '';
  const colour = (ground: 38 | 48): number => Number(new RegExp(`(?:^|;)${ground};5;(\\d+)`).exec(codes)?.[1] ?? -1);
  const ground = {inverse: (attributes & INVERSE) !== 0, underline: (attributes & UNDERLINE) !== 0, back: colour(48)};
  if (glyph === ' ') return {glyph, ...ground};
  return {glyph, ...ground, bold: /^1(;|$)/.test(codes), fore: colour(38)};
};

describe('a frame', () => {
  test('is nothing when nothing looks different', () => {
    const grid = gridOf('one', 'two');
    const other = gridOf('one', 'two');
    putCell(other, 12, 0, ' ', 'up');
    expect(writeFrame(grid, grid, looks)).toBe('');
    expect(writeFrame(grid, gridOf('one', 'two'), looks)).toBe('');
    expect(writeFrame(grid, other, looks)).toBe('');
  });

  test('touches the changed cells alone', () => {
    expect(writeFrame(gridOf('price 251.88', 'still'), gridOf('price 252.88', 'still'), looks)).toBe('\x1b[1;9H2');
    expect(writeFrame(gridOf('same', 'b', 'same'), gridOf('same', 'c', 'same'), looks)).toBe('\x1b[2Hc');
  });

  test('erases the rest of a row that becomes blank, and rows that are left', () => {
    expect(writeFrame(gridOf('one two', 'three'), gridOf('one'), looks)).toBe('\x1b[1;5H\x1b[K');
    expect(writeFrame(gridOf('one', 'two'), gridOf('one', ''), looks)).toBe('\x1b[2H\x1b[K');
  });

  test('passes over what stays by a move, or sends it again where that is shorter', () => {
    expect(writeFrame(gridOf('a23456789b'), gridOf('c23456789d'), looks)).toBe('\x1b[1Hc\x1b[8Cd');
    expect(writeFrame(gridOf('a23b'), gridOf('c23d'), looks)).toBe('\x1b[1Hc23d');
  });

  test('leaves the look plain', () => {
    const band = createGrid(4, 1);
    putText(band, 0, 0, 'abcd', 'up', SHADE);
    expect(writeFrame(undefined, band, looks)).toMatch(/abcd\x1b\[m$/);
  });

  test('writes both halves of a wide glyph, and what stood under one that goes', () => {
    expect(writeFrame(gridOf('ab'), gridOf('日'), looks)).toBe('\x1b[1H日');
    expect(writeFrame(gridOf('日c'), gridOf('a c'), looks)).toBe('\x1b[1Ha ');
  });

  test('an empty Grid asks for nothing', () => {
    for (const [width, height] of [
      [0, 0],
      [0, 3],
      [3, 0],
    ] as const)
      expect(writeFrame(undefined, createGrid(width, height), looks)).toBe('');
  });

  test('any row of screens leaves the terminal with exactly the last one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyGrid(SIZE), {minLength: 1, maxLength: 6}), async grids => {
        const terminal = createJudgedTerminal(SIZE);
        terminal.stdout.write('\x1b[2;3Hleft over by somebody\x1b[H');
        let before: Grid | undefined;
        for (const grid of grids) {
          terminal.stdout.write(writeFrame(before, grid, looks));
          before = grid;
        }
        const last = grids.at(-1) ?? createGrid(0, 0);
        const seen = (await terminal.cells()).flat();
        for (const [index, cell] of seen.entries()) {
          if (last.glyphs[index] !== '') expect(cell).toMatchObject(expectedCell(last, index));
        }
      }),
      {numRuns: 150},
    );
  });

  test('takes no more bytes than a plain comparison of cells', () => {
    fc.assert(
      fc.property(anyGrid(SIZE), anyGrid(SIZE), (before, after) => {
        const raw = createCellDiff(THEMES.default, 256);
        raw(before);
        const bytes = Buffer.byteLength(writeFrame(before, after, looks));
        // A raw diff leaves its last look behind and trusts terminals to agree on what is wide.
        const wide = after.glyphs.filter(glyph => glyph === '' || glyph.length > 1).length;
        expect(bytes).toBeLessThanOrEqual(Buffer.byteLength(raw(after)) + 3 + 8 * wide);
      }),
    );
  });
});
