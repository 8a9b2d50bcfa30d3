import {eastAsianWidth} from 'get-east-asian-width';

/** What a cell means. A theme turns it into a colour; goldens print it as the letter beside it. */
export const TONES = {
  plain: '.',
  muted: 'm',
  faint: 'f',
  strong: 's',
  accent: 'a',
  up: 'u',
  down: 'd',
  warn: 'w',
  alert: '!',
  frame: '-',
  focus: '#',
  title: 't',
  key: 'k',
  marker: 'x',
  volume: 'v',
  vwap: 'p',
  previous: 'c',
  amount: '$',
  party: 'y',
  stage: 'g',
  series1: '1',
  series2: '2',
  series3: '3',
  series4: '4',
  series5: '5',
} as const;

export type Tone = keyof typeof TONES;

const TONE_NAMES = Object.keys(TONES) as readonly Tone[];
const TONE_INDEX: ReadonlyMap<Tone, number> = new Map(TONE_NAMES.map((tone, index) => [tone, index]));

/** Ways to set a cell apart that need no colour. They add up. */
export const BOLD = 1;
export const INVERSE = 2;
/** A band behind the cell: extended hours, the row under the cursor of another pane. */
export const SHADE = 4;
export const UNDERLINE = 8;

/**
 * Exactly width × height cells. A glyph takes one cell; one that takes two leaves '' in the second. What is written
 * outside is dropped, so no drawing can break its neighbours.
 */
export type Grid = {
  readonly width: number;
  readonly height: number;
  readonly glyphs: string[];
  readonly tones: Uint8Array;
  readonly attributes: Uint8Array;
};

const side = (value: number): number => (Number.isFinite(value) ? Math.max(0, Math.floor(value)) : 0);

let blanks: readonly string[] = [];

/** So many blanks. Copying a part of an array is four times as fast as filling one. */
const blankGlyphs = (size: number): string[] => {
  if (blanks.length < size) blanks = Array.from({length: size}, () => ' ');
  return blanks.slice(0, size);
};

/** A blank Grid; sides below zero or not finite count as 0. */
export const createGrid = (width: number, height: number): Grid => {
  const size = side(width) * side(height);
  return {
    width: side(width),
    height: side(height),
    glyphs: blankGlyphs(size),
    tones: new Uint8Array(size),
    attributes: new Uint8Array(size),
  };
};

/** The same cells, to be drawn on without a change to the first. */
export const copyGrid = ({width, height, glyphs, tones, attributes}: Grid): Grid => ({
  width,
  height,
  glyphs: glyphs.slice(),
  tones: tones.slice(),
  attributes: attributes.slice(),
});

/** Cells that one grapheme takes: 0 for a lone combining mark, 1 or 2 otherwise. */
export const glyphWidth = (glyph: string): 0 | 1 | 2 => {
  const code = glyph.codePointAt(0);
  if (code === undefined) return 0;
  // Before the first combining mark every character takes one cell, and most text is here.
  if (code < 0x300) return 1;
  if (/^\p{M}/u.test(glyph)) return 0;
  return code < 0x1100 ? 1 : eastAsianWidth(code);
};

const segmenter = new Intl.Segmenter('en', {granularity: 'grapheme'});
/** Characters that are a grapheme and a cell each: most of what is drawn needs no segmenting. */
const PLAIN = /^[\x20-\x7e\u2190-\u2193\u2460-\u2473\u2500-\u25ff\u2800-\u28ff·…−–±×‘’“”σ⏎]*$/;

/** Text as its graphemes. */
export const graphemes = (text: string): readonly string[] =>
  PLAIN.test(text) ? [...text] : Array.from(segmenter.segment(text), part => part.segment);

/** Cells that a text takes. */
export const textWidth = (text: string): number => {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const glyph of graphemes(text)) width += glyphWidth(glyph);
  return width;
};

/** Sets one cell to a one-cell glyph; nothing happens outside. */
export const putCell = (
  grid: Grid,
  x: number,
  y: number,
  glyph: string,
  tone: Tone = 'plain',
  attributes = 0,
): void => {
  if (x < 0 || y < 0 || x >= grid.width || y >= grid.height) return;
  const index = y * grid.width + x;
  clearPair(grid, x, index);
  grid.glyphs[index] = glyph;
  grid.tones[index] = TONE_INDEX.get(tone) ?? 0;
  grid.attributes[index] = attributes;
};

/** Half of a wide glyph alone is no glyph: what is left of a pair becomes a space. */
const clearPair = (grid: Grid, x: number, index: number): void => {
  if (grid.glyphs[index] === '' && x > 0) grid.glyphs[index - 1] = ' ';
  if (x + 1 < grid.width && grid.glyphs[index + 1] === '') grid.glyphs[index + 1] = ' ';
};

/** Text of one cell a character, all of it cut to the row at once. */
const putPlain = (grid: Grid, x: number, y: number, text: string, tone: number, attributes: number): void => {
  const {width, glyphs, tones} = grid;
  const from = Math.max(0, x);
  const to = Math.min(width, x + text.length);
  if (from >= to || y < 0 || y >= grid.height) return;
  const row = y * width;
  // Pairs can be cut at the two ends alone: what lies between is written over.
  clearPair(grid, from, row + from);
  clearPair(grid, to - 1, row + to - 1);
  for (let column = from; column < to; column++) {
    const index = row + column;
    glyphs[index] = text[column - x] ?? ' ';
    tones[index] = tone;
    grid.attributes[index] = attributes;
  }
};

/** Writes text on one row from x, cut at the right edge; returns the column after it. */
export const putText = (
  grid: Grid,
  x: number,
  y: number,
  text: string,
  tone: Tone = 'plain',
  attributes = 0,
): number => {
  if (Number.isInteger(x) && PLAIN.test(text)) {
    putPlain(grid, x, y, text, TONE_INDEX.get(tone) ?? 0, attributes);
    return x + text.length;
  }
  let column = x;
  for (const glyph of graphemes(text)) {
    const width = glyphWidth(glyph);
    if (width === 0) continue;
    if (width === 2 && column + 1 >= grid.width) {
      putCell(grid, column, y, ' ', tone, attributes);
    } else {
      putCell(grid, column, y, glyph, tone, attributes);
      if (width === 2) {
        putCell(grid, column + 1, y, ' ', tone, attributes);
        if (column >= 0 && y >= 0 && y < grid.height) {
          grid.glyphs[y * grid.width + column] = glyph;
          grid.glyphs[y * grid.width + column + 1] = '';
        }
      }
    }
    column += width;
  }
  return column;
};

/** Text cut to at most `width` cells, its last cell `…` when something was left out. */
export const fitText = (text: string, width: number): string => {
  if (width <= 0) return '';
  // No character takes more than two cells: short text need not be measured.
  if (2 * text.length <= width || textWidth(text) <= width) return text;
  let out = '';
  let used = 0;
  for (const glyph of graphemes(text)) {
    const next = glyphWidth(glyph);
    if (used + next > width - 1) break;
    out += glyph;
    used += next;
  }
  return `${out}…`;
};

/** Copies `from` into `to` with its top left at (x, y), cut at the edges. */
export const blit = (to: Grid, from: Grid, x: number, y: number): void => {
  const left = Math.max(0, x);
  const right = Math.min(to.width, x + from.width);
  if (left >= right) return;
  const length = right - left;
  const {glyphs} = to;
  const {glyphs: fromGlyphs} = from;
  for (let row = Math.max(0, -y); row < from.height && y + row < to.height; row++) {
    const source = row * from.width + left - x;
    const target = (y + row) * to.width + left;
    for (let cell = 0; cell < length; cell++) glyphs[target + cell] = fromGlyphs[source + cell] ?? ' ';
    to.tones.set(from.tones.subarray(source, source + length), target);
    to.attributes.set(from.attributes.subarray(source, source + length), target);
    mendEdges(to, left, right, y + row);
  }
};

/** After a copy into [left, right), which is not empty: wide glyphs cut in two at either border become spaces. */
const mendEdges = (grid: Grid, left: number, right: number, row: number): void => {
  const base = row * grid.width;
  if (grid.glyphs[base + left] === '') grid.glyphs[base + left] = ' ';
  const before = grid.glyphs[base + left - 1];
  if (left > 0 && before !== undefined && before !== '' && glyphWidth(before) === 2) grid.glyphs[base + left - 1] = ' ';
  const last = grid.glyphs[base + right - 1];
  if (last !== undefined && last !== '' && glyphWidth(last) === 2) grid.glyphs[base + right - 1] = ' ';
  if (right < grid.width && grid.glyphs[base + right] === '') grid.glyphs[base + right] = ' ';
};

/** Adds attributes to `length` cells of a row. */
export const addAttributes = (grid: Grid, x: number, y: number, length: number, attributes: number): void => {
  if (y < 0 || y >= grid.height) return;
  for (let column = Math.max(0, x); column < Math.min(grid.width, x + length); column++) {
    const index = y * grid.width + column;
    grid.attributes[index] = (grid.attributes[index] ?? 0) | attributes;
  }
};

export const toneAt = (grid: Grid, index: number): Tone => TONE_NAMES[grid.tones[index] ?? 0] ?? 'plain';

/** The glyph plane: one string a row, each exactly `width` cells. */
export const gridText = (grid: Grid): readonly string[] =>
  Array.from({length: grid.height}, (_, y) => grid.glyphs.slice(y * grid.width, (y + 1) * grid.width).join(''));

/** The tone plane: one letter a cell; inverse cells print `@`, shaded plain ones `,`. */
export const gridTones = (grid: Grid): readonly string[] =>
  Array.from({length: grid.height}, (_, y) => {
    let row = '';
    for (let x = 0; x < grid.width; x++) {
      const index = y * grid.width + x;
      const attributes = grid.attributes[index] ?? 0;
      const tone = toneAt(grid, index);
      row += attributes & INVERSE ? '@' : attributes & SHADE && tone === 'plain' ? ',' : TONES[tone];
    }
    return row;
  });
