import {once} from 'node:events';
import {type AddressInfo, createServer} from 'node:net';
import {afterEach, describe, expect, test} from 'vitest';
import {instant, plus, SECOND, seconds} from '../../src/core/instant.ts';
import {createVirtualClock, type VirtualClock} from '../../src/engine/virtual-clock.ts';
import {type Socket, type SocketOptions, type SocketProgress, startSocket} from '../../src/feeds/socket.ts';
import {eventually, type Script, type ScriptedServer, settleSockets, startScriptedServer} from './scripted-server.ts';

type Scene = {
  readonly server: ScriptedServer;
  readonly socket: Socket;
  readonly clock: VirtualClock;
  readonly progress: SocketProgress[];
  readonly frames: string[];
};

const START = instant(1_000_000 * SECOND);
let ending: (() => Promise<void>)[] = [];

const open = async (script: Script, options: Partial<SocketOptions> = {}): Promise<Scene> => {
  const server = await startScriptedServer(script);
  const clock = createVirtualClock(START, settleSockets);
  const progress: SocketProgress[] = [];
  const frames: string[] = [];
  const socket = startSocket({
    url: server.wsUrl,
    headers: {},
    maxPayload: 1_048_576,
    clock,
    chance: () => 0.5,
    onProgress: next => progress.push(next),
    onOpen: () => socket.ready(),
    onFrame: data => frames.push(data.toString()),
    onPing: () => {},
    ...options,
  });
  ending.push(async () => {
    socket.close();
    await server.close();
  });
  return {server, socket, clock, progress, frames};
};

const states = (progress: readonly SocketProgress[]): readonly string[] => progress.map(({state}) => state);
const last = (progress: readonly SocketProgress[]): SocketProgress | undefined => progress.at(-1);

afterEach(async () => {
  for (const end of ending) await end();
  ending = [];
});

describe('the reconnecting socket', () => {
  test('comes back at once after a drop, then ever more slowly', async () => {
    const {server, clock, progress} = await open({onConnection: ({socket}) => socket.terminate()});
    await eventually(() => progress.length >= 4);
    expect(states(progress)).toEqual(['connecting', 'retrying', 'connecting', 'retrying']);
    expect(progress[1]).toMatchObject({retryAt: START});
    expect(last(progress)).toMatchObject({retryAt: plus(START, seconds(0.25))});
    await clock.advance(seconds(0.25));
    await eventually(() => server.attempts() === 3);
    await eventually(() => last(progress)?.state === 'retrying');
    expect(last(progress)).toMatchObject({retryAt: plus(START, seconds(0.75))});
  });

  test('an open connection alone forgives nothing; twenty messages do', async () => {
    let messages = 19;
    const {server, clock, progress} = await open(
      {
        onConnection: ({socket}) => {
          for (let count = 0; count < messages; count++) socket.send('x');
          socket.close(1011);
        },
      },
      {onFrame: () => 1},
    );
    await eventually(() => progress.length >= 4);
    expect(last(progress)).toMatchObject({state: 'retrying', retryAt: plus(START, seconds(0.25))});
    messages = 20;
    await clock.advance(seconds(0.25));
    await eventually(() => server.attempts() >= 4);
    expect(progress.filter(({state}) => state === 'retrying')[2]).toMatchObject({retryAt: plus(START, seconds(0.25))});
  });

  test('so does a minute of use', async () => {
    const {server, clock, progress} = await open({refuse: index => (index < 3 ? {status: 503} : undefined)});
    while (server.connections.length === 0) await clock.advance(seconds(1));
    for (let step = 0; step < 61; step++) await clock.advance(seconds(1));
    server.connections[0]?.socket.terminate();
    await eventually(() => server.connections.length === 2);
    expect(progress.at(-2)).toMatchObject({state: 'retrying', retryAt: clock.now()});
  });

  test.each([
    [401, 'feed/auth'],
    [403, 'feed/auth'],
    [402, 'feed/entitlement'],
    [409, 'feed/entitlement'],
    [302, 'feed/protocol'],
  ])('HTTP %d on the handshake stops for good', async (status, code) => {
    const {server, clock, progress} = await open({refuse: () => ({status, headers: {Location: 'ws://127.0.0.1:1'}})});
    await eventually(() => progress.length === 2);
    expect(last(progress)).toMatchObject({state: 'stopped', fault: {code, terminal: true}});
    await clock.advance(seconds(600));
    expect(server.attempts()).toBe(1);
  });

  test('HTTP 429 waits as long as it is told', async () => {
    const {server, clock, progress} = await open({
      refuse: index => (index === 0 ? {status: 429, headers: {'Retry-After': '40'}} : undefined),
    });
    await eventually(() => progress.length === 2);
    expect(last(progress)).toMatchObject({state: 'retrying', retryAt: plus(START, seconds(40))});
    await clock.advance(seconds(39));
    expect(server.attempts()).toBe(1);
    await clock.advance(seconds(1));
    await eventually(() => server.connections.length === 1);
  });

  test('a message that is too large loses the connection, not the program', async () => {
    const {server, progress, frames} = await open({
      onConnection: ({socket}, index) => socket.send(index === 0 ? 'x'.repeat(10 * 1_048_576) : 'fine'),
    });
    await eventually(() => frames.length === 1);
    expect(frames).toEqual(['fine']);
    expect(server.connections.length).toBe(2);
    expect(progress[1]).toMatchObject({state: 'retrying', why: expect.stringMatching(/Max payload size exceeded/)});
  });

  test('a connection that has fallen silent is given up after fifteen seconds', async () => {
    const {server, clock, progress} = await open({onConnection: ({socket}, index) => index === 0 && socket.pause()});
    await eventually(() => server.connections.length === 1);
    await settleSockets();
    await clock.advance(seconds(14));
    expect(states(progress)).toEqual(['connecting']);
    await clock.advance(seconds(1));
    await eventually(() => server.connections.length === 2);
    expect(progress[1]).toMatchObject({state: 'retrying', why: expect.stringMatching(/has fallen silent/)});
    for (let step = 0; step < 12; step++) await clock.advance(seconds(5));
    expect(server.connections.length).toBe(2);
  });

  test('an answer to the handshake that never ends is given up after ten seconds', async () => {
    const dribbling = createServer(stream => {
      stream.on('error', () => {});
      stream.write('HTTP/1.1 101 Switching Protocols\r\n');
      const dribble = setInterval(() => stream.write('X-A: b\r\n'), 5);
      stream.once('close', () => clearInterval(dribble));
    });
    dribbling.listen(0, '127.0.0.1');
    await once(dribbling, 'listening');
    ending.push(async () => void dribbling.close());
    const {port} = dribbling.address() as AddressInfo;
    const {clock, progress} = await open({}, {url: `ws://127.0.0.1:${port}`});
    await settleSockets();
    await clock.advance(seconds(9));
    expect(states(progress)).toEqual(['connecting']);
    await clock.advance(seconds(1));
    expect(progress[1]).toMatchObject({state: 'retrying', why: expect.stringMatching(/does not finish the handshake/)});
  });

  test('a server that answers pings and never makes the connection usable is given up', async () => {
    const {server, clock, progress} = await open({}, {onOpen: () => {}});
    await eventually(() => server.connections.length === 1);
    await settleSockets();
    for (let second = 0; second < 19; second++) await clock.advance(seconds(1));
    expect(states(progress)).toEqual(['connecting']);
    await clock.advance(seconds(1));
    expect(progress[1]).toMatchObject({state: 'retrying', why: expect.stringMatching(/does not get ready/)});
  });

  test('a clock that jumps means the machine slept', async () => {
    const jump = {by: 0};
    const virtual = createVirtualClock(START, settleSockets);
    const clock = {now: () => plus(virtual.now(), seconds(jump.by)), until: virtual.until};
    const {server, progress} = await open({}, {clock});
    await eventually(() => server.connections.length === 1);
    await settleSockets();
    jump.by = 30;
    await virtual.advance(seconds(5));
    await eventually(() => progress.length >= 2);
    expect(progress[1]).toMatchObject({state: 'retrying', why: expect.stringMatching(/the clock jumped/)});
  });

  test('what a connection still says after it was given up is not heard', async () => {
    const {server, socket, frames} = await open(
      {
        onConnection: (connection, index) => {
          connection.socket.send(`first of ${index}`);
          connection.socket.send(`second of ${index}`);
        },
      },
      {
        onFrame: data => {
          frames.push(data.toString());
          if (data.toString() === 'first of 0') socket.lose({kind: 'transient', why: 'enough'});
          return 1;
        },
      },
    );
    await eventually(() => frames.length === 3);
    expect(frames).toEqual(['first of 0', 'first of 1', 'second of 1']);
    expect(server.connections.length).toBe(2);
  });

  test('a full house waits 90 s and says why', async () => {
    const {server, clock, progress, socket} = await open({});
    await eventually(() => server.connections.length === 1);
    socket.lose({kind: 'connection-limit', why: 'taken'});
    expect(last(progress)).toMatchObject({
      state: 'retrying',
      why: 'taken',
      limit: true,
      retryAt: plus(START, seconds(90)),
    });
    await clock.advance(seconds(89));
    expect(server.attempts()).toBe(1);
  });

  test('closing closes, also while waiting', async () => {
    const {server, socket} = await open({});
    await eventually(() => server.connections.length === 1);
    await settleSockets();
    const closed = new Promise(resolve => server.connections[0]?.socket.once('close', resolve));
    socket.close();
    expect(await closed).toBe(1000);
    const refused = await open({refuse: () => ({status: 500})});
    await eventually(() => last(refused.progress)?.state === 'retrying' && refused.server.attempts() === 2);
    refused.socket.close();
    await refused.clock.advance(seconds(100));
    expect(refused.server.attempts()).toBe(2);
  });
});
