import {fitText, glyphWidth, graphemes, textWidth} from '../chart/grid.ts';

/** A word longer than a line, in pieces that fit. */
const split = (word: string, width: number): readonly string[] => {
  if (textWidth(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const glyph of graphemes(word)) {
    const next = glyphWidth(glyph);
    if (used + next > width && piece !== '') {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += glyph;
    used += next;
  }
  return piece === '' ? pieces : [...pieces, piece];
};

/** Text in lines of at most `width` cells, broken between words, inside one only where it is longer than a line. */
export const wrapWords = (text: string, width: number): readonly string[] => {
  if (width < 1) return [];
  if (width === 1) return [fitText(text, 1)];
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(/\s+/).filter(part => part !== '')) {
    for (const piece of split(word, width)) {
      const next = textWidth(piece);
      if (used > 0 && used + 1 + next > width) {
        lines.push(line);
        line = '';
        used = 0;
      }
      line = used === 0 ? piece : `${line} ${piece}`;
      used += used === 0 ? next : next + 1;
    }
  }
  return line === '' ? lines : [...lines, line];
};
