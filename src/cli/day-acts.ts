import {createHash} from 'node:crypto';
import {realpathSync} from 'node:fs';
import {dirname, join} from 'node:path';
import type {DayInfo} from '../core/provenance.ts';
import {actsFolder, daysFolder} from '../settings/folders.ts';
import {ACTS_FILE, type ReadActs, readActs} from '../tape/acts-file.ts';
import {recordedTitle} from '../tape/recording/recordings.ts';

const realPath = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
};

/** Letters that tell days of one name apart. */
const markOf = ({name, date, provenance, made, startAt, endAt}: DayInfo): string =>
  createHash('sha256')
    .update(JSON.stringify([name, date, provenance, made, startAt, endAt]))
    .digest('hex')
    .slice(0, 12);

/** Those of a live watch: by date and by what was watched, of which a recording is titled `title`. */
const watchPath = ({date}: DayInfo, title: string, env: NodeJS.ProcessEnv): string => {
  const what = title
    .toLowerCase()
    .replace(/[^a-z0-9.+]+/g, '-')
    .slice(0, 100);
  return join(actsFolder(env), `live-${date}-${what}.jsonl`);
};

/**
 * Where the manual acts of a day are kept: in its own folder `path` when that lies among the person's days, else in the
 * data folder under the day's name and a mark of its own; those of a live watch, which has no folder, under
 * its date and what was watched.
 */
export const actsPath = (info: DayInfo, path: string | undefined, env: NodeJS.ProcessEnv): string => {
  if (path === undefined) return watchPath(info, info.watch ?? info.title, env);
  if (realPath(dirname(path)) === realPath(daysFolder(env))) return join(path, ACTS_FILE);
  return join(actsFolder(env), `${info.name}-${markOf(info)}.jsonl`);
};

/**
 * The manual acts kept for a day; see readActs. A day that was packed from a recording begins with those that were made
 * on the screen of the very watch that was recorded: of the same date and feed.
 */
export const readActsOf = (info: DayInfo, path: string | undefined, env: NodeJS.ProcessEnv): ReadActs => {
  const own = readActs(actsPath(info, path, env));
  const title = recordedTitle(info);
  if (path === undefined || title === undefined) return own;
  const live = readActs(watchPath(info, title, env));
  return {acts: [...live.acts, ...own.acts], problem: own.problem ?? live.problem};
};

/** The manual acts kept for a day that was opened; see readActsOf. */
export const readDayActs = (day: {readonly info: DayInfo; readonly path: string}): ReadActs =>
  readActsOf(day.info, day.path, process.env);
