import type {Grid} from '../../src/chart/grid.ts';
import {gridToAnsi} from '../../src/ui/grid-to-ansi.ts';
import type {ColourLevel, Theme} from '../../src/ui/theme.ts';

/**
 * The yardstick for frames: what a program that does nothing but compare cells would write to turn one screen into
 * the next. One cursor move for each run of changed cells, one colour for each run that looks alike.
 */
export const createCellDiff = (theme: Theme, level: ColourLevel): ((next: Grid) => string) => {
  let before: Grid | undefined;
  const codes = new Map<number, string>();

  /** The colours of a cell, taken from how a one-cell Grid is painted. */
  const codeOf = (grid: Grid, index: number): string => {
    const tone = grid.tones[index] ?? 0;
    const attributes = grid.attributes[index] ?? 0;
    const key = tone * 256 + attributes;
    const known = codes.get(key);
    if (known !== undefined) return known;
    const cell: Grid = {
      width: 1,
      height: 1,
      glyphs: ['x'],
      tones: Uint8Array.of(tone),
      attributes: Uint8Array.of(attributes),
    };
    const code = `\u001b[0m${(gridToAnsi(cell, theme, level)[0] ?? 'x').split('x')[0] ?? ''}`;
    codes.set(key, code);
    return code;
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
