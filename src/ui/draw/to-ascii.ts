import {type Grid, glyphWidth} from '../../chart/grid.ts';

const ASCII: Readonly<Record<string, string>> = {
  '─': '-',
  '━': '=',
  '│': '|',
  '┊': ':',
  '┌': '+',
  '┐': '+',
  '└': '+',
  '┘': '+',
  '├': '+',
  '┤': '+',
  '┬': '+',
  '┴': '+',
  '┼': '+',
  '╷': '|',
  '╵': '|',
  '▲': '^',
  '▼': 'v',
  '▸': '>',
  '▶': '>',
  '»': '>',
  '›': '>',
  '‹': '<',
  '●': '*',
  '◌': 'o',
  '◆': '*',
  '◇': '*',
  '■': '#',
  '✖': 'x',
  '✗': 'x',
  '✓': 'v',
  '‖': '=',
  '▤': '=',
  '⏎': '>',
  '⇧': '^',
  '↑': '^',
  '↓': 'v',
  '←': '<',
  '→': '>',
  '…': '~',
  '·': '.',
  '−': '-',
  '–': '-',
  '—': '-',
  '×': 'x',
  σ: 's',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '▕': '[',
  '▏': ']',
  '€': 'E',
  '£': 'L',
  '¥': 'Y',
};
const ONE = 0x2460;
const BLOCKS = ' .:-=+*#';

/** The nearest of ASCII's visible characters; `?` for what has none. */
const asciiGlyph = (glyph: string): string => {
  const code = glyph.codePointAt(0) ?? 32;
  if (code >= 32 && code < 127) return glyph.slice(0, 1);
  const known = ASCII[glyph];
  if (known !== undefined) return known;
  if (code >= ONE && code < ONE + 9) return String(code - ONE + 1);
  // Lower blocks and braille by how much of the cell they fill.
  if (code >= 0x2581 && code <= 0x2588) return BLOCKS[code - 0x2581] ?? '#';
  if (code >= 0x2589 && code <= 0x258f) return code <= 0x258c ? '#' : '-';
  if (code >= 0x2800 && code <= 0x28ff) return code === 0x2800 ? ' ' : '.';
  const plain = glyph.normalize('NFD').charAt(0);
  return plain >= '!' && plain <= '~' ? plain : '?';
};

/** The same cells in the 95 characters of ASCII; a wide glyph leaves one `?` and a blank. */
export const toAscii = (grid: Grid): Grid => ({
  ...grid,
  glyphs: grid.glyphs.map(glyph => (glyph === '' ? ' ' : glyphWidth(glyph) === 2 ? '?' : asciiGlyph(glyph))),
});
