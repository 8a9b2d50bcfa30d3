import {request} from 'node:http';
import {describe, expect, test} from 'vitest';
import {createRequestGuard} from '../../src/server/request-guard.ts';
import {tenMinutes} from './small-day.ts';
import {KEYS, openClient, readyClient} from './stream-client.ts';
import {serveForTest} from './with-server.ts';

const AUTH = {'apca-api-key-id': KEYS.id, 'apca-api-secret-key': KEYS.secret};

/** The status that a request, or an upgrade, with these headers meets. */
const statusOf = (url: string, headers: Readonly<Record<string, string>>): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = request(url.replace(/^ws/, 'http'), {headers}, response => {
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

const upgrade = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
};

describe('every request, upgrade or not', () => {
  test.each([
    ['from a web page is refused', {origin: 'http://127.0.0.1'}, 403],
    ['from an opaque origin is refused', {origin: 'null'}, 403],
    ['by another name is refused', {host: 'evil.example:80'}, 421],
    ['by a name that is none is refused', {host: 'a b'}, 400],
    ['by a loopback name is served', {host: 'LOCALHOST:1234'}, 200],
    ['by an allowed name is served', {host: 'replay.example'}, 200],
  ])('%s', async (_, headers, status) => {
    const {server} = await serveForTest(tenMinutes(), {allowedHosts: ['replay.example']});
    expect(await statusOf(`${server.restUrl}/v1beta1/news`, {...AUTH, ...headers})).toBe(status);
    expect(await statusOf(server.stockUrl, {...upgrade, ...AUTH, ...headers})).toBe(status === 200 ? 101 : status);
  });

  test('shows the token where one is set', async () => {
    const {server} = await serveForTest(tenMinutes(), {token: 'let-me-in'});
    const rest = `${server.restUrl}/v1beta1/news`;
    expect(await statusOf(rest, AUTH)).toBe(401);
    expect(await statusOf(rest, {...AUTH, authorization: 'Bearer wrong'})).toBe(401);
    expect(await statusOf(rest, {...AUTH, authorization: 'Bearer let-me-in'})).toBe(200);
    expect(await statusOf(server.stockUrl, {...upgrade, ...AUTH})).toBe(401);
    await readyClient(server.stockUrl, {headers: {authorization: 'Bearer let-me-in'}});
  });

  test('goes to a path that is there', async () => {
    const {server} = await serveForTest(tenMinutes());
    expect(await statusOf(server.stockUrl.replace('sip', 'opra'), {...upgrade, ...AUTH})).toBe(404);
    for (const path of ['iex', 'delayed_sip', 'test']) await readyClient(server.stockUrl.replace('sip', path));
  });

  test('finds a place among the clients', async () => {
    const {server} = await serveForTest(tenMinutes(), {limits: {clients: 1}});
    const first = await readyClient(server.stockUrl);
    expect(await statusOf(server.newsUrl, {...upgrade, ...AUTH})).toBe(503);
    first.socket.close();
    await first.closed;
    await readyClient(server.newsUrl);
  });
});

test('a client that asks on and on without reading the answers is dropped', async () => {
  const {server} = await serveForTest(tenMinutes(), {limits: {clients: 1, bufferBytes: 65_536}});
  const client = await readyClient(server.stockUrl);
  const trades = Array.from({length: 5_000}, (_, place) => `A${place}`);
  client.say({action: 'subscribe', trades});
  await client.see(message => message['T'] === 'subscription');
  client.socket.pause();
  for (let asked = 0; asked < 1_000; asked++) client.say({action: 'subscribe', statuses: ['AMZN']});
  while ((await statusOf(server.newsUrl, {...upgrade, ...AUTH})) === 503);
  client.socket.resume();
  expect(await client.closed).toBe(1006);
  expect(client.of('subscription').length).toBeLessThan(1_000);
});

test('a wrong key in the headers is told on the socket', async () => {
  const {server} = await serveForTest(tenMinutes());
  const client = openClient(server.newsUrl, {headers: {...AUTH, 'apca-api-secret-key': 'no'}});
  expect(await client.see(message => message['T'] === 'error')).toMatchObject({code: 402, msg: 'auth failed'});
});

describe('starting a server', () => {
  test('on a taken port says so and what to do', async () => {
    const {server} = await serveForTest(tenMinutes());
    await expect(serveForTest(tenMinutes(), {port: server.port})).rejects.toMatchObject({
      code: 'server/port',
      message: `port ${server.port} on 127.0.0.1 is taken`,
      remedy: expect.stringContaining('--port'),
    });
  });

  test('for others than this machine needs a token', async () => {
    await expect(serveForTest(tenMinutes(), {host: '0.0.0.0'})).rejects.toMatchObject({code: 'server/config'});
    const {server} = await serveForTest(tenMinutes(), {host: '0.0.0.0', token: 'T'});
    const url = `http://127.0.0.1:${server.port}/v1beta1/news`;
    expect(await statusOf(url, {authorization: 'Bearer T'})).toBe(200);
  });

  test('ends all that it began when it is closed', async () => {
    const {server} = await serveForTest(tenMinutes());
    const client = await readyClient(server.stockUrl);
    await server.close();
    expect(await client.closed).toBe(1006);
    await expect(statusOf(`${server.restUrl}/v1beta1/news`, AUTH)).rejects.toThrow('ECONNREFUSED');
  });
});

test('a guard on a public address takes its addresses, not other names', () => {
  const guard = createRequestGuard({host: '0.0.0.0', allowedHosts: [], token: undefined});
  const ask = (host: string) => guard({headers: {host}} as Parameters<typeof guard>[0])?.status;
  expect([ask('192.168.1.5:80'), ask('[::1]:80'), ask('evil.example')]).toEqual([undefined, undefined, 421]);
});
