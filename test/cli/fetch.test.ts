import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest';
import {wallClock} from '../../src/engine/wall-clock.ts';
import {type AlpacaServer, startAlpacaServer} from '../../src/server/alpaca-server.ts';
import {startMassiveServer} from '../../src/server/massive/massive-server.ts';
import {createPlayback} from '../../src/server/playback.ts';
import {type Day, openDay} from '../../src/tape/day.ts';
import {verifyDay} from '../../src/tape/verify-day.ts';
import {startFaultyRelay} from '../feeds/fetch/faulty-relay.ts';
import {dayFolder} from '../fixtures/committed-day.ts';
import {makeHome, runProgram} from './run-program.ts';

const BUNDLE = fileURLToPath(new URL('../../dist/tapewire.js', import.meta.url));
const KEYS = {id: 'PKCANARYKEY', secret: 'canary-secret-of-the-fetch'};

let day: Day;
let server: AlpacaServer;
beforeAll(async () => {
  day = await openDay(dayFolder('2026-01-30'));
  const playback = createPlayback({day, wall: wallClock, startAt: day.info.endAt, speed: 1, state: 'paused'});
  server = await startAlpacaServer({day, playback, port: 0, keys: KEYS});
});
afterAll(async () => {
  await server.close();
  await day.close();
});

const makeFetchHome = () => {
  const home = makeHome();
  const days = home['TAPEWIRE_DAYS'] ?? '';
  return {days, env: {...home, APCA_API_KEY_ID: KEYS.id, APCA_API_SECRET_KEY: KEYS.secret}};
};
const ARGS = ['fetch', '2026-01-30', '--symbols', 'MSFT,NVDA', '--benchmark', 'none', '--sessions', '3'];

/** Runs the program against `host` and ends it by `signal` once `ready` pages were asked for. */
const runAndEnd = async (
  host: string,
  env: Record<string, string>,
  signal: NodeJS.Signals,
  ready: Promise<unknown>,
) => {
  const child = spawn(process.execPath, [BUNDLE, ...ARGS, '--host', host], {env: {...process.env, ...env}});
  let stderr = '';
  child.stderr.on('data', chunk => {
    stderr += String(chunk);
  });
  const ended = once(child, 'close');
  await ready;
  child.kill(signal);
  const [code, by] = await ended;
  return {code, by, stderr};
};

/** A relay of short pages that lets no more than `most` through until it is told to. */
const startHeldRelay = async (most: number) => {
  let open = false;
  let reached: () => void = () => {};
  const held = new Promise<void>(resolve => {
    reached = resolve;
  });
  const relay = await startFaultyRelay(server.restUrl, async number => {
    if (!open && number > most) {
      reached();
      await new Promise(() => {});
    }
    return {kind: 'short', limit: 3_000};
  });
  return {
    relay,
    held,
    release: () => {
      open = true;
    },
  };
};

describe('tapewire fetch', () => {
  test('makes a day that the other commands know, and says what it did', async () => {
    const {env, days: root} = makeFetchHome();
    const {code, stdout, stderr} = await runProgram([...ARGS, '--host', server.restUrl], env);
    expect([code, stderr.split('\n').length]).toEqual([0, 3]);
    expect(stdout).toBe(`2026-01-30-alpaca  ${join(root, '2026-01-30-alpaca')}\n`);
    expect(stderr).toMatch(
      /^[\d,]+ trades, \d+ headlines, [\d,]+ bars of earlier sessions, from [\d,]+ items on \d+ pages, all accounted for$/m,
    );
    expect(stderr).toMatch(/^\d prints? taken back or replaced since left out, \d as corrected$/m);
    await verifyDay(join(root, '2026-01-30-alpaca'));
    const days = await runProgram(['days'], env);
    expect(days.stdout).toMatch(
      /2026-01-30-alpaca +2026-01-30 +imported .* MSFT NVDA +MSFT NVDA on 2026-01-30, Alpaca sip via 127/,
    );
    const again = await runProgram([...ARGS, '--host', server.restUrl], env);
    expect([again.code, again.stderr]).toEqual([
      2,
      'tapewire: 2026-01-30-alpaca is there already: choose another --name, or replace it with --force\n',
    ]);
    const forced = await runProgram([...ARGS, '--host', server.restUrl, '--force', '--quiet', '--format', 'json'], env);
    expect([forced.code, forced.stderr]).toEqual([0, '']);
    expect(JSON.parse(forced.stdout)).toMatchObject({name: '2026-01-30-alpaca', told: {unread: 0}, silent: []});
  });

  test('from Massive makes a day of its own, with the key that it asks for', async () => {
    const {env, days: root} = makeFetchHome();
    const playback = createPlayback({day, wall: wallClock, startAt: day.info.endAt, speed: 1, state: 'paused'});
    const massive = await startMassiveServer({day, playback, port: 0, key: KEYS.secret});
    onTestFinished(() => massive.close());
    const args = [...ARGS, '--feed', 'massive', '--host', massive.restUrl];
    const keyed = {...env, MASSIVE_API_KEY: KEYS.secret};
    const {code, stdout, stderr} = await runProgram(args, keyed);
    expect([code, stdout]).toEqual([0, `2026-01-30-massive  ${join(root, '2026-01-30-massive')}\n`]);
    expect(stderr).toMatch(/^[\d,]+ trades, \d+ headlines, .*, all accounted for$/m);
    await verifyDay(join(root, '2026-01-30-massive'));
    const sourced = await runProgram([...args, '--source', 'iex'], keyed);
    expect([sourced.code, sourced.stderr]).toEqual([
      2,
      'tapewire: massive has one source of past days: leave out --source\n',
    ]);
    const unkeyed = await runProgram(args, env);
    expect(unkeyed.stderr).toMatch(/no keys for massive: write: tapewire keys set massive/);
  });

  test.for(['SIGINT', 'SIGKILL'] as const)('after %s the same command goes on', async signal => {
    const {env, days: root} = makeFetchHome();
    const {relay, held, release} = await startHeldRelay(8);
    const {code, by, stderr} = await runAndEnd(relay.url, env, signal, held);
    if (signal === 'SIGINT') {
      expect([code, stderr]).toEqual([130, '8 pages are kept: the same command goes on from there\n']);
    } else expect(by).toBe('SIGKILL');
    release();
    const before = relay.requests.length;
    const again = await runProgram([...ARGS, '--host', relay.url], env);
    expect([again.code, again.stderr.split('\n')[0]]).toEqual([0, 'going on after 8 pages that are here already']);
    expect(relay.requests.slice(before).every(({pathname}) => pathname === '/v2/stocks/trades')).toBe(true);
    await verifyDay(join(root, '2026-01-30-alpaca'));
    expect(readdirSync(root)).toEqual(['2026-01-30-alpaca']);
    expect(readFileSync(join(root, '2026-01-30-alpaca', 'manifest.json'), 'utf8')).not.toContain(KEYS.id);
  });

  test.for([
    [['fetch', 'yesterday'], /not a date: "yesterday": write YYYY-MM-DD/],
    [['fetch', '2026-01-31'], /2026-01-31 is a Saturday/],
    [['fetch', '2026-01-30', '--sessions', '99'], /write 0 to 60/],
    [['fetch', '2026-01-30', '--symbols', 'A B'], /not a symbol/],
    [['fetch', '2026-01-30', '--bars', '5m'], /Allowed choices are 1m/],
    [['fetch', '2026-01-30', '--bars', '1m', '--trades'], /cannot be used with option/],
  ] as const)('%j is wrong usage', async ([args, message]) => {
    const {code, stderr} = await runProgram(args, makeFetchHome().env);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  test('without keys says how to give them', async () => {
    const {code, stderr} = await runProgram(ARGS);
    expect(code).toBe(1);
    expect(stderr).toMatch(/no keys for alpaca: write: tapewire keys set alpaca/);
  });

  test('by another key says so and where the pages are', async () => {
    const env = {...makeFetchHome().env, APCA_API_SECRET_KEY: 'wrong-secret-of-the-fetch'};
    const {code, stderr} = await runProgram([...ARGS, '--host', server.restUrl], env);
    expect(code).toBe(1);
    expect(stderr).toMatch(/refused the keys \(HTTP 403\): check the keys/);
    expect(stderr).not.toContain('wrong-secret');
  });
});
