import {Fault} from '../../core/fault.ts';
import type {KeyedProvider} from './key-fields.ts';

const SERVICE = 'tapewire';

type Keys = Readonly<Record<string, string>>;

/** One field of one provider in the machine's keyring; the package is optional, as is the keyring itself. */
const entryOf = async (provider: KeyedProvider, field: string) => {
  try {
    const {AsyncEntry} = await import('@napi-rs/keyring');
    return new AsyncEntry(SERVICE, `${provider}.${field}`);
  } catch {
    throw new Fault('settings/broken', 'there is no keyring on this machine', {
      remedy: 'keep the keys in the file: tapewire keys set alpaca --in file',
    });
  }
};

/** The keyring's own words are not passed on: nobody knows what they quote. */
const refused = (what: string): Fault =>
  new Fault('settings/broken', `the keyring ${what}`, {
    remedy: 'unlock it, or keep the keys in the file: tapewire keys set alpaca --in file',
  });

/** A provider's keys as the keyring has them; a field that it does not have is left out. */
export const readKeyring = async (provider: KeyedProvider, fields: readonly string[]): Promise<Keys> => {
  const keys: Record<string, string> = {};
  for (const field of fields) {
    const entry = await entryOf(provider, field);
    const value = await entry.getPassword().catch(() => {
      throw refused('cannot be read');
    });
    if (value !== null && value !== undefined) keys[field] = value;
  }
  return keys;
};

export const writeKeyring = async (provider: KeyedProvider, keys: Keys): Promise<void> => {
  for (const [field, value] of Object.entries(keys)) {
    const entry = await entryOf(provider, field);
    await entry.setPassword(value).catch(() => {
      throw refused('does not take the keys');
    });
  }
};

export const clearKeyring = async (provider: KeyedProvider, fields: readonly string[]): Promise<void> => {
  for (const field of fields) {
    const entry = await entryOf(provider, field);
    await entry.deletePassword().catch(() => {
      throw refused('does not let go of the keys');
    });
  }
};
