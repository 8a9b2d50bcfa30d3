import {writeFile} from 'node:fs/promises';
import {Fault} from '../core/fault.ts';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';

/** Writes a page to a file, over one that is there only when `force` says so; `-` is the standard output. */
export const writeReport = async (path: string, text: string, force: boolean): Promise<void> => {
  if (path === '-') {
    process.stdout.write(text);
    return;
  }
  try {
    await writeFile(path, text, {flag: force ? 'w' : 'wx'});
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST')
      throw new Fault('usage', `${path} is there already`, {remedy: 'name another file, or add --force'});
    throw new Fault('usage', `cannot write ${path} (${code})`, {
      remedy: 'name a file in a folder that you may write in',
    });
  }
  process.stdout.write(`wrote ${path}\n`);
};
