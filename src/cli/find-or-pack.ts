import {stat, utimes} from 'node:fs/promises';
import {join} from 'node:path';
import {Fault} from '../core/fault.ts';
import type {PackReport} from '../feeds/recording/pack-recording.ts';
import {daysFolder} from '../settings/folders.ts';
import {openDay} from '../tape/day.ts';
import {findDay} from '../tape/days.ts';
import {DAY_NAME, MANIFEST_FILE} from '../tape/manifest.ts';
import {recordingPath} from '../tape/recording/recordings.ts';
import {dayRoots} from './day-roots.ts';

export type Packed = PackReport & {readonly path: string};

const fileAt = async (path: string) => {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true ? found : undefined;
};

/** What stands there must have been packed from a recording: nothing else is ever replaced by one. */
const checkStanding = async (dir: string, name: string): Promise<void> => {
  if ((await fileAt(join(dir, MANIFEST_FILE))) === undefined) return;
  const {info, close} = await openDay(dir);
  await close();
  if (info.provenance === 'recorded') return;
  throw new Fault('usage', `a day ${name} that was not recorded is there already`, {remedy: 'rename its folder'});
};

/** Packs the recording `name` among a person's days, in place of what was packed from it before. */
export const packNamed = async (
  name: string,
  env: NodeJS.ProcessEnv,
  options: {readonly salvage: boolean; readonly onProgress: (done: number) => void},
): Promise<Packed> => {
  const root = daysFolder(env);
  const recording = DAY_NAME.test(name) ? await fileAt(recordingPath(root, name)) : undefined;
  if (recording === undefined) {
    throw new Fault('tape/unknown-day', `there is no recording ${JSON.stringify(name)}`, {
      remedy: '`tapewire days` lists them',
    });
  }
  const path = join(root, name);
  await checkStanding(path, name);
  // Reads by every provider's decoder: whoever opens a day that is packed does not wait for them.
  const {packRecording} = await import('../feeds/recording/pack-recording.ts');
  const report = await packRecording(recordingPath(root, name), path, {...options, name, replace: true});
  // As old as what was read: what is recorded from now on makes it stale. A time is rounded to the millisecond.
  const readAt = new Date(Math.ceil(recording.mtimeMs));
  await utimes(join(path, MANIFEST_FILE), readAt, readAt);
  return {...report, path};
};

const isStale = async (dir: string, recordedMillis: number): Promise<boolean> =>
  Math.ceil((await fileAt(join(dir, MANIFEST_FILE)))?.mtimeMs ?? 0) < Math.floor(recordedMillis);

/**
 * The folder of a day by its name or its path. A recording that was not packed yet, or that has grown since, is packed
 * first; one that is still being written, as far as it goes.
 */
export const findOrPack = async (
  nameOrPath: string,
  env: NodeJS.ProcessEnv,
  onProgress: (done: number) => void = () => {},
): Promise<string> => {
  const root = daysFolder(env);
  const recording = DAY_NAME.test(nameOrPath) ? await fileAt(recordingPath(root, nameOrPath)) : undefined;
  if (recording === undefined) return findDay(nameOrPath, dayRoots(env));
  const dir = join(root, nameOrPath);
  if (await isStale(dir, recording.mtimeMs)) await packNamed(nameOrPath, env, {salvage: false, onProgress});
  return dir;
};
