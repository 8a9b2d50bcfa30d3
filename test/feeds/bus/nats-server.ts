import {type ChildProcess, execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, writeFileSync} from 'node:fs';
import {type AddressInfo, connect, createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished, test} from 'vitest';
import {plus, seconds} from '../../../src/core/instant.ts';
import {wallClock} from '../../../src/engine/wall-clock.ts';

const hasNatsServer = (() => {
  try {
    execFileSync('nats-server', ['--version'], {stdio: 'ignore'});
    return true;
  } catch {
    return false;
  }
})();

/** A test against the real server; where that is missing it is left out, and the end of the run says so. */
export const natsTest = (name: string, run: () => Promise<void>): void =>
  test(name, {timeout: 120_000}, async context => {
    if (!hasNatsServer) context.skip('no nats-server on this machine (Debian: apt-get install nats-server)');
    await run();
  });

const freePort = async (): Promise<number> => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const pause = (length: number): Promise<void> =>
  wallClock.until(plus(wallClock.now(), seconds(length)), new AbortController().signal);

const isListening = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/** The real server with JetStream on a free port, in a folder of its own; `settings` are lines of its configuration. */
export const startNats = async (settings = '') => {
  const folder = mkdtempSync(join(tmpdir(), 'tapewire-nats-'));
  const port = await freePort();
  const config = join(folder, 'server.conf');
  writeFileSync(
    config,
    `listen: "127.0.0.1:${port}"\njetstream { store_dir: "${join(folder, 'store')}" }\n${settings}\n`,
  );
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    child = spawn('nats-server', ['-c', config], {stdio: 'ignore'});
    while (!(await isListening(port))) await pause(0.05);
  };
  const kill = async (): Promise<void> => {
    const dying = child;
    child = undefined;
    if (dying === undefined) return;
    dying.kill('SIGKILL');
    await once(dying, 'exit');
  };
  await start();
  onTestFinished(kill);
  return {port, url: `nats://127.0.0.1:${port}`, start, kill, folder};
};
