import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {FrameFile} from '../ui/desk.ts';

const MOST_TRIES = 100;

const reasonOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** Writes a screen into a folder under a name that is free; never over a file. Resolves with where, or why not. */
export const saveFrame = async ({name, extension, text}: FrameFile, folder: string): Promise<string> => {
  for (let count = 1; count <= MOST_TRIES; count++) {
    const path = join(folder, `${name}${count === 1 ? '' : `-${count}`}.${extension}`);
    try {
      await writeFile(path, text, {flag: 'wx'});
      return `saved ${path}`;
    } catch (error) {
      const reason = reasonOf(error);
      if (reason !== 'EEXIST') return `not saved: cannot write in ${folder} (${reason ?? 'unknown'})`;
    }
  }
  return `not saved: ${MOST_TRIES} screens of this moment are in ${folder} already`;
};
