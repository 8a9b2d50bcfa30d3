import xterm from '@xterm/headless';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
  BOLD,
  createGrid,
  type Grid,
  gridText,
  INVERSE,
  putText,
  SHADE,
  TONES,
  type Tone,
} from '../../src/chart/grid.ts';
import {gridToAnsi} from '../../src/ui/grid-to-ansi.ts';
import {type ColourLevel, THEME_NAMES, THEMES} from '../../src/ui/theme.ts';

const LEVELS: readonly ColourLevel[] = [0, 16, 256, 'truecolor'];
const TONE_NAMES = Object.keys(TONES) as readonly Tone[];
const strip = (row: string): string => row.replaceAll(/\x1b\[[\d;]*m/g, '');

const painted = (): Grid => {
  const grid = createGrid(24, 3);
  putText(grid, 0, 0, 'up', 'up');
  putText(grid, 3, 0, 'down', 'down', BOLD);
  putText(grid, 0, 1, 'selected', 'plain', INVERSE);
  putText(grid, 0, 2, '日本 band', 'plain', SHADE);
  return grid;
};

describe('rows of a Grid', () => {
  test.each(THEME_NAMES)('carry the glyph plane and SGR alone, in theme %s at every level', name => {
    for (const level of LEVELS) {
      const rows = gridToAnsi(painted(), THEMES[name], level);
      expect(rows.map(strip)).toEqual(gridText(painted()));
      for (const row of rows) expect(row.match(/\x1b\[[\d;]*m/g)?.at(-1) ?? '\x1b[0m').toBe('\x1b[0m');
    }
  });

  test('hold no colour at level 0 but keep weight and inversion', () => {
    const rows = gridToAnsi(painted(), THEMES.default, 0).join('');
    expect(rows).not.toMatch(/\x1b\[[\d;]*(?:3\d|4[0-8]|9\d)/);
    expect(rows).toContain('\x1b[7m');
    expect(rows).toContain('\x1b[1m');
  });

  test('look to a terminal as each cell was meant, however tones follow each other', async () => {
    const cell = fc.record({
      tone: fc.constantFrom(...TONE_NAMES),
      attributes: fc.constantFrom(0, BOLD, INVERSE, SHADE),
      glyph: fc.constantFrom(' ', 'a', '█'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(cell, {minLength: 1, maxLength: 30}), async cells => {
        const grid = createGrid(cells.length, 1);
        for (const [x, {glyph, tone, attributes}] of cells.entries()) putText(grid, x, 0, glyph, tone, attributes);
        const terminal = new xterm.Terminal({cols: Math.max(2, cells.length), rows: 2, allowProposedApi: true});
        await new Promise<void>(resolve => terminal.write(gridToAnsi(grid, THEMES.default, 256).join(''), resolve));
        const line = terminal.buffer.active.getLine(0);
        cells.forEach(({glyph, tone, attributes}, x) => {
          const shown = line?.getCell(x);
          expect(shown?.getChars() || ' ').toBe(glyph);
          expect(Boolean(shown?.isInverse())).toBe((attributes & INVERSE) !== 0);
          expect(shown?.isBgDefault()).toBe((attributes & SHADE) === 0);
          if (glyph === ' ') return;
          expect(Boolean(shown?.isBold())).toBe((attributes & BOLD) !== 0 || THEMES.default.tones[tone].bold === true);
          expect(shown?.isFgDefault()).toBe(THEMES.default.tones[tone].colour === undefined);
        });
        terminal.dispose();
      }),
      {numRuns: 60},
    );
  });

  test('every theme tells up from down', () => {
    for (const name of THEME_NAMES) {
      if (name === 'mono') continue;
      const {up, down} = THEMES[name].tones;
      expect(up.colour?.rgb).not.toBe(down.colour?.rgb);
      expect(up.colour?.ansi).not.toBe(down.colour?.ansi);
    }
  });
});
