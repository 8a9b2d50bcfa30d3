import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {join} from 'node:path';
import {Fault} from '../core/fault.ts';
import {safeText} from '../news/safe-text.ts';
import {openDay} from './day.ts';
import {readJson} from './day-json.ts';
import {GET_AGAIN} from './get-again.ts';
import {MANIFEST_FILE, manifestSchema} from './manifest.ts';

const sha256Of = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
};

/**
 * Reads every byte of the day in `dir`: the SHA-256 of each file and every block. Settles when all is whole; Fault
 * `tape/corrupt` or `tape/missing` at the first thing that is not.
 */
export const verifyDay = async (dir: string): Promise<void> => {
  const {files} = await readJson(join(dir, MANIFEST_FILE), manifestSchema);
  const day = await openDay(dir);
  try {
    for (const [name, seal] of Object.entries(files)) {
      const path = join(dir, name);
      if ((await sha256Of(path)) === seal.sha256) continue;
      throw new Fault('tape/corrupt', `${safeText(path, 500)} has another SHA-256 than the day's manifest says`, {
        remedy: GET_AGAIN,
      });
    }
    for (const tape of [day.events, ...(day.history === undefined ? [] : [day.history])]) {
      for await (const _ of tape.read());
    }
  } finally {
    await day.close();
  }
};
