import {appendFileSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {safeContent} from '../news/safe-text.ts';
import {stateFolder} from '../settings/folders.ts';

const MOST_DETAIL = 20_000;

/** Appends the details of a crash, made safe, to a file only its owner reads; the file's path, or undefined if it cannot be written. */
export const writeCrashLog = (error: unknown, env: NodeJS.ProcessEnv): string | undefined => {
  const folder = stateFolder(env);
  const path = join(folder, 'crash.log');
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  try {
    mkdirSync(folder, {recursive: true, mode: 0o700});
    appendFileSync(path, `${safeContent(detail, MOST_DETAIL)}\n\n`, {mode: 0o600});
    return path;
  } catch {
    return undefined;
  }
};
