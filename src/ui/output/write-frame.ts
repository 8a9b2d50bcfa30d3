import {type Grid, glyphWidth, INVERSE, SHADE, UNDERLINE} from '../../chart/grid.ts';
import type {LookTable} from '../look-table.ts';

/** Attributes that show on a blank. */
const SEEN_ON_BLANK = INVERSE | SHADE | UNDERLINE;
/** Cells that are sent again rather than passed over: a move takes at least as many bytes. */
const SHORT_GAP = 3;

const lookAt = (grid: Grid, index: number, looks: LookTable): string =>
  looks[(grid.tones[index] ?? 0) * 16 + ((grid.attributes[index] ?? 0) & 15)] ?? '';

const isBlank = (grid: Grid, index: number): boolean =>
  grid.glyphs[index] === ' ' && ((grid.attributes[index] ?? 0) & SEEN_ON_BLANK) === 0;

/** Whether a cell looks the same in both Grids; a blank looks the same in every colour. */
const isSame = (before: Grid, after: Grid, index: number): boolean =>
  before.glyphs[index] === after.glyphs[index] &&
  ((before.tones[index] === after.tones[index] && before.attributes[index] === after.attributes[index]) ||
    (isBlank(before, index) && isBlank(after, index)));

/** Glyphs that every terminal gives one cell; after any other only the terminal knows where its cursor is. */
const isOneCell = (glyph: string): boolean => glyph.length === 1 && (glyph < '\u1100' || glyphWidth(glyph) === 1);

/** The index after the last cell of [start, end) that is not blank. */
const inkEnd = (grid: Grid, start: number, end: number): number => {
  let index = end;
  while (index > start && isBlank(grid, index - 1)) index--;
  return index;
};

/**
 * What turns one screen into another of its size, or whatever is shown into `after` when `before` is undefined: cursor
 * moves, colours and the glyphs of changed cells; '' when both look the same. The look is plain before and after.
 */
export const writeFrame = (before: Grid | undefined, after: Grid, looks: LookTable): string => {
  const {width, height, glyphs} = after;
  let out = '';
  let look = '';
  let lookShows = false;

  const setLook = (next: string, shows: boolean): void => {
    lookShows = shows;
    if (next === look) return;
    out += look === '' ? `\x1b[${next}m` : next === '' ? '\x1b[m' : `\x1b[0;${next}m`;
    look = next;
  };

  /** Whether the cells [from, to) can be sent again as they are, in the look at hand. */
  const canRepeat = (from: number, to: number): boolean => {
    for (let index = from; index < to; index++) {
      if ((glyphs[index] ?? '') === '' || !isOneCell(glyphs[index] ?? '')) return false;
      if (lookAt(after, index, looks) !== look && !(isBlank(after, index) && !lookShows)) return false;
    }
    return true;
  };

  for (let y = 0; y < height; y++) {
    const start = y * width;
    const end = start + width;
    let pen = -1;
    let lastInk = -1;
    for (let index = start; index < end; index++) {
      const glyph = glyphs[index] ?? ' ';
      // The second half of a wide glyph is drawn by the first.
      if (glyph === '' || (before !== undefined && isSame(before, after, index))) continue;
      if (lastInk < 0) lastInk = inkEnd(after, start, end);
      if (pen < 0) {
        out += index === start ? `\x1b[${y + 1}H` : `\x1b[${y + 1};${index - start + 1}H`;
      } else if (pen < index) {
        if (index - pen <= SHORT_GAP && canRepeat(pen, index)) out += glyphs.slice(pen, index).join('');
        else out += `\x1b[${index - pen}C`;
      }
      if (index >= lastInk) {
        setLook('', false);
        out += '\x1b[K';
        break;
      }
      if (!isBlank(after, index))
        setLook(lookAt(after, index, looks), ((after.attributes[index] ?? 0) & SEEN_ON_BLANK) !== 0);
      else if (lookShows) setLook('', false);
      out += glyph;
      pen = isOneCell(glyph) && index + 1 < end ? index + 1 : -1;
    }
  }
  setLook('', false);
  return out;
};
