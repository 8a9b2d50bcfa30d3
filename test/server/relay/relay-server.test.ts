import {once} from 'node:events';
import {request} from 'node:http';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import WebSocket from 'ws';
import {plus, seconds} from '../../../src/core/instant.ts';
import type {TradingDate} from '../../../src/core/new-york.ts';
import {wallClock} from '../../../src/engine/wall-clock.ts';
import type {RelayState} from '../../../src/feeds/relay/relay-words.ts';
import {type RelayServerOptions, startRelayServer} from '../../../src/server/relay/relay-server.ts';
import {createRecordingLog} from '../../../src/tape/recording/recording-log.ts';
import {frame, temporaryFolder} from '../../tape/recording/recording-fixtures.ts';

const STATE: Omit<RelayState, 'at'> = {
  kind: 'state',
  title: 'Alpaca iex',
  symbols: [],
  feeds: [{feed: 'alpaca/iex', state: 'live', message: 'live'}],
};
const DATE = '2026-01-30' as TradingDate;

const serve = async (options: Partial<RelayServerOptions> = {}) => {
  const folder = temporaryFolder();
  const pathOf = (date: TradingDate): string => join(folder, `${date}-iex.rec`);
  const log = createRecordingLog(pathOf);
  const file = await log.open(pathOf(DATE));
  const state = (): RelayState => ({...STATE, at: wallClock.now()});
  onTestFinished(file.close);
  const server = await startRelayServer({log, state, port: 0, wall: wallClock, ...options});
  onTestFinished(server.close);
  return {server, file, url: `ws://127.0.0.1:${server.port}/relay`};
};

/** The HTTP status that an upgrade with these headers meets. */
const statusOf = (url: string, headers: Readonly<Record<string, string>> = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const upgrade = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    };
    const asked = request(url.replace(/^ws/, 'http'), {headers: {...upgrade, ...headers}}, response => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end();
  });

const screen = async (url: string, join: string = '{"from":null}') => {
  const socket = new WebSocket(url);
  onTestFinished(() => socket.terminate());
  const texts: string[] = [];
  let bytes = 0;
  socket.on('message', (data: Buffer, binary) => {
    if (binary) bytes += data.length;
    else texts.push(String(data));
  });
  const closed = once(socket, 'close').then(([code]) => code as number);
  await once(socket, 'open');
  if (join !== '') socket.send(join);
  return {socket, texts, closed, bytes: () => bytes};
};

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await wallClock.until(plus(wallClock.now(), seconds(0.02)), new AbortController().signal);
};

describe('the server of a relay', () => {
  test('lets nobody in from a web page, by another name, to another path, or without the token', async () => {
    const open = await serve();
    expect(await statusOf(open.url)).toBe(101);
    expect(await statusOf(open.url, {origin: 'http://127.0.0.1'})).toBe(403);
    expect(await statusOf(open.url, {host: 'evil.example'})).toBe(421);
    expect(await statusOf(open.url.replace('/relay', '/other'))).toBe(404);
    const shut = await serve({token: 'let-me-in'});
    expect(await statusOf(shut.url)).toBe(401);
    expect(await statusOf(shut.url, {authorization: 'Bearer wrong'})).toBe(401);
    expect(await statusOf(shut.url, {authorization: 'Bearer let-me-in'})).toBe(101);
  });

  test('where others can reach it wants a certificate, or a word that there is one, and a token', async () => {
    await expect(serve({host: '0.0.0.0', token: 'let-me-in'})).rejects.toMatchObject({code: 'server/config'});
    await expect(serve({host: '0.0.0.0', behindTls: true})).rejects.toThrow(/no token is set/);
    await expect(serve({behindTls: true})).rejects.toThrow(/by the proxy, and no token is set/);
    const {url} = await serve({host: '0.0.0.0', behindTls: true, token: 'let-me-in'});
    expect(await statusOf(url, {authorization: 'Bearer let-me-in', host: 'desk.example'})).toBe(101);
  });

  test('has places for so many screens', async () => {
    const {url, server} = await serve({limits: {clients: 1}});
    const first = await screen(url);
    expect(await statusOf(url)).toBe(503);
    first.socket.close();
    await first.closed;
    await until(() => server.screens() === 0);
    expect(await statusOf(url)).toBe(101);
  });

  test('says how it is at once, when that changes, and on and on while nothing comes', async () => {
    const {url, server} = await serve();
    const {texts} = await screen(url);
    await until(() => texts.length === 1);
    server.tell();
    await until(() => texts.length === 2);
    await until(() => texts.length === 3);
    expect(JSON.parse(texts[2] ?? '')).toMatchObject({kind: 'state', feeds: [{feed: 'alpaca/iex', state: 'live'}]});
  });

  test('hangs up on whoever says nothing, or nonsense', async () => {
    const {url} = await serve({limits: {auth: seconds(0.2)}});
    expect(await (await screen(url, '')).closed).toBe(1008);
    for (const nonsense of ['{}', 'hello', '{"from":{"log":"../../etc/passwd","offset":0}}', '{"from":{"offset":-1}}'])
      expect(await (await screen(url, nonsense)).closed).toBe(1008);
  });

  test('hangs up on a screen that does not read, with little in memory; the others do not wait for it', async () => {
    const limits = {bufferBytes: 262_144, drain: seconds(1)};
    const {url, file, server} = await serve({limits});
    const slow = await screen(url);
    const quick = await screen(url);
    slow.socket.pause();
    const text = 'x'.repeat(500_000);
    const before = process.memoryUsage().rss;
    for (let count = 0; count < 60; count++) await file.append([frame(text)]);
    await until(() => quick.bytes() === file.bytes());
    expect(process.memoryUsage().rss - before).toBeLessThan(150 << 20);
    await until(() => server.screens() === 1);
    slow.socket.resume();
    expect(await slow.closed).toBe(1006);
    expect(slow.bytes()).toBeLessThan(file.bytes());
  });
});
