import type {Session} from '../core/calendar.ts';
import type {Instant} from '../core/instant.ts';
import type {GlyphSet} from './glyph-set.ts';
import {addAttributes, type Grid, putCell, putText, SHADE, textWidth} from './grid.ts';
import {columnAt, columnsOf, slotAt, type TimeScale} from './time-scale.ts';

/** Extended hours lie on a shaded ground, before the open and after the close. */
export const shadeExtendedHours = (grid: Grid, time: TimeScale, session: Session): void => {
  for (const [from, to] of [
    [session.preAt, session.openAt],
    [session.closeAt, session.endAt],
  ] as const) {
    const columns = columnsOf(time, from, to);
    for (let row = 0; row < grid.height; row++) {
      addAttributes(grid, columns.from, row, columns.to - columns.from, SHADE);
    }
  }
};

/** A thin line where the regular session starts and ends: paint it before the bars. */
export const paintSessionBreaks = (grid: Grid, time: TimeScale, session: Session, glyphs: GlyphSet): void => {
  for (const at of [session.openAt, session.closeAt]) {
    const x = columnAt(time, at);
    if (x === undefined || slotAt(time, at) === 0) continue;
    for (let row = 0; row < grid.height; row++) putCell(grid, x, row, glyphs === 'ascii' ? '|' : '┆', 'faint');
  }
};

/** Names the extended hours in the time axis, at the last free place of each, so that no one needs to see the shade. */
export const paintPhaseNames = (axis: Grid, left: number, time: TimeScale, session: Session): void => {
  for (const [name, from, to] of [
    ['pre', session.preAt, session.openAt],
    ['post', session.closeAt, session.endAt],
  ] as const satisfies readonly (readonly [string, Instant, Instant])[]) {
    const columns = columnsOf(time, from, to);
    const room = textWidth(name) + 2;
    for (let x = left + columns.to - room; x >= left + columns.from; x--) {
      if (!isBlank(axis, x, room)) continue;
      putText(axis, x + 1, 0, name, 'faint', SHADE);
      break;
    }
  }
};

const isBlank = (grid: Grid, x: number, length: number): boolean =>
  x >= 0 && x + length <= grid.width && grid.glyphs.slice(x, x + length).every(glyph => glyph === ' ');
