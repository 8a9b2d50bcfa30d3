import {expect, test} from 'vitest';
import {wallClock} from '../../src/engine/wall-clock.ts';
import {startAlpacaServer} from '../../src/server/alpaca-server.ts';
import {createPlayback} from '../../src/server/playback.ts';
import {openDay} from '../../src/tape/day.ts';
import {startFaultyRelay} from '../feeds/fetch/faulty-relay.ts';
import {dayFolder} from '../fixtures/committed-day.ts';
import {openTerminal} from './terminal.ts';

const KEYS = {id: 'PKCANARYKEY', secret: 'canary-secret-of-the-line'};

test('fetch tells on one line how far it is, and leaves with Ctrl-C', async () => {
  const day = await openDay(dayFolder('2026-01-30'));
  const playback = createPlayback({day, wall: wallClock, startAt: day.info.endAt, speed: 1, state: 'paused'});
  const server = await startAlpacaServer({day, playback, port: 0, keys: KEYS});
  let release = (): void => {};
  const more = new Promise<void>(resolve => {
    release = resolve;
  });
  const relay = await startFaultyRelay(server.restUrl, async (_, url) => {
    if (url.pathname === '/v2/stocks/trades' && url.searchParams.has('page_token')) await more;
    return {kind: 'short', limit: 5_000};
  });
  const args = ['fetch', '2026-01-30', '--symbols', 'AMZN,MSFT', '--host', relay.url];
  const env = {APCA_API_KEY_ID: KEYS.id, APCA_API_SECRET_KEY: KEYS.secret};
  const {see, press, exited, screen, raw, close} = openTerminal(args, {env, columns: 100, rows: 10});
  try {
    const text = await see(/\[#*\.+\] +\d+% {2}ETA (·|\d+[smh]) {2}AMZN \d\d:\d\d {2}\d+ pages {2}[\d.]+K? events/);
    expect(text.trim().split('\n')).toHaveLength(1);
    press('\u0003');
    expect((await exited).code).toBe(130);
    expect(screen().join('\n').trim()).toMatch(/^\d+ pages are kept: the same command goes on from there( +\^C)?$/);
    expect(raw()).not.toContain('\u001b');
  } finally {
    release();
    close();
    await server.close();
    await day.close();
  }
});
