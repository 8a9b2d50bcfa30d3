import {afterEach, describe, expect, test} from 'vitest';
import type {FeedEvent} from '../../src/core/events.ts';
import {formatInstant, fromMillis, type Instant, instant, plus, SECOND, seconds} from '../../src/core/instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import {createVirtualClock} from '../../src/engine/virtual-clock.ts';
import {createReplayFeed} from '../../src/feeds/replay-feed.ts';
import {encodeMark} from '../../src/feeds/replay-mark.ts';
import {
  eventually,
  type ScriptedConnection,
  settleSockets,
  startScriptedServer,
  wellBehaved,
} from './scripted-server.ts';

const DAY = fromMillis(Date.UTC(2026, 0, 30, 14));
const second = (count: number): Instant => plus(DAY, seconds(count));
const trade = (i: number, count: number) => ({
  T: 't',
  i,
  S: 'AMZN',
  x: 'Q',
  p: 250,
  s: 100,
  t: formatInstant(second(count)),
  c: [],
  z: 'C',
});
const news = (id: number, count: number) => ({
  T: 'n',
  id,
  headline: `h${id}`,
  created_at: formatInstant(second(count)),
  symbols: [],
});
const ping = ({socket}: ScriptedConnection, epoch: number, count: number): void =>
  socket.ping(encodeMark({epoch, at: second(count)}));
const isNews = ({path}: ScriptedConnection): boolean => path.endsWith('/news');

let ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending) await end();
  ending = [];
});

const replay = async (secret = 'secret') => {
  const subscribed: ScriptedConnection[] = [];
  const server = await startScriptedServer(wellBehaved(connection => subscribed.push(connection)));
  const wall = createVirtualClock(instant(1_790_000_000 * SECOND), settleSockets);
  const {feed, position} = createReplayFeed({
    stockUrl: `${server.wsUrl}/v2/sip`,
    newsUrl: `${server.wsUrl}/v1beta1/news`,
    keys: {id: 'id', secret},
    symbols: [ticker('AMZN')],
    codec: 'json',
    wall,
    chance: () => 0.5,
  });
  const stopper = new AbortController();
  const events: FeedEvent[] = [];
  const run = async (): Promise<unknown> => {
    try {
      for await (const batch of feed(stopper.signal)) events.push(...batch);
      return 'ended';
    } catch (error) {
      return error;
    }
  };
  const ended = run();
  ending.push(async () => {
    stopper.abort();
    await ended;
    await server.close();
  });
  const sides = async (count: number): Promise<{stock: ScriptedConnection; wire: ScriptedConnection}> => {
    await eventually(() => subscribed.length === count);
    const stock = subscribed.findLast(connection => !isNews(connection));
    const wire = subscribed.findLast(isNews);
    if (stock === undefined || wire === undefined) throw new Error('both sides subscribe');
    return {stock, wire};
  };
  const told = (): readonly string[] =>
    events.flatMap(event => {
      const at = (event.receivedAt - DAY) / SECOND;
      if (event.kind === 'trade' || event.kind === 'headline') return [`${event.id}@${at}`];
      return event.kind === 'status' && event.topic !== 'state' ? [event.topic] : [];
    });
  const now = () => position()?.at;
  return {server, wall, now, events, ended, sides, told};
};

describe('a replay over two sockets', () => {
  test('is held until both marks have passed, and the clock is what was handed out', async () => {
    const {sides, told, now} = await replay();
    const {stock, wire} = await sides(2);
    expect(now()).toBeUndefined();
    stock.send(trade(1, 1), trade(2, 2));
    ping(stock, 1, 3);
    await settleSockets();
    expect(told()).toEqual([]);
    wire.send(news(7, 0.5));
    ping(wire, 1, 1.5);
    await eventually(() => told().length === 2);
    expect(told()).toEqual(['1@1', '7@1.5']);
    expect(now()).toBe(second(1.5));
    ping(wire, 1, 10);
    await eventually(() => now() === second(3));
    expect(told()).toEqual(['1@1', '7@1.5', '2@2']);
  });

  test('a rewind drops what was not told and begins again', async () => {
    const {sides, told, now} = await replay();
    const {stock, wire} = await sides(2);
    stock.send(trade(1, 1), trade(2, 2));
    ping(stock, 1, 3);
    ping(wire, 1, 1);
    await eventually(() => told().length === 1);
    stock.send(trade(3, 4));
    ping(stock, 2, 0);
    stock.send(trade(1, 1));
    ping(stock, 2, 1);
    ping(wire, 2, 0);
    ping(wire, 2, 2);
    await eventually(() => now() === second(1) && told().length === 3);
    expect(told()).toEqual(['1@1', 'rewind', '1@1']);
  });

  test('a server that drops one socket mid-day loses nothing', async () => {
    const {sides, told, events} = await replay();
    const {stock, wire} = await sides(2);
    stock.send(trade(1, 1));
    ping(stock, 1, 1);
    ping(wire, 1, 1);
    await eventually(() => told().length === 1);
    stock.socket.terminate();
    ping(wire, 1, 5);
    const {stock: again} = await sides(3);
    again.send(trade(1, 1), trade(2, 2), trade(3, 4));
    ping(again, 1, 5);
    await eventually(() => told().length === 4);
    expect(told()).toEqual(['1@1', '1@1', '2@2', '3@4']);
    expect(
      events.flatMap(event => (event.kind === 'status' && event.feed === 'alpaca/sip' ? [event.state] : [])),
    ).toEqual(['connecting', 'live', 'retrying', 'connecting', 'live']);
    const receipts = events.map(event => event.receivedAt);
    expect(receipts).toEqual([...receipts].sort((a, b) => a - b));
  });

  test('a wrong key ends it', async () => {
    const {ended, server, wall} = await replay('wrong');
    expect(await ended).toMatchObject({code: 'feed/auth', terminal: true});
    await wall.advance(seconds(60));
    expect(server.attempts()).toBe(2);
  });

  test('pings that are not marks say nothing of time', async () => {
    const {sides, now} = await replay();
    const {stock, wire} = await sides(2);
    stock.socket.ping('tapewire x');
    wire.socket.ping('');
    await settleSockets();
    expect(now()).toBeUndefined();
  });

  test('catching up hands on a hundred thousand messages', async () => {
    const {sides, events, now} = await replay();
    const {stock, wire} = await sides(2);
    ping(wire, 1, 1_000);
    for (let frame = 0; frame < 1_000; frame++) {
      stock.send(...Array.from({length: 100}, (_, index) => trade(frame * 100 + index, frame)));
      if (frame % 50 === 49) ping(stock, 1, frame);
    }
    await eventually(() => now() === second(999));
    expect(events.filter(event => event.kind === 'trade').length).toBe(100_000);
  });
});
