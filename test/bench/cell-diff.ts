import type {Grid} from '../../src/chart/grid.ts';
import {lookTable} from '../../src/ui/look-table.ts';
import type {ColourLevel, Theme} from '../../src/ui/theme.ts';

/**
 * The yardstick for frames: what a program that does nothing but compare cells would write to turn one screen into
 * the next. One cursor move for each run of changed cells, one colour for each run that looks alike.
 */
export const createCellDiff = (theme: Theme, level: ColourLevel): ((next: Grid) => string) => {
  let before: Grid | undefined;
  const looks = lookTable(theme, level);

  const codeOf = (grid: Grid, index: number): string => {
    const look = looks[(grid.tones[index] ?? 0) * 16 + ((grid.attributes[index] ?? 0) & 15)] ?? '';
    return look === '' ? '\u001b[0m' : `\u001b[0m\u001b[${look}m`;
  };

  return next => {
    const same = before?.width === next.width && before.height === next.height ? before : undefined;
    let out = '';
    let look = '';
    for (let y = 0; y < next.height; y++) {
      let pen = -1;
      for (let x = 0; x < next.width; x++) {
        const index = y * next.width + x;
        if (
          same !== undefined &&
          same.glyphs[index] === next.glyphs[index] &&
          same.tones[index] === next.tones[index] &&
          same.attributes[index] === next.attributes[index]
        )
          continue;
        if (pen !== x) out += `\u001b[${y + 1};${x + 1}H`;
        const code = codeOf(next, index);
        if (code !== look) {
          out += code;
          look = code;
        }
        out += next.glyphs[index] ?? ' ';
        pen = x + 1;
      }
    }
    before = next;
    return out;
  };
};
