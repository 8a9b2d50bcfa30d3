import {Fault} from '../../core/fault.ts';
import {fitsHeader, KEY_FIELDS, type KeyedProvider, type KeyField, type KeysOf} from './key-fields.ts';
import {readKeyFile, writeKeyFile} from './key-file.ts';
import {clearKeyring, readKeyring, writeKeyring} from './keyring.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where keys were found. */
export type KeyPlace = 'environment' | 'keyring' | 'file';
export type FoundKeys<Provider extends KeyedProvider> = {readonly place: KeyPlace; readonly keys: KeysOf<Provider>};

type Found = {readonly place: KeyPlace; readonly keys: Readonly<Record<string, string | undefined>>};

const fromEnvironment = (fields: readonly KeyField[], env: Environment): Found => ({
  place: 'environment',
  keys: Object.fromEntries(fields.map(({name, variable}) => [name, env[variable] === '' ? undefined : env[variable]])),
});

/** Never quotes the key: where it came from is all that is said of it. */
const checkKey = (provider: KeyedProvider, {words, variable}: KeyField, place: KeyPlace, key: string): void => {
  if (fitsHeader(key)) return;
  const where = place === 'environment' ? variable : `the ${words} of ${provider} in the ${place}`;
  throw new Fault('feed/auth', `${where} is no key: it has blanks, line ends or other signs that no key has`, {
    remedy: place === 'environment' ? 'set it to the key alone' : `write: tapewire keys set ${provider}`,
  });
};

const isWhole = <Provider extends KeyedProvider>(
  provider: Provider,
  {place, keys}: Found,
): FoundKeys<Provider> | undefined => {
  const fields: readonly KeyField[] = KEY_FIELDS[provider];
  for (const field of fields) {
    const key = keys[field.name];
    if (key === undefined) return undefined;
    checkKey(provider, field, place, key);
  }
  return {place, keys: keys as KeysOf<Provider>};
};

/** How to give a provider its keys, as the remedy of a Fault. */
export const keysRemedy = (provider: KeyedProvider): string =>
  `write: tapewire keys set ${provider}, or set ${KEY_FIELDS[provider].map(field => field.variable).join(' and ')}`;

/**
 * A provider's keys: of the environment, else of the keyring where they were put there, else of the file in `folder`;
 * undefined where there are none. Half a pair in the environment is a Fault: the rest would be somebody else's.
 */
export const findKeys = async <Provider extends KeyedProvider>(
  provider: Provider,
  env: Environment,
  folder: string,
): Promise<FoundKeys<Provider> | undefined> => {
  const fields: readonly KeyField[] = KEY_FIELDS[provider];
  const given = fromEnvironment(fields, env);
  const missing = fields.filter(({name}) => given.keys[name] === undefined);
  if (missing.length === 0) return isWhole(provider, given);
  if (missing.length < fields.length)
    throw new Fault(
      'feed/auth',
      `${missing.map(({variable}) => variable).join(' and ')} not set beside its other half`,
      {
        remedy: 'set both, or neither',
      },
    );
  const kept = readKeyFile(folder)[provider];
  if (kept === undefined) return undefined;
  if ('keys' in kept) return isWhole(provider, {place: 'file', keys: kept.keys});
  return isWhole(provider, {
    place: 'keyring',
    keys: await readKeyring(
      provider,
      fields.map(({name}) => name),
    ),
  });
};

/** As findKeys, but no keys are a Fault that says where to put them. */
export const needKeys = async <Provider extends KeyedProvider>(
  provider: Provider,
  env: Environment,
  folder: string,
): Promise<KeysOf<Provider>> => {
  const found = await findKeys(provider, env, folder);
  if (found === undefined) throw new Fault('feed/auth', `no keys for ${provider}`, {remedy: keysRemedy(provider)});
  return found.keys;
};

/** Keeps keys for later runs, in one place: what another place had of this provider is taken away. */
export const keepKeys = async <Provider extends KeyedProvider>(
  provider: Provider,
  keys: KeysOf<Provider>,
  place: 'file' | 'keyring',
  folder: string,
): Promise<void> => {
  const file = readKeyFile(folder);
  if (place === 'keyring') {
    await writeKeyring(provider, keys);
    writeKeyFile(folder, {...file, [provider]: {in: 'keyring'}});
    return;
  }
  writeKeyFile(folder, {...file, [provider]: {keys}});
  const before = file[provider];
  if (before !== undefined && 'in' in before) await clearKeyring(provider, Object.keys(keys));
};

/** Forgets a provider's keys; false when none were kept. */
export const forgetKeys = async (provider: KeyedProvider, folder: string): Promise<boolean> => {
  const {[provider]: kept, ...rest} = readKeyFile(folder);
  if (kept === undefined) return false;
  if ('in' in kept)
    await clearKeyring(
      provider,
      KEY_FIELDS[provider].map(({name}) => name),
    );
  writeKeyFile(folder, rest);
  return true;
};
