import {configFolder} from '../settings/folders.ts';
import {openSettings, type Settings} from '../settings/settings.ts';
import {type Day, openDay} from '../tape/day.ts';
import {formatShare} from '../view/format.ts';
import {errorLine} from './exit-code.ts';
import {findOrPack} from './find-or-pack.ts';
import {createProgressLine} from './progress-line.ts';

/** The person's settings; trouble with the file is said on stderr and does not stop anything. */
export const readSettings = (): Settings => {
  const settings = openSettings(configFolder(process.env));
  if (settings.problem !== undefined) process.stderr.write(errorLine(settings.problem));
  return settings;
};

/** The day a person named, or the one opened last; a recording is packed first. */
export const openNamedDay = async (
  named: string | undefined,
  settings: Settings,
): Promise<Day & {readonly path: string}> => {
  const name = named ?? settings.values.lastDay;
  const progress = createProgressLine(process.stderr);
  const onProgress = (done: number): void => progress.show(`packing ${name} ${formatShare(done)}`);
  const path = await findOrPack(name, process.env, onProgress).finally(progress.clear);
  return {...(await openDay(path)), path};
};
