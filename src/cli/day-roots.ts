import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {daysFolder} from '../settings/folders.ts';

/** The folder that holds package.json, above this file or above the bundle it is in. */
const packageFolder = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
};

/** Where days are looked for: a person's own first, then those that come with the program. */
export const dayRoots = (env: NodeJS.ProcessEnv): readonly string[] => [
  daysFolder(env),
  join(packageFolder(), 'fixtures', 'days'),
];
