import {configFolder} from '../settings/folders.ts';
import {openSettings, type Settings} from '../settings/settings.ts';
import {type Day, openDay} from '../tape/day.ts';
import {findDay} from '../tape/days.ts';
import {dayRoots} from './day-roots.ts';
import {errorLine} from './exit-code.ts';

/** The person's settings; trouble with the file is said on stderr and does not stop anything. */
export const readSettings = (): Settings => {
  const settings = openSettings(configFolder(process.env));
  if (settings.problem !== undefined) process.stderr.write(errorLine(settings.problem));
  return settings;
};

/** The day a person named, or the one opened last. */
export const openNamedDay = async (
  named: string | undefined,
  settings: Settings,
): Promise<Day & {readonly path: string}> => {
  const path = await findDay(named ?? settings.values.lastDay, dayRoots(process.env));
  return {...(await openDay(path)), path};
};
