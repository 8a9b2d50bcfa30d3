import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {plus, seconds} from '../../src/core/instant.ts';
import {wallClock} from '../../src/engine/wall-clock.ts';
import {messagesOf} from '../tape/recording/recording-fixtures.ts';
import {makeHome, runProgram} from './run-program.ts';

const BUNDLE = fileURLToPath(new URL('../../dist/tapewire.js', import.meta.url));
const KEYS = {APCA_API_KEY_ID: 'PKCANARYKEY', APCA_API_SECRET_KEY: 'canary-secret-of-the-desk'};

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

const start = (args: readonly string[], env: Readonly<Record<string, string>>) => {
  const {APCA_API_KEY_ID: _id, APCA_API_SECRET_KEY: _secret, ...inherited} = process.env;
  const child = spawn(process.execPath, [BUNDLE, ...args], {
    env: {...inherited, ...env},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', data => (said += String(data)));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const until = async (what: RegExp): Promise<RegExpExecArray> => {
    for (let waited = 0; waited < 400; waited++) {
      const match = what.exec(said);
      if (match !== null) return match;
      await wallClock.until(plus(wallClock.now(), seconds(0.05)), new AbortController().signal);
    }
    throw new Error(`${what} was not said: ${said}`);
  };
  return {child, said: () => said, exited, until};
};

const recordingIn = async (home: Readonly<Record<string, string>>) => {
  const folder = home['TAPEWIRE_DAYS'] ?? '';
  const name = readdirSync(folder).find(file => file.endsWith('.rec')) ?? '';
  const messages = await messagesOf(join(folder, name));
  return {
    name,
    lines: messages
      .filter(({channel}) => channel.startsWith('alpaca/'))
      .map(({receivedAt, channel, data}) => `${receivedAt} ${channel} ${Buffer.from(data).toString()}`),
  };
};

let host: string;
beforeEach(async () => {
  const served = start(['serve', '2026-01-30', '--port', '0', '--at', '09:30', '--speed', '10'], {
    ...makeHome(),
    ...KEYS,
  });
  const [, place] = await served.until(/stocks {2}(ws:\/\/127\.0\.0\.1:\d+)/);
  host = place ?? '';
});

describe('tapewire relay', () => {
  test('serves two screens from one connection, killed and started again, to the byte', async () => {
    const home = {...makeHome(), ...KEYS};
    const args = ['relay', '--source', 'sip', '--symbols', 'AMZN,MSFT', '--host', host, '--listen'];
    const relay = start([...args, '127.0.0.1:0'], home);
    const [, place = ''] = await relay.until(/relaying Alpaca sip via \S+ at (127\.0\.0\.1:\d+)/);
    const [homeA, homeB] = [makeHome(), makeHome()];
    const screenA = start(['watch', '--plain', '--record', '--relay', place], homeA);
    await screenA.until(new RegExp(`BY RELAY ${place}`));
    await screenA.until(/alpaca\/sip {2}live/);

    relay.child.kill('SIGKILL');
    await relay.exited;
    await screenA.until(/alpaca\/sip {2}retrying {2}the relay is not heard/);
    const again = start([...args, place], home);
    await again.until(/alpaca\/sip {2}live/);
    const screenB = start(['watch', '--plain', '--record', '--relay', place], homeB);
    await screenB.until(/alpaca\/sip {2}live/);
    await again.until(/2 screens|alpaca\/sip/);
    await wallClock.until(plus(wallClock.now(), seconds(3)), new AbortController().signal);

    // The relay first: what it had to the end, both screens have been told.
    again.child.kill('SIGTERM');
    expect(await again.exited).toBe(0);
    await screenA.until(/retrying[\s\S]*retrying {2}the relay is not heard[\s\S]*the relay is not heard/);
    for (const {child, exited} of [screenA, screenB]) {
      child.kill('SIGTERM');
      expect(await exited).toBe(0);
    }
    const own = await recordingIn(home);
    expect(own.lines.length).toBeGreaterThan(50);
    const [seenA, seenB] = [await recordingIn(homeA), await recordingIn(homeB)];
    expect(seenA.name).toContain('-relay-via-127.0.0.1-');
    expect(seenA.lines).toEqual(own.lines);
    expect(seenB.lines).toEqual(own.lines);
    const all = [relay, again, screenA, screenB].map(({said}) => said()).join('');
    expect(all).not.toContain(KEYS.APCA_API_SECRET_KEY);
    expect(all).not.toContain(KEYS.APCA_API_KEY_ID);
  });

  test('says what is wrong with what it is told', async () => {
    const env = makeHome();
    const saidBy = async (...args: readonly string[]): Promise<string> => (await runProgram(args, env)).stderr;
    expect(await saidBy('relay', '--listen', 'everywhere')).toMatch(
      /not a place to listen at.*--listen 127\.0\.0\.1:8766/,
    );
    expect(await saidBy('relay', '--tls-cert', 'a.pem')).toMatch(/belong together/);
    expect(await saidBy('relay')).toMatch(/no keys for alpaca/);
    expect(await saidBy('watch', '--plain', '--relay', 'desk', '--feed', 'alpaca')).toMatch(/chosen where it runs/);
    expect(await saidBy('watch', '--plain', '--relay', 'ws://desk')).toMatch(/use wss:\/\//);
  });
});
