import {execFileSync} from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {beforeEach, describe, expect, test} from 'vitest';
import {lastFour, looksLikeKey} from '../../../src/settings/keys/key-fields.ts';
import {keyFilePath, readKeyFile, writeKeyFile} from '../../../src/settings/keys/key-file.ts';
import {findKeys, forgetKeys, keepKeys, needKeys} from '../../../src/settings/keys/keys.ts';

const KEYS = {id: 'PKTESTTESTTEST12', secret: 'canary-0123456789abcdef'};
let folder = '';
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'tapewire-keys-')), 'config');
});

describe('keys', () => {
  test('are kept in a file of their owner alone, and found again', async () => {
    await keepKeys('alpaca', KEYS, 'file', folder);
    expect(await findKeys('alpaca', {}, folder)).toEqual({place: 'file', keys: KEYS});
    expect(statSync(keyFilePath(folder)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder)).toEqual(['keys.json']);
  });

  test('stay readable by their owner alone when a file that was not is written over', async () => {
    await keepKeys('alpaca', KEYS, 'file', folder);
    chmodSync(keyFilePath(folder), 0o600);
    writeKeyFile(folder, {});
    expect(statSync(keyFilePath(folder)).mode & 0o777).toBe(0o600);
  });

  test('are never written through what stands beside the file, and leave nothing there', () => {
    const aside = `${keyFilePath(folder)}.${process.pid}`;
    const elsewhere = join(folder, '..', 'elsewhere');
    mkdirSync(folder, {recursive: true});
    writeFileSync(elsewhere, 'as it was');
    symlinkSync(elsewhere, aside);
    writeKeyFile(folder, {alpaca: {keys: KEYS}});
    expect(readFileSync(elsewhere, 'utf8')).toBe('as it was');
    expect(readKeyFile(folder)).toEqual({alpaca: {keys: KEYS}});
    expect(readdirSync(folder)).toEqual(['keys.json']);
  });

  test('are not left beside the file when it cannot be put in place', () => {
    mkdirSync(join(keyFilePath(folder), 'full'), {recursive: true});
    expect(() => writeKeyFile(folder, {alpaca: {keys: KEYS}})).toThrow();
    expect(readdirSync(folder)).toEqual(['keys.json']);
  });

  test('come from the environment first', async () => {
    await keepKeys('alpaca', KEYS, 'file', folder);
    const env = {APCA_API_KEY_ID: 'env-id', APCA_API_SECRET_KEY: 'env-secret'};
    expect(await findKeys('alpaca', env, folder)).toEqual({
      place: 'environment',
      keys: {id: 'env-id', secret: 'env-secret'},
    });
  });

  test('are never put together from two places', async () => {
    await keepKeys('alpaca', KEYS, 'file', folder);
    await expect(findKeys('alpaca', {APCA_API_KEY_ID: 'env-id'}, folder)).rejects.toThrow(
      'APCA_API_SECRET_KEY not set beside its other half',
    );
  });

  test('that are nowhere are a Fault that says where to put them', async () => {
    expect(await findKeys('alpaca', {APCA_API_KEY_ID: '', APCA_API_SECRET_KEY: ''}, folder)).toBeUndefined();
    await expect(needKeys('alpaca', {}, folder)).rejects.toMatchObject({
      code: 'feed/auth',
      remedy: 'write: tapewire keys set alpaca, or set APCA_API_KEY_ID and APCA_API_SECRET_KEY',
    });
  });

  test.each([
    '\u001b[200~canary-01234567',
    'canary-\n01234567',
    'canary-01234567\r',
    'canary-…01234567',
    ' canary-01234567',
  ])('that no header can hold are refused before one quotes them: %j', async secret => {
    const env = {APCA_API_KEY_ID: 'env-id', APCA_API_SECRET_KEY: secret};
    const fault = await findKeys('alpaca', env, folder).catch(error => error);
    expect(fault).toMatchObject({code: 'feed/auth', message: expect.stringMatching(/^APCA_API_SECRET_KEY is no key/)});
    expect(JSON.stringify([fault, fault.message, fault.remedy])).not.toContain('canary');
    await keepKeys('alpaca', {id: KEYS.id, secret}, 'file', folder);
    await expect(findKeys('alpaca', {}, folder)).rejects.toThrow('the secret key of alpaca in the file is no key');
  });

  test.skipIf(process.platform === 'win32')('are not waited for where a pipe stands for the file', () => {
    mkdirSync(folder, {recursive: true});
    execFileSync('mkfifo', ['-m', '600', keyFilePath(folder)]);
    expect(() => readKeyFile(folder)).toThrow('is no plain file');
  });

  test('that others may read are not used', async () => {
    await keepKeys('alpaca', KEYS, 'file', folder);
    chmodSync(keyFilePath(folder), 0o640);
    await expect(findKeys('alpaca', {}, folder)).rejects.toThrow('can be read by others');
  });

  test('are forgotten on request, and only they', async () => {
    writeKeyFile(folder, {alpaca: {keys: KEYS}, another: {keys: {key: 'abcd'}}});
    expect(await forgetKeys('alpaca', folder)).toBe(true);
    expect(await forgetKeys('alpaca', folder)).toBe(false);
    expect(readKeyFile(folder)).toEqual({another: {keys: {key: 'abcd'}}});
  });

  test.for(['', 'not json', '{"alpaca": {"keys": {"id": 12}}}', '[]', '{"alpaca": {"in": "cellar"}}'])(
    'a broken file (%j) is a Fault that quotes nothing of it',
    async text => {
      await keepKeys('alpaca', KEYS, 'file', folder);
      writeFileSync(keyFilePath(folder), `${text}${KEYS.secret}`);
      const error = await findKeys('alpaca', {}, folder).catch((reason: unknown) => reason);
      expect(error).toMatchObject({code: 'settings/broken'});
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(KEYS.secret);
    },
  );

  test('a write that was cut short leaves the old file whole', async () => {
    await keepKeys('alpaca', KEYS, 'file', folder);
    const before = readFileSync(keyFilePath(folder), 'utf8');
    chmodSync(folder, 0o500);
    const refused = process.getuid?.() !== 0;
    const error = await keepKeys('alpaca', {...KEYS, id: 'other-id'}, 'file', folder).catch(
      (reason: unknown) => reason,
    );
    chmodSync(folder, 0o700);
    expect(error instanceof Error).toBe(refused);
    if (refused) expect(readFileSync(keyFilePath(folder), 'utf8')).toBe(before);
    else expect(readKeyFile(folder)['alpaca']).toEqual({keys: {...KEYS, id: 'other-id'}});
  });
});

describe('what is shown of a key', () => {
  test('is its last four, and nothing of a short one', () => {
    expect(lastFour('canary-0123456789abcdef')).toBe('····cdef');
    expect(lastFour('short')).toBe('····');
  });

  test('never more than a third of it', () => {
    fc.assert(fc.property(fc.string(), key => lastFour(key).replaceAll('·', '').length * 3 <= key.length));
  });

  test.for(['', 'abc', 'has blank in', 'line\nbreak', 'ümlaut-key', 'x'.repeat(401)])('%j is no key', text => {
    expect(looksLikeKey(text)).toBe(false);
  });
});
