import {once} from 'node:events';
import {type AddressInfo, createServer} from 'node:net';
import {afterEach, describe, expect, test} from 'vitest';
import type {FeedEvent, FeedStatus} from '../../../src/core/events.ts';
import {type Instant, instant, plus, SECOND, seconds, span} from '../../../src/core/instant.ts';
import {ticker} from '../../../src/core/ticker.ts';
import {createVirtualClock, type VirtualClock} from '../../../src/engine/virtual-clock.ts';
import type {HandshakeStep} from '../../../src/feeds/connection/handshake.ts';
import {
  type Connection,
  type ConnectionOptions,
  startConnection,
} from '../../../src/feeds/connection/start-connection.ts';
import type {Loss} from '../../../src/feeds/retry-policy.ts';
import {eventually, type Script, type ScriptedServer, settleSockets, startScriptedServer} from '../scripted-server.ts';

type Options = ConnectionOptions<string, Loss>;

type Scene = {
  readonly server: ScriptedServer;
  readonly connection: Connection;
  readonly clock: VirtualClock;
  readonly statuses: FeedStatus[];
  readonly frames: string[];
};

const START = instant(1_000_000 * SECOND);
let ending: (() => Promise<void>)[] = [];

const READY: HandshakeStep<string> = {phase: '', send: [], ready: true};
const NEVER_READY: HandshakeStep<string> = {...READY, ready: false};

/** What a frame of the test holds: nothing but, perhaps, data that nobody looks at. */
const datum = (receivedAt: Instant): FeedEvent => ({
  kind: 'halt',
  at: receivedAt,
  receivedAt,
  symbol: ticker('AMZN'),
  halted: false,
  code: '',
  reason: '',
  tape: 'C',
});

const open = async (script: Script, options: Partial<Options> = {}): Promise<Scene> => {
  const server = await startScriptedServer(script);
  const clock = createVirtualClock(START, settleSockets);
  const statuses: FeedStatus[] = [];
  const frames: string[] = [];
  const connection = startConnection<string, Loss>({
    feed: 'f',
    url: server.wsUrl,
    headers: {},
    maxPayload: 1_048_576,
    clock,
    chance: () => 0.5,
    handshake: {begin: () => READY, receive: (_, loss) => ({...READY, loss})},
    symbols: [],
    keyOf: () => undefined,
    staleRules: [],
    gaps: 'ignore',
    lag: span(0),
    since: undefined,
    decode: data => {
      frames.push(data.toString());
      return {events: [], controls: []};
    },
    encode: JSON.stringify,
    onEvents: () => {},
    onStatus: status => statuses.push(status),
    ...options,
  });
  ending.push(async () => {
    connection.close();
    await server.close();
  });
  return {server, connection, clock, statuses, frames};
};

/** The states up to now; that it is live is left out, which a greeting alone makes it. */
const states = (statuses: readonly FeedStatus[]): readonly string[] =>
  statuses.flatMap(({state}) => (state === 'live' ? [] : [state]));
const told = (statuses: readonly FeedStatus[]): readonly FeedStatus[] => statuses.filter(({state}) => state !== 'live');
const last = (statuses: readonly FeedStatus[]): FeedStatus | undefined => told(statuses).at(-1);

afterEach(async () => {
  for (const end of ending) await end();
  ending = [];
});

describe('a connection over a real socket', () => {
  test('comes back at once after a drop, then ever more slowly', async () => {
    const {server, clock, statuses} = await open({onConnection: ({socket}) => socket.terminate()});
    await eventually(() => told(statuses).length >= 4);
    expect(states(statuses)).toEqual(['connecting', 'retrying', 'connecting', 'retrying']);
    expect(told(statuses)[1]).toMatchObject({retryAt: START});
    expect(last(statuses)).toMatchObject({retryAt: plus(START, seconds(0.25))});
    await clock.advance(seconds(0.25));
    await eventually(() => server.attempts() === 3);
    await eventually(() => last(statuses)?.state === 'retrying');
    expect(last(statuses)).toMatchObject({retryAt: plus(START, seconds(0.75))});
  });

  test('an open connection alone forgives nothing; twenty messages do', async () => {
    let messages = 19;
    const {server, clock, statuses} = await open(
      {
        onConnection: ({socket}) => {
          for (let count = 0; count < messages; count++) socket.send('x');
          socket.close(1011);
        },
      },
      {decode: (_, __, at) => ({events: [datum(at)], controls: []})},
    );
    await eventually(() => told(statuses).length >= 4);
    expect(last(statuses)).toMatchObject({state: 'retrying', retryAt: plus(START, seconds(0.25))});
    messages = 20;
    await clock.advance(seconds(0.25));
    await eventually(() => server.attempts() >= 4);
    expect(statuses.filter(({state}) => state === 'retrying')[2]).toMatchObject({retryAt: plus(START, seconds(0.25))});
  });

  test('so does a minute of use', async () => {
    const {server, clock, statuses} = await open({refuse: index => (index < 3 ? {status: 503} : undefined)});
    while (server.connections.length === 0) await clock.advance(seconds(1));
    for (let step = 0; step < 61; step++) await clock.advance(seconds(1));
    server.connections[0]?.socket.terminate();
    await eventually(() => server.connections.length === 2);
    expect(told(statuses).at(-2)).toMatchObject({state: 'retrying', retryAt: clock.now()});
  });

  test.each([
    [401, 'feed/auth'],
    [403, 'feed/auth'],
    [402, 'feed/entitlement'],
    [409, 'feed/entitlement'],
    [302, 'feed/protocol'],
  ])('HTTP %d on the handshake stops for good', async (status, code) => {
    const {server, clock, statuses} = await open({refuse: () => ({status, headers: {Location: 'ws://127.0.0.1:1'}})});
    await eventually(() => told(statuses).length === 2);
    expect(last(statuses)).toMatchObject({state: 'stopped', code, terminal: true});
    await clock.advance(seconds(600));
    expect(server.attempts()).toBe(1);
  });

  test('HTTP 429 waits as long as it is told', async () => {
    const {server, clock, statuses} = await open({
      refuse: index => (index === 0 ? {status: 429, headers: {'Retry-After': '40'}} : undefined),
    });
    await eventually(() => told(statuses).length === 2);
    expect(last(statuses)).toMatchObject({state: 'retrying', retryAt: plus(START, seconds(40))});
    await clock.advance(seconds(39));
    expect(server.attempts()).toBe(1);
    await clock.advance(seconds(1));
    await eventually(() => server.connections.length === 1);
  });

  test('a message that is too large loses the connection, not the program', async () => {
    const {server, statuses, frames} = await open({
      onConnection: ({socket}, index) => socket.send(index === 0 ? 'x'.repeat(10 * 1_048_576) : 'fine'),
    });
    await eventually(() => frames.length === 1);
    expect(frames).toEqual(['fine']);
    expect(server.connections.length).toBe(2);
    expect(told(statuses)[1]).toMatchObject({
      state: 'retrying',
      message: expect.stringMatching(/Max payload size exceeded/),
    });
  });

  test('a connection that has fallen silent is given up after fifteen seconds', async () => {
    const {server, clock, statuses} = await open({onConnection: ({socket}, index) => index === 0 && socket.pause()});
    await eventually(() => server.connections.length === 1);
    await settleSockets();
    await clock.advance(seconds(14));
    expect(states(statuses)).toEqual(['connecting']);
    await clock.advance(seconds(1));
    await eventually(() => server.connections.length === 2);
    expect(told(statuses)[1]).toMatchObject({state: 'retrying', message: expect.stringMatching(/has fallen silent/)});
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
    const {clock, statuses} = await open({}, {url: `ws://127.0.0.1:${port}`});
    await settleSockets();
    await clock.advance(seconds(9));
    expect(states(statuses)).toEqual(['connecting']);
    await clock.advance(seconds(1));
    expect(told(statuses)[1]).toMatchObject({
      state: 'retrying',
      message: expect.stringMatching(/does not finish the handshake/),
    });
  });

  test('a server that answers pings and never makes the connection usable is given up', async () => {
    const {server, clock, statuses} = await open(
      {},
      {handshake: {begin: () => NEVER_READY, receive: () => NEVER_READY}},
    );
    await eventually(() => server.connections.length === 1);
    await settleSockets();
    for (let second = 0; second < 19; second++) await clock.advance(seconds(1));
    expect(states(statuses)).toEqual(['connecting']);
    await clock.advance(seconds(1));
    expect(told(statuses)[1]).toMatchObject({state: 'retrying', message: expect.stringMatching(/does not get ready/)});
  });

  test('a clock that jumps means the machine slept', async () => {
    const jump = {by: 0};
    const virtual = createVirtualClock(START, settleSockets);
    const clock = {now: () => plus(virtual.now(), seconds(jump.by)), until: virtual.until};
    const {server, statuses} = await open({}, {clock});
    await eventually(() => server.connections.length === 1);
    await settleSockets();
    jump.by = 30;
    await virtual.advance(seconds(5));
    await eventually(() => told(statuses).length >= 2);
    expect(told(statuses)[1]).toMatchObject({state: 'retrying', message: expect.stringMatching(/the clock jumped/)});
  });

  test('frames that come in one breath are handed on together, and a ping keeps its place among them', async () => {
    const heard: string[] = [];
    await open(
      {
        onConnection: ({socket}) => {
          for (const text of ['one', 'two']) socket.send(text);
          socket.ping('a mark');
          for (const text of ['three', 'four']) socket.send(text);
          socket.send('a word');
          for (const text of ['five', 'six']) socket.send(text);
          socket.close(1011);
        },
      },
      {
        decode: (data, _, at) => ({
          events: [{...datum(at), reason: data.toString()}],
          controls: data.toString() === 'a word' ? [{kind: 'transient', why: 'enough'}] : [],
        }),
        handshake: {begin: () => READY, receive: () => READY},
        onEvents: events => heard.push(events.map(event => (event.kind === 'halt' ? event.reason : '')).join(' ')),
        onPing: payload => heard.push(payload),
        onStatus: ({state}) => heard.push(state),
      },
    );
    await eventually(() => heard.includes('retrying'));
    const day = ['one two', 'a mark', 'three four', 'a word', 'five six', 'retrying'];
    expect(heard.slice(0, 8)).toEqual(['connecting', 'live', ...day]);
  });

  test('what a connection still says after it was given up is not heard', async () => {
    const heard: string[] = [];
    const status = (message: string): FeedStatus => ({
      kind: 'status',
      topic: 'bad',
      state: 'live',
      feed: 'f',
      at: START,
      receivedAt: START,
      message,
    });
    const {server} = await open(
      {
        onConnection: (connection, index) => {
          connection.socket.send(`first of ${index}`);
          connection.socket.send(`second of ${index}`);
        },
      },
      {
        decode: data => {
          const text = data.toString();
          const loss: Loss = {kind: 'transient', why: 'enough'};
          return {events: [status(text)], controls: text === 'first of 0' ? [loss] : []};
        },
        onEvents: events => {
          for (const event of events) if (event.kind === 'status') heard.push(event.message);
        },
      },
    );
    await eventually(() => heard.length === 3);
    expect(heard).toEqual(['first of 0', 'first of 1', 'second of 1']);
    expect(server.connections.length).toBe(2);
  });

  test('a full house waits 90 s and says why', async () => {
    const {server, clock, statuses} = await open(
      {onConnection: ({socket}) => socket.send('full')},
      {decode: () => ({events: [], controls: [{kind: 'connection-limit', why: 'taken'}]})},
    );
    await eventually(() => last(statuses)?.state === 'retrying');
    expect(last(statuses)).toMatchObject({
      state: 'retrying',
      message: 'taken',
      code: 'feed/limit',
      retryAt: plus(START, seconds(90)),
    });
    await clock.advance(seconds(89));
    expect(server.attempts()).toBe(1);
  });

  test('stopped for good, it tries again when a person says so', async () => {
    const {server, connection, clock, statuses} = await open({
      refuse: index => (index === 0 ? {status: 401} : undefined),
    });
    await eventually(() => last(statuses)?.state === 'stopped');
    await clock.advance(seconds(600));
    expect(server.attempts()).toBe(1);
    connection.again();
    await clock.advance(seconds(0));
    await eventually(() => server.connections.length === 1);
  });

  test('closing closes, also while waiting', async () => {
    const {server, connection} = await open({});
    await eventually(() => server.connections.length === 1);
    await settleSockets();
    const closed = new Promise(resolve => server.connections[0]?.socket.once('close', resolve));
    connection.close();
    expect(await closed).toBe(1000);
    const refused = await open({refuse: () => ({status: 500})});
    await eventually(() => last(refused.statuses)?.state === 'retrying' && refused.server.attempts() === 2);
    refused.connection.close();
    await refused.clock.advance(seconds(100));
    expect(refused.server.attempts()).toBe(2);
  });
});
