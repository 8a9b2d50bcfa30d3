import {BOLD, type Grid, INVERSE, SHADE, toneAt, UNDERLINE} from '../chart/grid.ts';
import type {Theme} from './theme.ts';

/** One cell in units of the picture. */
const CELL_WIDTH = 8.4;
const CELL_HEIGHT = 18;
const BASELINE = 13.5;
const MARGIN = 12;

const hex = (rgb: number): string => `#${rgb.toString(16).padStart(6, '0')}`;
const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const number = (value: number): string => String(Math.round(value * 100) / 100);

type Look = {readonly fill: string; readonly back: string | undefined; readonly style: string};

const lookOf = (grid: Grid, index: number, theme: Theme, paper: Paper): Look => {
  const attributes = grid.attributes[index] ?? 0;
  const paint = theme.tones[toneAt(grid, index)];
  const ink = paint.colour === undefined ? paper.ink : hex(paint.colour.rgb);
  const shade = theme.shade === undefined ? undefined : hex(theme.shade.rgb);
  const inverse = (attributes & INVERSE) !== 0;
  const bold = (attributes & BOLD) !== 0 || paint.bold === true;
  const style = `${bold ? ' font-weight="bold"' : ''}${paint.dim ? ' opacity="0.6"' : ''}${attributes & UNDERLINE ? ' text-decoration="underline"' : ''}`;
  return inverse
    ? {fill: paper.back, back: ink, style}
    : {fill: ink, back: attributes & SHADE ? shade : undefined, style};
};

type Paper = {readonly ink: string; readonly back: string};
const DARK_PAPER: Paper = {ink: '#c9d1dc', back: '#0f1218'};
const LIGHT_PAPER: Paper = {ink: '#1c2430', back: '#ffffff'};

/**
 * A picture of a screen as a self-contained SVG: the cells of a Grid in a theme's colours. Runs of cells that look
 * alike are one element of a set length, so that every monospaced font keeps the columns.
 */
export const gridToSvg = (grid: Grid, theme: Theme): string => {
  const paper = theme.name === 'light' ? LIGHT_PAPER : DARK_PAPER;
  const width = number(grid.width * CELL_WIDTH + 2 * MARGIN);
  const height = number(grid.height * CELL_HEIGHT + 2 * MARGIN);
  const parts: string[] = [];
  for (let y = 0; y < grid.height; y++) {
    const top = MARGIN + y * CELL_HEIGHT;
    for (let x = 0; x < grid.width; ) {
      const look = lookOf(grid, y * grid.width + x, theme, paper);
      let end = x;
      let text = '';
      for (; end < grid.width; end++) {
        const next = lookOf(grid, y * grid.width + end, theme, paper);
        if (next.fill !== look.fill || next.back !== look.back || next.style !== look.style) break;
        text += grid.glyphs[y * grid.width + end] ?? ' ';
      }
      const left = number(MARGIN + x * CELL_WIDTH);
      const length = number((end - x) * CELL_WIDTH);
      if (look.back !== undefined) {
        parts.push(
          `<rect x="${left}" y="${number(top)}" width="${length}" height="${CELL_HEIGHT}" fill="${look.back}"/>`,
        );
      }
      if (text.trim() !== '') {
        const baseline = number(top + BASELINE);
        parts.push(
          `<text x="${left}" y="${baseline}" textLength="${length}" lengthAdjust="spacingAndGlyphs" fill="${look.fill}"${look.style}>${escapeText(text)}</text>`,
        );
      }
      x = end;
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="100%" height="100%" rx="8" fill="${paper.back}"/>
<g xml:space="preserve" font-family="'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14">
${parts.join('\n')}
</g>
</svg>
`;
};
