import {
  closeSync,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {z} from 'zod';
import {Fault} from '../../core/fault.ts';

/** What the file holds of a provider: its keys, or the word that the keyring has them. */
const EntryShape = z.union([
  z.strictObject({in: z.literal('keyring')}),
  z.strictObject({keys: z.record(z.string().max(40), z.string().max(400))}),
]);
const FileShape = z.record(z.string().max(40), EntryShape);

export type KeyFileEntry = z.infer<typeof EntryShape>;
export type KeyFile = Readonly<Record<string, KeyFileEntry>>;

const FILE = 'keys.json';
const MOST_BYTES = 65_536;
const ONLY_OWNER = 0o600;
const ANYBODY_ELSE = 0o077;

export const keyFilePath = (folder: string): string => join(folder, FILE);

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** What went wrong must not be quoted: a parser's message repeats what it could not read. */
const broken = (path: string, why: string, remedy: string): Fault =>
  new Fault('settings/broken', `${path} ${why}`, {remedy});

/**
 * The keys kept in `folder`, none when there is no file. A file that others may read is not used: whoever could read
 * it may have the keys.
 */
export const readKeyFile = (folder: string): KeyFile => {
  const path = keyFilePath(folder);
  let text: string;
  try {
    const place = statSync(path);
    const {mode, size} = place;
    // A pipe would be waited for without end.
    if (!place.isFile())
      throw broken(path, 'is no plain file', 'move it away and write the keys again: tapewire keys set alpaca');
    if (process.platform !== 'win32' && (mode & ANYBODY_ELSE) !== 0)
      throw broken(path, 'can be read by others', `write: chmod 600 ${path}, and have the provider make new keys`);
    if (size > MOST_BYTES) throw broken(path, 'is too long', 'write the keys again: tapewire keys set alpaca');
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return {};
    if (error instanceof Fault) throw error;
    throw broken(path, 'cannot be read', 'check its owner and mode');
  }
  try {
    return FileShape.parse(JSON.parse(text));
  } catch {
    throw broken(path, 'is not what it should be', 'delete it and write the keys again: tapewire keys set alpaca');
  }
};

/** A file of this process alone. What is there already is left of one that had its number, or not ours to write through. */
const openAside = (path: string): number => {
  try {
    return openSync(path, 'wx', ONLY_OWNER);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    unlinkSync(path);
    return openSync(path, 'wx', ONLY_OWNER);
  }
};

/** Puts the file in place whole, readable by its owner alone from its first byte on; leaves nothing beside it. */
export const writeKeyFile = (folder: string, file: KeyFile): void => {
  mkdirSync(folder, {recursive: true, mode: 0o700});
  const path = keyFilePath(folder);
  const aside = `${path}.${process.pid}`;
  const handle = openAside(aside);
  try {
    try {
      fchmodSync(handle, ONLY_OWNER);
      writeFileSync(handle, `${JSON.stringify(file, null, 2)}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(aside, path);
  } catch (error) {
    unlinkSync(aside);
    throw error;
  }
};
