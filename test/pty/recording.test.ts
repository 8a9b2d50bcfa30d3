import {execFileSync} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test} from 'vitest';
import {atWallTime} from '../../src/core/new-york.ts';
import {wallClock} from '../../src/engine/wall-clock.ts';
import {type AlpacaServer, startAlpacaServer} from '../../src/server/alpaca-server.ts';
import {createPlayback} from '../../src/server/playback.ts';
import {type Day, openDay} from '../../src/tape/day.ts';
import {dayFolder} from '../fixtures/committed-day.ts';
import {temporaryFolder} from './temporary-folder.ts';
import {openTerminal, type Terminal} from './terminal.ts';

const KEYS = {id: 'PKCANARYKEY', secret: 'canary-secret-of-the-screen'};

let day: Day;
let server: AlpacaServer;
let terminal: Terminal | undefined;
beforeAll(async () => {
  day = await openDay(dayFolder('2026-01-30'));
  const playback = createPlayback({day, wall: wallClock, startAt: atWallTime(day.info.date, 9, 30), speed: 30});
  server = await startAlpacaServer({day, playback, port: 0, keys: KEYS});
});
afterAll(async () => {
  await server.close();
  await day.close();
});
afterEach(() => terminal?.close());

const watch = (days: string): Terminal => {
  const args = ['watch', '--record', '--source', 'sip', '--host', `ws://127.0.0.1:${server.port}`];
  const env = {TAPEWIRE_DAYS: days, APCA_API_KEY_ID: KEYS.id, APCA_API_SECRET_KEY: KEYS.secret};
  terminal = openTerminal(args, {env});
  return terminal;
};

describe('the screen while it records', () => {
  test('says so with time and size, and leaves a whole recording when it is left', async () => {
    const days = temporaryFolder();
    const {see, press, exited, raw} = watch(days);
    await see(/● REC \d+s \d+ kB/);
    press('q');
    expect((await exited).code).toBe(0);
    const [file = '', ...others] = readdirSync(days);
    expect(others).toEqual([]);
    const text = readFileSync(join(days, file), 'utf8');
    expect(text.endsWith('\n')).toBe(true);
    expect(text + raw()).not.toContain(KEYS.secret);
  });

  test('on a disk that is full says that it stopped and why, and goes on', async context => {
    const days = temporaryFolder();
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tapewire', days], {stdio: 'ignore'});
    } catch {
      context.skip('no disk can be mounted here');
    }
    onTestFinished(() => {
      terminal?.close();
      execFileSync('umount', ['-l', days]);
    });
    const {see, press, exited} = watch(days);
    const stopped = await see(/✖ REC stopped/);
    expect(stopped).toMatch(/the disk is full: make room, then start again/);
    press('?');
    await see(/Look/);
    press('?');
    press('q');
    expect((await exited).code).toBe(0);
  });
});
