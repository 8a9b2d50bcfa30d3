import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect} from 'vitest';
import {type Grid, gridText, gridTones} from '../../src/chart/grid.ts';

const FOLDER = fileURLToPath(new URL('screens', import.meta.url));

/**
 * Holds a Grid against `screens/<name>.txt`: what it says, then how, a letter a cell. `UPDATE_GOLDEN=1` writes the file
 * anew; without it a missing file fails.
 */
export const expectGolden = (name: string, grid: Grid): void => {
  const text = `${gridText(grid).join('\n')}\n\n${gridTones(grid).join('\n')}\n`;
  const path = join(FOLDER, `${name}.txt`);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, text);
  }
  expect(existsSync(path) ? readFileSync(path, 'utf8') : `no golden at ${path}`).toBe(text);
};
