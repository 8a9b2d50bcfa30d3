import {text as textOf} from 'node:stream/consumers';
import {Fault} from '../../core/fault.ts';
import {configFolder} from '../../settings/folders.ts';
import {
  isKeyed,
  KEY_FIELDS,
  KEYED_PROVIDERS,
  type KeyedProvider,
  type KeyField,
  type KeysOf,
  lastFour,
  looksLikeKey,
} from '../../settings/keys/key-fields.ts';
import {findKeys, forgetKeys, keepKeys, keysRemedy} from '../../settings/keys/keys.ts';
import {askSecrets} from '../ask-secrets.ts';
import {OK} from '../exit-code.ts';
import {formatTable} from '../table.ts';

type Place = 'file' | 'keyring';
export type KeysOptions = {readonly in: string};

const placeNamed = (name: string): Place => {
  if (name === 'file' || name === 'keyring') return name;
  throw new Fault('usage', 'keys can be kept in the file or in the keyring', {
    remedy: 'write: --in file, or --in keyring; if that was a key, have it replaced by the provider',
  });
};

const providerNamed = (name: string | undefined, action: string): KeyedProvider => {
  if (name !== undefined && isKeyed(name)) return name;
  throw new Fault('usage', name === undefined ? 'no provider named' : 'no such provider', {
    remedy: `write: tapewire keys ${action} ${KEYED_PROVIDERS.join('|')}`,
  });
};

/** Lines of a pipe, one a field, in the order in which a person would be asked. */
const fromPipe = async (fields: readonly KeyField[]): Promise<readonly string[]> => {
  const lines = (await textOf(process.stdin)).split(/\r?\n/).map(line => line.trim());
  return fields.map((_, index) => lines[index] ?? '');
};

const fromPerson = (provider: string, fields: readonly KeyField[]): Promise<readonly string[]> =>
  askSecrets(
    process.stdin,
    process.stderr,
    fields.map(({words}) => `${provider} ${words} (not shown): `),
  );

const setKeys = async (provider: KeyedProvider, place: Place): Promise<number> => {
  const fields: readonly KeyField[] = KEY_FIELDS[provider];
  const answers = process.stdin.isTTY ? await fromPerson(provider, fields) : await fromPipe(fields);
  for (const [index, {words}] of fields.entries()) {
    if (!looksLikeKey(answers[index] ?? ''))
      throw new Fault('usage', `that is no ${words}: it is empty, too long, or has blanks in it`, {
        remedy: `write: tapewire keys set ${provider}, and answer with the ${words} alone`,
      });
  }
  const keys = Object.fromEntries(fields.map(({name}, index) => [name, answers[index] ?? '']));
  await keepKeys(provider, keys as KeysOf<KeyedProvider>, place, configFolder(process.env));
  process.stderr.write(
    `kept in the ${place}: ${provider} ${fields.map(({name}) => lastFour(keys[name] ?? '')).join(' ')}\n`,
  );
  return OK;
};

const listKeys = async (): Promise<number> => {
  const rows: (readonly string[])[] = [['provider', 'kept in', 'keys']];
  for (const provider of KEYED_PROVIDERS) {
    const found = await findKeys(provider, process.env, configFolder(process.env));
    if (found === undefined) rows.push([provider, 'nowhere', keysRemedy(provider)]);
    else rows.push([provider, found.place, Object.values(found.keys).map(lastFour).join(' ')]);
  }
  process.stdout.write(formatTable(rows));
  return OK;
};

/** `keys [list | set PROVIDER | remove PROVIDER]`. A key on the command line is refused: others can read it there. */
export const runKeys = async (
  action: string | undefined,
  named: string | undefined,
  rest: readonly string[],
  options: KeysOptions,
): Promise<number> => {
  if (rest.length > 0)
    throw new Fault('usage', 'keys never go on the command line, where others can read them', {
      remedy: 'have these replaced by the provider, then write: tapewire keys set alpaca',
    });
  const place = placeNamed(options.in);
  switch (action) {
    case undefined:
    case 'list':
      return listKeys();
    case 'set':
      return setKeys(providerNamed(named, 'set'), place);
    case 'remove': {
      const provider = providerNamed(named, 'remove');
      const removed = await forgetKeys(provider, configFolder(process.env));
      process.stderr.write(removed ? `${provider}: forgotten\n` : `${provider}: none were kept\n`);
      return OK;
    }
    default:
      throw new Fault('usage', 'keys can be listed, set and removed', {remedy: 'write: tapewire keys set alpaca'});
  }
};
