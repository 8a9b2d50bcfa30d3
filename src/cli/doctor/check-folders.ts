import {accessSync, constants, existsSync, statSync} from 'node:fs';
import {dirname} from 'node:path';
import {actsFolder, configFolder, daysFolder, drillsFolder, stateFolder} from '../../settings/folders.ts';
import {type Check, checksOf} from './check.ts';

const OTHERS_WRITE = 0o022;

const nearest = (path: string): string => (existsSync(path) || dirname(path) === path ? path : nearest(dirname(path)));

const isWritable = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** A folder that is written to: that it is there, or can be made, and that nobody else can write into it. */
const checkFolder = (name: string, path: string): Check => {
  const {good, bad} = checksOf('folders');
  const there = nearest(path);
  const stats = statSync(there);
  if (!stats.isDirectory()) return bad(name, `${there} is not a folder`, 'move it away');
  if (!isWritable(there)) return bad(name, `${there} cannot be written to`, 'change its owner or its mode');
  if (there !== path) return good(name, `${path}, made when it is needed`);
  const mode = (stats.mode & 0o777).toString(8).padStart(3, '0');
  if (process.platform !== 'win32' && (stats.mode & OTHERS_WRITE) !== 0)
    return bad(name, `${path} can be written to by others (mode ${mode})`, `write: chmod go-w ${path}`);
  return good(name, `${path} (mode ${mode})`);
};

/** Every folder that the program writes to. */
export const checkFolders = (env: NodeJS.ProcessEnv): readonly Check[] => [
  checkFolder('settings', configFolder(env)),
  checkFolder('days', daysFolder(env)),
  checkFolder('acts', actsFolder(env)),
  checkFolder('drills', drillsFolder(env)),
  checkFolder('state', stateFolder(env)),
];
