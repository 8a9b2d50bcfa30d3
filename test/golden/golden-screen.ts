import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect} from 'vitest';
import {type Grid, gridText, gridTones} from '../../src/chart/grid.ts';

const FOLDER = fileURLToPath(new URL('screens', import.meta.url));

/** `-----x` as `-{5}x`: most cells look like the one before, and large screens would fill the repository. */
const shorten = (tones: string): string => tones.replace(/(.)\1{4,}/gu, (run, tone) => `${tone}{${run.length}}`);

/**
 * Holds a Grid against `screens/<name>.txt`: what it says, then how, a letter a cell, with how often for a long run.
 * `UPDATE_GOLDEN=1` writes the file anew; without it a missing file fails.
 */
export const expectGolden = (name: string, grid: Grid): void => {
  const text = `${gridText(grid).join('\n')}\n\n${gridTones(grid).map(shorten).join('\n')}\n`;
  const path = join(FOLDER, `${name}.txt`);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, text);
  }
  expect(existsSync(path) ? readFileSync(path, 'utf8') : `no golden at ${path}`).toBe(text);
};
