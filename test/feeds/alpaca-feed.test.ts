import {afterEach, describe, expect, test} from 'vitest';
import type {FeedEvent} from '../../src/core/events.ts';
import {isFault} from '../../src/core/fault.ts';
import {fromMillis, plus, seconds} from '../../src/core/instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import {createVirtualClock} from '../../src/engine/virtual-clock.ts';
import {alpacaEndpoints, type StockSource} from '../../src/feeds/alpaca/endpoints.ts';
import {createAlpacaFeed} from '../../src/feeds/alpaca-feed.ts';
import {
  eventually,
  type Script,
  type ScriptedConnection,
  type ScriptedServer,
  settleSockets,
  startScriptedServer,
  wellBehaved,
} from './scripted-server.ts';

const START = fromMillis(Date.UTC(2026, 0, 30, 14, 30));
const trade = (i: number, t = '2026-01-30T14:30:00Z') => ({
  T: 't',
  i,
  S: 'AMZN',
  x: 'Q',
  p: 250,
  s: 100,
  t,
  c: ['@'],
  z: 'C',
});
const news = (id: number) => ({T: 'n', id, headline: `h${id}`, created_at: '2026-01-30T14:29:59Z', symbols: ['AMZN']});
const isNews = ({path}: ScriptedConnection): boolean => path.endsWith('/news');

let ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending) await end();
  ending = [];
});

const watch = async (script: Script, keys = {id: 'id', secret: 'secret'}, source: StockSource = 'iex') => {
  const server: ScriptedServer = await startScriptedServer(script);
  const clock = createVirtualClock(START, settleSockets);
  const stopper = new AbortController();
  const events: FeedEvent[] = [];
  const feed = createAlpacaFeed({
    ...alpacaEndpoints(source, server.wsUrl, server.httpUrl),
    keys,
    symbols: [ticker('AMZN')],
    codec: 'json',
    clock,
    chance: () => 0.5,
  });
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
  const told = (feedName: string): readonly string[] =>
    events.flatMap(event =>
      event.kind === 'status' && event.feed === feedName ? [event.topic === 'state' ? event.state : event.topic] : [],
    );
  const ids = (): readonly (string | number)[] =>
    events.flatMap(event => (event.kind === 'trade' || event.kind === 'headline' ? [event.id] : []));
  return {server, clock, stopper, events, ended, told, ids};
};

describe('a stream that lies', () => {
  test('cannot make a client that was refused for good try again', async () => {
    const {server, clock, events} = await watch({
      onConnection: connection => {
        if (isNews(connection)) connection.send({T: 'success', msg: 'connected'});
        else connection.send({T: 'error', code: 402, msg: 'auth failed'}, {T: 'error', code: 500, msg: 'and again'});
      },
    });
    const stockStates = () =>
      events.flatMap(event => (event.kind === 'status' && event.feed === 'alpaca/iex' ? [event.state] : []));
    await eventually(() => stockStates().includes('stopped'));
    await clock.advance(seconds(10));
    expect(stockStates()).toEqual(['connecting', 'stopped']);
    expect(server.connections.filter(connection => !isNews(connection)).length).toBe(1);
  });

  test('is not found useful for messages that cannot be read', async () => {
    const {events} = await watch({
      onConnection: ({socket}) => {
        socket.send(JSON.stringify(Array.from({length: 100}, () => 'rubbish')));
        socket.close(1011);
      },
    });
    const retries = () =>
      events.flatMap(event => (event.kind === 'status' && event.state === 'retrying' ? [event] : []));
    await eventually(() => retries().filter(({feed}) => feed === 'alpaca/iex').length === 2);
    const [first, second] = retries().filter(({feed}) => feed === 'alpaca/iex');
    expect(first?.retryAt).toBe(START);
    expect(second?.retryAt).toBe(plus(START, seconds(0.25)));
  });

  test('brings nothing of names that were not asked for', async () => {
    const {ids} = await watch(
      wellBehaved(connection => {
        if (!isNews(connection)) connection.send({...trade(1), S: 'EVIL'}, trade(2));
      }),
    );
    await eventually(() => ids().length > 0);
    expect(ids()).toEqual([2]);
  });
});

describe('the live feed', () => {
  test('subscribes on both streams and passes on what they bring, stamped on receipt', async () => {
    const {server, events, ids, told} = await watch(
      wellBehaved(connection => connection.send(...(isNews(connection) ? [news(7)] : [trade(1), trade(2)]))),
    );
    await eventually(() => ids().length === 3);
    expect(new Set(ids())).toEqual(new Set([1, 2, '7']));
    expect(told('alpaca/iex')).toEqual(['connecting', 'live']);
    expect(told('alpaca/news')).toEqual(['connecting', 'live']);
    expect(events.every(event => event.receivedAt === START)).toBe(true);
    expect(server.connections.find(connection => !isNews(connection))?.received).toEqual([
      {action: 'auth', key: 'id', secret: 'secret'},
      {action: 'subscribe', trades: ['AMZN'], quotes: ['AMZN'], bars: ['AMZN'], statuses: ['AMZN']},
    ]);
    expect(server.connections.find(isNews)?.received[1]).toEqual({action: 'subscribe', news: ['*']});
  });

  test('has headlines of watched names and of the market as a whole, streamed or asked for, and no others', async () => {
    const told = (first: number) => [
      news(first),
      {...news(first + 1), symbols: ['XOM', 'CVX']},
      {...news(first + 2), headline: 'Fed holds rates steady, Powell says inflation eases', symbols: ['SPY', 'QQQ']},
      {...news(first + 3), headline: 'White House delays tariffs by 90 days', symbols: []},
      {...news(first + 4), headline: 'Exxon shares fall 3% as oil prices slide', symbols: ['XOM']},
    ];
    const asked: URL[] = [];
    const {server, clock, ids} = await watch({
      ...wellBehaved(connection => {
        if (isNews(connection) && server.connections.filter(isNews).length === 1) connection.send(...told(1));
      }),
      onRequest: (request, response) => {
        asked.push(new URL(request.url ?? '', 'http://localhost'));
        response.end(JSON.stringify({news: told(11), trades: {}, next_page_token: null}));
      },
    });
    await eventually(() => ids().length >= 3);
    await clock.advance(seconds(5));
    server.connections.find(isNews)?.socket.terminate();
    await eventually(() => ids().length >= 6);
    expect(ids()).toEqual(['1', '3', '4', '11', '13', '14']);
    expect(asked.map(({pathname, searchParams}) => [pathname, searchParams.has('symbols')])).toEqual([
      ['/v1beta1/news', false],
    ]);
  });

  test('a wrong key ends it with one clear line, and nobody knocks again', async () => {
    const {server, clock, ended, events} = await watch(wellBehaved(), {id: 'id', secret: 'wrong'});
    const fault = await ended;
    expect(isFault(fault) && [fault.code, fault.terminal, fault.message]).toEqual([
      'feed/auth',
      true,
      expect.stringMatching(/^alpaca\/\w+ refused the keys .*: check the keys: tapewire keys/),
    ]);
    await clock.advance(seconds(300));
    expect(server.attempts()).toBe(2);
    expect(JSON.stringify(events)).not.toContain('wrong');
  });

  test('a drop is said, the subscription comes back, and what was missed is asked for with an overlap', async () => {
    const asked: URL[] = [];
    const {server, clock, events, ids, told} = await watch({
      ...wellBehaved(connection => {
        if (!isNews(connection)) connection.send(trade(server.connections.filter(other => !isNews(other)).length * 10));
      }),
      onRequest: (request, response) => {
        const url = new URL(request.url ?? '', 'http://localhost');
        asked.push(url);
        const {T: _, S: __, ...bare} = trade(15);
        response.end(JSON.stringify({trades: {AMZN: [bare, {...bare, i: 16, u: 'canceled'}]}, next_page_token: null}));
      },
    });
    await eventually(() => ids().includes(10) && told('alpaca/news').includes('live'));
    await clock.advance(seconds(5));
    server.connections.find(connection => !isNews(connection))?.socket.terminate();
    await eventually(() => ids().includes(15) && ids().includes(20));
    expect(told('alpaca/iex')).toEqual(['connecting', 'live', 'retrying', 'connecting', 'live']);
    expect(ids()).not.toContain(16);
    expect(asked.map(url => url.pathname)).toEqual(['/v2/stocks/trades']);
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toMatchObject({
      symbols: 'AMZN',
      feed: 'iex',
      start: '2026-01-30T14:29:58.000000Z',
      end: '2026-01-30T14:30:05.000000Z',
    });
    expect(events.find(event => event.kind === 'trade' && event.id === 15)?.receivedAt).toBe(plus(START, seconds(5)));
    const receipts = events.map(event => event.receivedAt);
    expect(receipts).toEqual([...receipts].sort((a, b) => a - b));
  });

  test('a stream that comes a quarter of an hour late is asked for what it left out, no later', async () => {
    const asked: URL[] = [];
    const script: Script = {
      ...wellBehaved(),
      onRequest: (request, response) => {
        asked.push(new URL(request.url ?? '', 'http://localhost'));
        response.end('{"trades":{},"next_page_token":null}');
      },
    };
    const {server, clock, told} = await watch(script, undefined, 'delayed_sip');
    await eventually(() => told('alpaca/delayed_sip').includes('live') && told('alpaca/news').includes('live'));
    await clock.advance(seconds(5));
    server.connections.find(connection => !isNews(connection))?.socket.terminate();
    await eventually(() => asked.length > 0);
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toMatchObject({
      feed: 'sip',
      start: '2026-01-30T14:14:58.000000Z',
      end: '2026-01-30T14:15:05.000000Z',
    });
  });

  test('what cannot be had again is a gap', async () => {
    const {server, events, told} = await watch({
      ...wellBehaved(),
      onRequest: (_, response) => {
        response.statusCode = 422;
        response.end('{"message":"no"}');
      },
    });
    await eventually(() => told('alpaca/iex').includes('live') && told('alpaca/news').includes('live'));
    server.connections.find(isNews)?.socket.terminate();
    await eventually(() => told('alpaca/news').includes('gap'));
    const gap = events.find(event => event.kind === 'status' && event.topic === 'gap');
    expect(gap).toMatchObject({feed: 'alpaca/news', from: START, at: START, code: 'feed/gap'});
  });

  test('error 406 waits 90 s; garbage and giants are counted or survived', async () => {
    const {server, clock, ids, told} = await watch({
      onConnection: (connection, index) => {
        if (isNews(connection)) return;
        if (index < 2) connection.send({T: 'error', code: 406, msg: 'connection limit exceeded'});
        else {
          connection.socket.send('{"T":');
          connection.send(trade(1), {T: 't', S: 5}, trade(2));
          connection.socket.send('x'.repeat(10 * 1_048_576));
        }
      },
    });
    await eventually(() => told('alpaca/iex').includes('retrying'));
    const attempts = server.attempts();
    await clock.advance(seconds(14));
    expect(server.attempts()).toBe(attempts);
    for (let step = 0; step < 16; step++) await clock.advance(seconds(5));
    await eventually(() => ids().length >= 2 && told('alpaca/iex').filter(state => state === 'retrying').length >= 2);
    expect(ids().slice(0, 2)).toEqual([1, 2]);
    expect(told('alpaca/iex').slice(0, 6)).toEqual(['connecting', 'retrying', 'connecting', 'bad', 'bad', 'retrying']);
  });

  test('an abort closes both sockets and ends the feed', async () => {
    const {server, stopper, ended, told} = await watch(wellBehaved());
    await eventually(() => told('alpaca/iex').includes('live') && told('alpaca/news').includes('live'));
    stopper.abort();
    expect(await ended).toBe('ended');
    await eventually(() => server.connections.every(({socket}) => socket.readyState === socket.CLOSED));
    expect(server.attempts()).toBe(2);
  });
});
