import {homedir} from 'node:os';
import {join} from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** An environment variable that names a folder: only an absolute one counts (XDG Base Directory Specification). */
const absolute = (value: string | undefined): string | undefined => (value?.startsWith('/') ? value : undefined);

/** Where settings are kept: TAPEWIRE_CONFIG, else the XDG config folder. */
export const configFolder = (env: Environment): string =>
  absolute(env['TAPEWIRE_CONFIG']) ?? join(absolute(env['XDG_CONFIG_HOME']) ?? join(homedir(), '.config'), 'tapewire');

const dataFolder = (env: Environment): string =>
  join(absolute(env['XDG_DATA_HOME']) ?? join(homedir(), '.local', 'share'), 'tapewire');

/** Where a person's own days are kept: TAPEWIRE_DAYS, else the XDG data folder. */
export const daysFolder = (env: Environment): string => absolute(env['TAPEWIRE_DAYS']) ?? join(dataFolder(env), 'days');

/** Where manual acts on days that are not a person's own are kept: the XDG data folder. */
export const actsFolder = (env: Environment): string => join(dataFolder(env), 'acts');

/** Where blind drills are kept: the XDG data folder. */
export const drillsFolder = (env: Environment): string => dataFolder(env);

/** Where what changes seldom is kept for a while: the XDG data folder. */
export const cacheFolder = (env: Environment): string => join(dataFolder(env), 'kept');

/** Where the details of a crash are written: the XDG state folder. */
export const stateFolder = (env: Environment): string =>
  join(absolute(env['XDG_STATE_HOME']) ?? join(homedir(), '.local', 'state'), 'tapewire');

/** Where it is written down which process holds which account: the XDG state folder. */
export const accountsFolder = (env: Environment): string => join(stateFolder(env), 'accounts');
