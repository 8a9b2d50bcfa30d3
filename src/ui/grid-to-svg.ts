import {BOLD, type Grid, INVERSE, SHADE, toneAt, UNDERLINE} from '../chart/grid.ts';
import type {Theme} from './theme.ts';

/** One cell in units of the picture, as a font of 14 units has it: borders and bodies of candles touch. */
const CELL_WIDTH = 8.43;
const CELL_HEIGHT = 16.5;
const BASELINE = 12.9;
const MARGIN = 12;

const hex = (rgb: number): string => `#${rgb.toString(16).padStart(6, '0')}`;
const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const number = (value: number): string => String(Math.round(value * 100) / 100);

type Paper = {readonly ink: string; readonly back: string};
const DARK_PAPER: Paper = {ink: '#c9d1dc', back: '#0f1218'};
const LIGHT_PAPER: Paper = {ink: '#1c2430', back: '#ffffff'};

type Look = {readonly fill: string; readonly back: string | undefined; readonly style: string};

const lookOf = (grid: Grid, index: number, theme: Theme, paper: Paper): Look => {
  const attributes = grid.attributes[index] ?? 0;
  const paint = theme.tones[toneAt(grid, index)];
  const ink = paint.colour === undefined ? paper.ink : hex(paint.colour.rgb);
  const shade = theme.shade === undefined ? undefined : hex(theme.shade.rgb);
  const bold = (attributes & BOLD) !== 0 || paint.bold === true ? ' font-weight="bold"' : '';
  const dim = paint.dim === true ? ' opacity="0.6"' : '';
  const style = `${bold}${dim}${attributes & UNDERLINE ? ' text-decoration="underline"' : ''}`;
  return (attributes & INVERSE) !== 0
    ? {fill: paper.back, back: ink, style}
    : {fill: ink, back: attributes & SHADE ? shade : undefined, style};
};

const alike = (a: Look, b: Look): boolean => a.fill === b.fill && a.back === b.back && a.style === b.style;

type Piece = {readonly at: number; readonly cells: number; readonly text: string};

/**
 * What of cells [from, to) is one piece of text: words of plain letters together, any other glyph with those like it
 * only, for it may come from another font. Spaces are never drawn: viewers differ on which of them count.
 */
const piecesOf = (glyphs: readonly string[], from: number, to: number): readonly Piece[] => {
  const pieces: Piece[] = [];
  const isPlain = (index: number): boolean => /^[!-~]$/.test(glyphs[index] ?? '');
  for (let at = from; at < to; ) {
    const glyph = glyphs[at] ?? ' ';
    let end = at + 1;
    if (isPlain(at)) {
      while (end < to && (isPlain(end) || (glyphs[end] === ' ' && end + 1 < to && isPlain(end + 1)))) end += 1;
    } else {
      while (end < to && (glyphs[end] === glyph || glyphs[end] === '')) end += 1;
    }
    if (glyph !== ' ' && glyph !== '') pieces.push({at, cells: end - at, text: glyphs.slice(at, end).join('')});
    at = end;
  }
  return pieces;
};

/**
 * A picture of a screen as a self-contained SVG: the cells of a Grid in a theme's colours. Every piece of text has its
 * place and its length set, so that any monospaced font keeps the columns.
 */
export const gridToSvg = (grid: Grid, theme: Theme): string => {
  const paper = theme.name === 'light' ? LIGHT_PAPER : DARK_PAPER;
  const width = number(grid.width * CELL_WIDTH + 2 * MARGIN);
  const height = number(grid.height * CELL_HEIGHT + 2 * MARGIN);
  const parts: string[] = [];
  for (let y = 0; y < grid.height; y++) {
    const row = y * grid.width;
    const top = number(MARGIN + y * CELL_HEIGHT);
    const baseline = number(MARGIN + y * CELL_HEIGHT + BASELINE);
    for (let from = row; from < row + grid.width; ) {
      const look = lookOf(grid, from, theme, paper);
      let to = from + 1;
      while (to < row + grid.width && alike(look, lookOf(grid, to, theme, paper))) to += 1;
      const left = (index: number): string => number(MARGIN + (index - row) * CELL_WIDTH);
      if (look.back !== undefined) {
        const length = number((to - from) * CELL_WIDTH + 0.3);
        parts.push(
          `<rect x="${left(from)}" y="${top}" width="${length}" height="${CELL_HEIGHT + 0.3}" fill="${look.back}"/>`,
        );
      }
      for (const {at, cells, text} of piecesOf(grid.glyphs, from, to)) {
        const length = number(cells * CELL_WIDTH);
        parts.push(
          `<text x="${left(at)}" y="${baseline}" textLength="${length}" lengthAdjust="spacingAndGlyphs" fill="${look.fill}"${look.style}>${escapeText(text)}</text>`,
        );
      }
      from = to;
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="100%" height="100%" rx="8" fill="${paper.back}"/>
<g font-family="'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14">
${parts.join('\n')}
</g>
</svg>
`;
};
