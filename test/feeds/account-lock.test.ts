import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import type {Feed} from '../../src/engine/ports.ts';
import {holdAccount} from '../../src/feeds/account-lock.ts';

const URLS = ['wss://stream.example/v2/iex', 'wss://stream.example/v1beta1/news'];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tapewire-account-'));
});
afterEach(() => rm(folder, {recursive: true, force: true}));

const short: Feed = async function* () {
  yield [];
};
const account = (keyId = 'KEY-ID', urls = URLS) => ({folder: join(folder, 'accounts'), keyId, urls});
const read = async (feed: Feed): Promise<number> => {
  let batches = 0;
  for await (const _ of feed(new AbortController().signal)) batches += 1;
  return batches;
};

/** Another process that holds the account until it is killed. */
const holder = async () => {
  const module = new URL('../../src/feeds/account-lock.ts', import.meta.url).href;
  const script = join(folder, 'holder.mjs');
  await writeFile(
    script,
    `import {holdAccount} from ${JSON.stringify(module)};
const wait = async function* () { console.log('held'); await new Promise(resolve => setTimeout(resolve, 600_000)); yield []; };
for await (const batch of holdAccount(wait, ${JSON.stringify(account())})(new AbortController().signal)) void batch;`,
  );
  const child = spawn(process.execPath, [script], {stdio: ['ignore', 'pipe', 'inherit']});
  await once(child.stdout, 'data');
  return child;
};

test('a feed gives its account back when it ends', async () => {
  expect(await read(holdAccount(short, account()))).toBe(1);
  expect(await read(holdAccount(short, account()))).toBe(1);
  expect(await readdir(join(folder, 'accounts'))).toEqual([]);
});

test('another process is named, with what to do; one that died holds nothing', async () => {
  const child = await holder();
  await expect(read(holdAccount(short, account()))).rejects.toMatchObject({
    code: 'feed/limit',
    message: `process ${child.pid} is connected to stream.example with the same keys`,
    remedy: expect.stringContaining(`kill ${child.pid}`),
  });
  expect(await read(holdAccount(short, account('ANOTHER')))).toBe(1);
  expect((await readdir(join(folder, 'accounts'))).join()).not.toContain('KEY-ID');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await read(holdAccount(short, account()))).toBe(1);
});

test('one stream that is taken is enough, and the others are given back', async () => {
  const child = await holder();
  const [stocks, news] = URLS as [string, string];
  await expect(read(holdAccount(short, account('KEY-ID', ['wss://stream.example/v2/sip', news])))).rejects.toThrow();
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await read(holdAccount(short, account('KEY-ID', [stocks, news])))).toBe(1);
  expect(await readdir(join(folder, 'accounts'))).toEqual([]);
});
