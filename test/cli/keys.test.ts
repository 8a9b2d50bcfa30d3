import {type ChildProcessWithoutNullStreams, spawn} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {text} from 'node:stream/consumers';
import {expect, test} from 'vitest';
import {wallClock} from '../../src/engine/wall-clock.ts';
import {startAlpacaServer} from '../../src/server/alpaca-server.ts';
import {createPlayback} from '../../src/server/playback.ts';
import {openDay} from '../../src/tape/day.ts';
import {makeHome, type Ran, runProgram} from './run-program.ts';

const ID = 'PKTESTTESTTEST12';
const CANARY = 'canary-0123456789abcdef';

const start = (args: readonly string[], env: Readonly<Record<string, string>>): ChildProcessWithoutNullStreams => {
  const {APCA_API_KEY_ID: _id, APCA_API_SECRET_KEY: _secret, ...inherited} = process.env;
  return spawn(process.execPath, [resolve('dist/tapewire.js'), ...args], {env: {...inherited, ...env}});
};

const exitOf = (child: ChildProcessWithoutNullStreams): Promise<number> =>
  new Promise(done => {
    if (child.exitCode === null) child.on('exit', status => done(status ?? -1));
    else done(child.exitCode);
  });

const withInput = async (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input: string,
): Promise<Ran> => {
  const child = start(args, env);
  child.stdin.end(input);
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), exitOf(child)]);
  return {code, stdout, stderr};
};

/** All that the program left behind, but for the file that is meant to hold keys. */
const leftBehind = (folder: string): string =>
  readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .map(name => join(folder, name))
    .filter(path => statSync(path).isFile() && !path.endsWith('keys.json'))
    .map(path => readFileSync(path, 'utf8'))
    .join('\n');

test('keys come by a pipe, are told apart by their ends, and go again', async () => {
  const home = makeHome();
  const kept = await withInput(['keys', 'set', 'alpaca'], home, `${ID}\n${CANARY}\n`);
  expect(kept).toEqual({code: 0, stdout: '', stderr: 'kept in the file: alpaca ····ST12 ····cdef\n'});
  expect((await runProgram(['keys'], home)).stdout).toMatch(/^alpaca +file +····ST12 ····cdef$/m);
  expect((await runProgram(['keys', 'remove', 'alpaca'], home)).stderr).toBe('alpaca: forgotten\n');
  expect((await runProgram(['keys'], home)).stdout).toMatch(/^alpaca +nowhere +write: tapewire keys set alpaca/m);
});

test.for([
  [['keys', 'set', 'alpaca', ID, CANARY]],
  [['keys', 'set', CANARY]],
  [['keys', CANARY]],
  [['keys', 'set', 'alpaca', `--secret=${CANARY}`]],
  [['keys', 'set', 'alpaca', '--secret', CANARY]],
  [['keys', 'set', 'alpaca', '--in', CANARY]],
  [['keys', 'set', 'alpaca', `--in=${CANARY}`]],
] as const)('a key on the command line is refused and not repeated (%#)', async ([args]) => {
  const ran = await runProgram(args);
  expect(ran.code).toBe(2);
  expect(ran.stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(ran.stdout + ran.stderr).not.toContain('canary');
});

test('what is no key is refused and not repeated', async () => {
  const ran = await withInput(['keys', 'set', 'alpaca'], makeHome(), `${ID}\n${CANARY} and more\n`);
  expect(ran.code).toBe(2);
  expect(ran.stderr).toMatch(/that is no secret key/);
  expect(ran.stderr).not.toContain('canary');
});

test.for([
  ['the right one', CANARY, 0, /alpaca\/iex +live/],
  ['a wrong one', 'another-secret-key', 1, /refused the keys .*check the keys/],
] as const)('a kept key is in no word, no argument and no file: %s', async ([, secret, code, said]) => {
  const home = makeHome();
  await withInput(['keys', 'set', 'alpaca'], home, `${ID}\n${CANARY}\n`);
  const day = await openDay(resolve('fixtures/days/2026-01-30'));
  const playback = createPlayback({day, wall: wallClock, startAt: day.info.openingAt, speed: 1});
  const server = await startAlpacaServer({day, playback, port: 0, keys: {id: ID, secret}});
  const child = start(['watch', '--host', new URL(server.stockUrl).origin, '--plain'], home);
  let words = '';
  const heard = new Promise<void>(done => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        words += text;
        if (said.test(words)) done();
      });
  });
  await heard;
  const argv = readFileSync(`/proc/${child.pid}/cmdline`, {encoding: 'utf8'});
  if (code === 0) child.kill('SIGTERM');
  expect(await exitOf(child)).toBe(code);
  await server.close();
  await day.close();
  const folders = Object.values(home).filter(folder => existsSync(folder));
  expect([words, argv, ...folders.map(leftBehind)].join('\n')).not.toContain('canary');
});
