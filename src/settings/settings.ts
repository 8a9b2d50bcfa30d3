import {existsSync, mkdirSync, renameSync} from 'node:fs';
import {join} from 'node:path';
import Conf from 'conf';
import {Fault} from '../core/fault.ts';
import {type SettingsKey, SettingsShape, type SettingsValues} from './settings-shape.ts';

/** Settings as read once at the start; `save` writes through to the file. */
export type Settings = {
  readonly path: string;
  readonly values: SettingsValues;
  /** What was wrong with the file, and where it was put aside; undefined when all was well. */
  readonly problem: string | undefined;
  readonly save: <Key extends SettingsKey>(key: Key, value: SettingsValues[Key]) => void;
};

const FILE = 'config';

const openConf = (folder: string): Conf<Record<string, unknown>> =>
  new Conf({cwd: folder, configName: FILE, configFileMode: 0o600, clearInvalidConfig: false});

/** The values that hold, and a word on each that does not: one bad key must not cost the others. */
const readValues = (stored: Record<string, unknown>): {values: SettingsValues; bad: readonly string[]} => {
  const whole = SettingsShape.safeParse(stored);
  if (whole.success) return {values: whole.data, bad: []};
  const bad = [...new Set(whole.error.issues.map(issue => String(issue.path[0])))];
  const rest = Object.fromEntries(Object.entries(stored).filter(([key]) => !bad.includes(key)));
  return {values: SettingsShape.parse(rest), bad};
};

/**
 * Opens `config.json` in `folder`, making it with mode 0600 on the first save. A file that is not JSON is set aside
 * under a new name, never emptied; a value that is not allowed is left in the file and its default used.
 */
export const openSettings = (folder: string): Settings => {
  mkdirSync(folder, {recursive: true, mode: 0o700});
  const path = join(folder, `${FILE}.json`);
  let problem: string | undefined;
  let conf: Conf<Record<string, unknown>>;
  let stored: Record<string, unknown>;
  try {
    conf = openConf(folder);
    stored = conf.store;
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw new Fault('settings/broken', `cannot read ${path}`, {remedy: 'check its owner and mode', cause: error});
    }
    let aside = `${path}.broken`;
    for (let count = 2; existsSync(aside); count++) aside = `${path}.broken-${count}`;
    renameSync(path, aside);
    problem = `settings were not JSON and are now in ${aside}; defaults are used`;
    conf = openConf(folder);
    stored = {};
  }
  const {values, bad} = readValues(stored);
  if (bad.length > 0) problem = `${path}: ${bad.join(', ')} not allowed as set; using the default`;
  return {path, values, problem, save: (key, value) => conf.set(key, value)};
};
