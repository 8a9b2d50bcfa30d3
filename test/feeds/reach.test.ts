import {execFile} from 'node:child_process';
import {once} from 'node:events';
import {type AddressInfo, createServer} from 'node:net';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {proxyFor} from '../../src/feeds/proxy.ts';
import {checkedUrl} from '../../src/feeds/socket-url.ts';
import {type Reached, reachOnce} from './reach-once.ts';
import {createAuthority, type LocalServer, startProxy, startTlsServer} from './tls-server.ts';

const PASSWORD = 'canary-of-a-proxy';
const endings: (() => Promise<void>)[] = [];
const made = createAuthority();
let good: LocalServer;
let expired: LocalServer;
let self: LocalServer;

const started = async (server: Promise<LocalServer>): Promise<LocalServer> => {
  const one = await server;
  endings.push(one.close);
  return one;
};

beforeAll(async () => {
  good = await started(startTlsServer(made.signed('good', 'feed.test')));
  expired = await started(startTlsServer(made.signed('expired', 'localhost', ['20200101000000Z', '20210101000000Z'])));
  self = await started(startTlsServer(made.self('self', 'localhost')));
}, 120_000);
afterAll(async () => {
  for (const end of endings) await end();
});

/** What another process reaches that trusts the test's authority; trust is read once, at a process's start. */
const elsewhere = (hosts: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<readonly Reached[]> =>
  new Promise((resolve, reject) => {
    const script = fileURLToPath(new URL('reach-once.ts', import.meta.url));
    const options = {env: {PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: made.authority, ...env}, timeout: 60_000};
    execFile(process.execPath, [script, '--hosts', ...hosts], options, (error, stdout) => {
      if (error === null) resolve(JSON.parse(stdout));
      else reject(error);
    });
  });

const both = (words: string): Reached => ({
  stream: expect.stringContaining(words),
  rest: expect.stringContaining(words),
});

describe('a certificate that cannot be trusted', () => {
  test('of nobody but itself', async () => {
    expect(await reachOnce(`localhost:${self.port}`)).toEqual(both('signed by nobody but itself'));
  });

  test('of an authority that is not known here', async () => {
    expect(await reachOnce(`localhost:${good.port}`)).toEqual(both('an authority that this machine does not know'));
  });

  test('expired, for another host, and one that is fine', {timeout: 120_000}, async () => {
    const [late, other] = await elsewhere([`localhost:${expired.port}`, `localhost:${good.port}`]);
    expect(late).toEqual(both('its certificate has expired (CERT_HAS_EXPIRED): check this machine’s clock'));
    expect(other).toEqual(both('its certificate is for another host'));
  });
});

test('what does not speak TLS is said to', async () => {
  const plain = createServer(socket => socket.on('error', () => {}).end('hello, this is no TLS at all\r\n'));
  plain.listen(0, '127.0.0.1');
  await once(plain, 'listening');
  endings.push(async () => {
    plain.close();
  });
  const {port} = plain.address() as AddressInfo;
  expect(await reachOnce(`localhost:${port}`)).toEqual(both('it does not speak TLS'));
});

describe('through a proxy', () => {
  test('streams and questions go the same way, and the password is nowhere', {timeout: 120_000}, async () => {
    const proxy = await startProxy(good.port, `me:${PASSWORD}`);
    endings.push(proxy.close);
    const way = `http://me:${PASSWORD}@${proxy.host}`;
    expect(await elsewhere(['feed.test'], {HTTPS_PROXY: way})).toEqual([{stream: 'opened', rest: '200 packed'}]);
    expect(proxy.asked).toEqual(['feed.test:443', 'feed.test:443']);

    const [wrong] = await elsewhere(['feed.test'], {HTTPS_PROXY: `http://me:${PASSWORD}x@${proxy.host}`});
    expect(wrong).toEqual(both('the proxy does not let us through to it'));
    expect(wrong?.stream).toContain(`feed.test by proxy ${proxy.host}`);
    expect(JSON.stringify(wrong)).not.toContain(PASSWORD);

    const [around] = await elsewhere(['feed.test'], {HTTPS_PROXY: way, NO_PROXY: '.test'});
    expect(around?.stream).toMatch(/no host has that name|cannot be looked up/);
    expect(proxy.asked).toHaveLength(4);
  });

  test('a proxy that cannot be used stops, and is not repeated', async () => {
    const [reached] = await elsewhere(['feed.test'], {HTTPS_PROXY: `socks5://me:${PASSWORD}@127.0.0.1:1`});
    expect(reached).toEqual(both('HTTPS_PROXY does not name a proxy that can be used'));
    expect(JSON.stringify(reached)).not.toContain(PASSWORD);
  }, 60_000);

  const PROXY = 'http://proxy.example:3128';
  test.each([
    ['wss://feed.example/v2', {}, undefined],
    ['wss://feed.example/v2', {HTTPS_PROXY: PROXY}, 'proxy.example:3128'],
    ['https://feed.example', {https_proxy: PROXY}, 'proxy.example:3128'],
    ['https://feed.example', {HTTPS_PROXY: ''}, undefined],
    ['ws://127.0.0.1:1', {HTTPS_PROXY: PROXY}, undefined],
    ['wss://localhost:1', {HTTPS_PROXY: PROXY}, undefined],
    ['wss://feed.example', {HTTPS_PROXY: PROXY, NO_PROXY: '*'}, undefined],
    ['wss://feed.example', {HTTPS_PROXY: PROXY, NO_PROXY: 'a.example, feed.example'}, undefined],
    ['wss://feed.example', {HTTPS_PROXY: PROXY, NO_PROXY: '*.example'}, undefined],
    ['wss://feed.example', {HTTPS_PROXY: PROXY, NO_PROXY: 'example'}, 'proxy.example:3128'],
    ['wss://feed.example', {HTTPS_PROXY: PROXY, NO_PROXY: 'feed.example:8443'}, 'proxy.example:3128'],
    ['wss://feed.example:8443', {HTTPS_PROXY: PROXY, NO_PROXY: 'feed.example:8443'}, undefined],
    ['wss://[2001:db8::1]:8443', {HTTPS_PROXY: PROXY, no_proxy: '[2001:db8::1]'}, undefined],
    ['wss://[2001:db8::1]', {HTTPS_PROXY: PROXY, no_proxy: '2001:db8::1'}, undefined],
  ])('%s with %o goes by %s', (url, env, place) => {
    expect(proxyFor(new URL(url), env)?.host).toBe(place);
  });
});

test('this machine is reached by version 6 of the protocol too, in plain', async () => {
  expect(checkedUrl('ws://[::1]:8765', 'wss:', 'ws:').hostname).toBe('[::1]');
  expect(() => checkedUrl('ws://[2001:db8::1]', 'wss:', 'ws:')).toThrow('cannot connect');
  const six = await started(startTlsServer(made.self('six', 'localhost'), '::1'));
  expect(await reachOnce(`[::1]:${six.port}`)).toEqual(both('signed by nobody but itself'));
});
