import {readFileSync} from 'node:fs';
import {Fault} from '../core/fault.ts';
import type {BusCredentials} from '../feeds/bus/connect-bus.ts';
import {safeText} from '../news/safe-text.ts';
import {findKeys} from '../settings/keys/keys.ts';

const readSecret = (variable: string, path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new Fault('feed/auth', `${variable} names ${safeText(path, 200)}, which cannot be read`, {
      remedy: 'check its path and mode',
      cause,
    });
  }
};

/**
 * What a bus is told of who we are: a file of credentials or a seed where the environment names one, a token, a name and a
 * password; undefined where none of it is set.
 */
export const busCredentials = async (env: NodeJS.ProcessEnv, folder: string): Promise<BusCredentials | undefined> => {
  const {NATS_CREDS: creds = '', NATS_NKEY: nkey = '', NATS_TOKEN: token = ''} = env;
  if (creds !== '') return {kind: 'creds', contents: readSecret('NATS_CREDS', creds)};
  if (nkey !== '')
    return {kind: 'nkey', seed: Buffer.from(readSecret('NATS_NKEY', nkey).toString('latin1').trim(), 'latin1')};
  if (token !== '') return {kind: 'token', token};
  const found = await findKeys('nats', env, folder);
  return found === undefined ? undefined : {kind: 'password', user: found.keys.user, password: found.keys.password};
};
