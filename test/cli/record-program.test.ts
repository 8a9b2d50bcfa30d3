import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {appendFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {plus, seconds} from '../../src/core/instant.ts';
import {atWallTime, tradingDateAt} from '../../src/core/new-york.ts';
import {wallClock} from '../../src/engine/wall-clock.ts';
import {type AlpacaServer, startAlpacaServer} from '../../src/server/alpaca-server.ts';
import {createPlayback} from '../../src/server/playback.ts';
import {ACTS_FILE} from '../../src/tape/acts-file.ts';
import {type Day, openDay} from '../../src/tape/day.ts';
import {recordedTitle} from '../../src/tape/recording/recordings.ts';
import {dayFolder} from '../fixtures/committed-day.ts';
import {makeHome, runProgram} from './run-program.ts';

const BUNDLE = fileURLToPath(new URL('../../dist/tapewire.js', import.meta.url));
const KEYS = {id: 'PKCANARYKEY', secret: 'canary-secret-of-the-program'};

let day: Day;
let server: AlpacaServer;
let env: Record<string, string>;
let folder: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  day = await openDay(dayFolder('2026-01-30'));
  const playback = createPlayback({day, wall: wallClock, startAt: atWallTime(day.info.date, 9, 30), speed: 10});
  server = await startAlpacaServer({day, playback, port: 0, keys: KEYS});
  env = {...makeHome(), APCA_API_KEY_ID: KEYS.id, APCA_API_SECRET_KEY: KEYS.secret};
  folder = env['TAPEWIRE_DAYS'] ?? '';
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await server.close();
  await day.close();
});

const pause = (length: number): Promise<void> =>
  wallClock.until(plus(wallClock.now(), seconds(length)), new AbortController().signal);

/** The program recording the served day, once `bytes` of it are on file. */
const startRecord = async (bytes: number) => {
  const host = `ws://127.0.0.1:${server.port}`;
  const args = ['record', '--feed', 'alpaca', '--source', 'sip', '--symbols', 'AMZN,MSFT', '--host', host];
  const child = spawn(process.execPath, [BUNDLE, ...args], {
    env: {...process.env, ...env},
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  children.push(child);
  const said: string[] = [];
  child.stderr?.on('data', data => said.push(String(data)));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const recording = (): string | undefined =>
    existsSync(folder) ? readdirSync(folder).find(file => file.endsWith('.rec')) : undefined;
  for (let waited = 0; waited < 200; waited++) {
    const file = recording();
    if (file !== undefined && statSync(join(folder, file)).size >= bytes) {
      return {child, exited, name: file.slice(0, -'.rec'.length), path: join(folder, file), said: () => said.join('')};
    }
    await pause(0.1);
  }
  throw new Error(`nothing was recorded: ${said.join('')}`);
};

describe('tapewire record', () => {
  test('ends in good order at a signal; what it kept is listed, packed when opened, and packed again when it grew', async () => {
    const {child, exited, name, path, said} = await startRecord(30_000);
    expect(name).toBe(`${tradingDateAt(wallClock.now())}-sip-via-127.0.0.1-${server.port}`);
    child.kill('SIGTERM');
    expect(await exited).toBe(0);
    expect(said()).toMatch(/alpaca\/sip {2}live/);
    expect(said().trimEnd().split('\n').at(-1)).toMatch(/ ET {2}\S+-sip-\S+ {2}\d+ kB {2}[\d.,KkM]+ trades/);
    expect(said() + readFileSync(path, 'utf8')).not.toContain(KEYS.secret);
    expect(readdirSync(folder)).toEqual([`${name}.rec`]);

    const listed = await runProgram(['days'], env);
    expect(listed.stdout).toMatch(
      new RegExp(`^${name} .* recorded .*AMZN MSFT QQQ +Alpaca sip via \\S+, \\d+ kB not packed yet$`, 'm'),
    );
    const opened = await runProgram(['wire', name, '--format', 'json'], env);
    expect(opened).toMatchObject({code: 0, stderr: ''});
    const packed = await openDay(join(folder, name));
    expect(packed.info).toMatchObject({provenance: 'recorded', symbols: ['AMZN', 'MSFT', 'QQQ'], benchmark: 'QQQ'});
    expect(packed.info.made).toMatch(/^recorded from Alpaca sip via 127\.0\.0\.1:\d+, /);
    expect(recordedTitle(packed.info)).toMatch(/^Alpaca sip via 127\.0\.0\.1:\d+$/);
    expect(packed.counts.trade).toBeGreaterThan(10);
    await packed.close();
    expect((await runProgram(['days'], env)).stdout).not.toContain('not packed yet');

    writeFileSync(join(folder, name, ACTS_FILE), '');
    const again = await startRecord(statSync(path).size + 20_000);
    again.child.kill('SIGINT');
    expect(await again.exited).toBe(0);
    await runProgram(['wire', name], env);
    const grown = await openDay(join(folder, name));
    expect(grown.counts.trade).toBeGreaterThan(packed.counts.trade);
    expect(grown.info.made).toContain('in 2 sittings');
    expect(readdirSync(join(folder, name))).toContain(ACTS_FILE);
    await grown.close();
  });

  test('killed, loses nothing that was on file, and goes on', async () => {
    const {child, exited, name, path} = await startRecord(30_000);
    const second = await runProgram(
      ['record', '--source', 'sip', '--symbols', 'AMZN', '--host', `ws://127.0.0.1:${server.port}`],
      env,
    );
    expect(second).toMatchObject({code: 1});
    expect(second.stderr).toMatch(new RegExp(`process ${child.pid} is recording to ${name}\\.rec: stop it first`));
    child.kill('SIGKILL');
    await exited;
    appendFileSync(path, 'torn');
    const {code, stdout} = await runProgram(['pack', name, '--format', 'json'], env);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({name, damage: []});
    expect(JSON.parse(stdout).torn).toBeGreaterThanOrEqual(4);
    const before = statSync(path).size;
    const again = await startRecord(before + 10_000);
    again.child.kill('SIGINT');
    expect(await again.exited).toBe(0);
    expect(JSON.parse((await runProgram(['pack', name, '--format', 'json'], env)).stdout)).toMatchObject({torn: 0});
  });

  test('damage is told with its place, and left out when asked', async () => {
    const {child, exited, name, path} = await startRecord(30_000);
    child.kill('SIGTERM');
    await exited;
    const bytes = readFileSync(path);
    const place = bytes.indexOf('\n', 10_000) + 30;
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const line = bytes.lastIndexOf('\n', place) + 1;
    const refused = await runProgram(['pack', name], env);
    expect(refused).toMatchObject({code: 1, stdout: ''});
    expect(refused.stderr).toContain(`${name}.rec is damaged at byte ${line} (a line does not match its checksum)`);
    const packed = await runProgram(['pack', name, '--salvage'], env);
    expect(packed.code).toBe(0);
    expect(packed.stderr).toContain(`at byte ${line}`);
    expect(readFileSync(path)).toEqual(bytes);
  });

  test('what was not recorded is not replaced', async () => {
    const {child, exited, name} = await startRecord(20_000);
    child.kill('SIGTERM');
    await exited;
    await runProgram(['pack', name], env);
    const manifest = join(folder, name, 'manifest.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"recorded"', '"imported"'));
    const refused = await runProgram(['pack', name], env);
    expect(refused).toMatchObject({code: 1 + 1});
    expect(refused.stderr).toContain(`a day ${name} that was not recorded is there already`);
    expect((await runProgram(['pack', 'nothing'], env)).stderr).toContain('there is no recording "nothing"');
  });
});
