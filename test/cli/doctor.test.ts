import {once} from 'node:events';
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {createAuthority, startProxy, startTlsServer} from '../feeds/tls-server.ts';
import {makeHome, runProgram} from './run-program.ts';

const SECRET = 'canary-0123456789abcdef';
const PATIENCE = 120_000;
const endings: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const end of endings) await end();
});

type Told = {
  readonly well: boolean;
  readonly checks: readonly {group: string; name: string; state: string; says: string; remedy?: string}[];
};

const doctor = async (args: readonly string[], env: Readonly<Record<string, string>> = {}, home = makeHome()) => {
  const ran = await runProgram(['doctor', '--format', 'json', ...args], {
    NO_PROXY: '',
    HTTPS_PROXY: '',
    ...home,
    ...env,
  });
  const told: Told = JSON.parse(ran.stdout);
  return {
    ...ran,
    told,
    check: (group: string, name: string) => told.checks.find(one => one.group === group && one.name === name),
  };
};

const plainServer = async (behind: number) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
    response.setHeader('Date', new Date(Date.now() + behind).toUTCString());
    response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  endings.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return {url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`, asked};
};

test('all is well in a new home, offline; nothing is asked for', {timeout: PATIENCE}, async () => {
  const {code, told, stderr} = await doctor(['--offline']);
  expect([code, told.well, stderr]).toEqual([0, true, '']);
  expect([...new Set(told.checks.map(({group}) => group))]).toEqual([
    'program',
    'settings',
    'folders',
    'keys',
    'days',
    'terminal',
  ]);
  const {stdout} = await runProgram(['doctor', '--offline']);
  expect(stdout).toMatch(/^● {2}program {3}node +\d/m);
  expect(stdout).toMatch(/\nall well\n$/);
});

test('what is wrong is said, each with what to do, and no key is in it', {timeout: PATIENCE}, async () => {
  const home = makeHome();
  const config = home['TAPEWIRE_CONFIG'] ?? '';
  const days = home['TAPEWIRE_DAYS'] ?? '';
  mkdirSync(config, {recursive: true});
  mkdirSync(join(days, '2026-01-05'), {recursive: true});
  chmodSync(days, 0o777);
  writeFileSync(join(config, 'config.json'), JSON.stringify({theme: 'no such', feed: 'massive'}));
  writeFileSync(join(days, '2026-01-05', 'manifest.json'), '{');
  const server = await plainServer(-600_000);
  const env = {APCA_API_KEY_ID: 'PKTESTTESTTEST12', APCA_API_SECRET_KEY: SECRET};
  const {code, told, check, stdout} = await doctor(['--host', server.url], env, home);
  expect([code, told.well]).toEqual([1, false]);
  expect(check('settings', 'file')?.says).toContain('theme');
  expect(check('folders', 'days')).toMatchObject({state: 'bad', remedy: `write: chmod go-w ${days}`});
  expect(check('keys', 'alpaca')?.says).toBe('in the environment: ····ST12 ····cdef');
  expect(check('keys', 'massive')).toMatchObject({
    state: 'bad',
    remedy: expect.stringContaining('tapewire keys set massive'),
  });
  expect(check('days', '2026-01-05')?.state).toBe('bad');
  expect(check('program', 'clock')).toMatchObject({state: 'bad', says: expect.stringMatching(/^(?:10|9)m ahead of/)});
  expect(check('host', new URL(server.url).host)?.says).toMatch(/^HTTP 404 in \d+m?s by IPv4 127\.0\.0\.1, plain$/);
  for (const one of told.checks) if (one.state === 'bad') expect(one.remedy).toBeTruthy();
  expect(stdout + server.asked.join('')).not.toMatch(new RegExp(`${SECRET}|PKTESTTEST`));
  expect(server.asked).toHaveLength(1);
  expect(server.asked[0]).toMatch(/^HEAD \/ /);
});

test('a certificate is told as it is, a proxy without its password', {timeout: PATIENCE}, async () => {
  const made = createAuthority();
  const server = await startTlsServer(made.signed('good', 'feed.test'));
  const proxy = await startProxy(server.port, `me:${SECRET}`);
  endings.push(server.close, proxy.close);
  const direct = await doctor(['--host', `wss://localhost:${server.port}`]);
  expect(direct.code).toBe(1);
  expect(direct.check('host', `localhost:${server.port}`)).toMatchObject({
    says: expect.stringMatching(
      /does not know \(.*\); tried .*127\.0\.0\.1.*; certificate for feed\.test, signed by Test authority, until /,
    ),
    remedy: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
  });

  const trusted = {NODE_EXTRA_CA_CERTS: made.authority, HTTPS_PROXY: `http://me:${SECRET}@${proxy.host}`};
  const through = await doctor(['--host', 'wss://feed.test'], trusted);
  expect(through.check('host', 'feed.test')?.says).toMatch(
    new RegExp(`^HTTP 200 in .* by proxy ${proxy.host}, TLSv1\\.3; cert`),
  );
  expect(through.stdout).not.toContain(SECRET);
  expect(proxy.asked).toEqual(['feed.test:443']);

  const refused = await runProgram(['doctor', '--host', 'ws://feed.test']);
  expect(refused).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('ws:// is for this machine only'),
  });
});
