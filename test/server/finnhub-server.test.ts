import {once} from 'node:events';
import type {IncomingMessage} from 'node:http';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {WebSocket} from 'ws';
import type {FeedEvent} from '../../src/core/events.ts';
import {type Instant, MINUTE, minutes, plus, seconds, toMillis} from '../../src/core/instant.ts';
import {createVirtualClock} from '../../src/engine/virtual-clock.ts';
import {ALPACA} from '../../src/feeds/alpaca/provider.ts';
import {FINNHUB} from '../../src/feeds/finnhub/provider.ts';
import {aggregateBars} from '../../src/market/aggregate.ts';
import {nameOf} from '../../src/market/market.ts';
import {startAlpacaServer} from '../../src/server/alpaca-server.ts';
import {type FinnhubServerOptions, startFinnhubServer} from '../../src/server/finnhub/finnhub-server.ts';
import {seriesBetween} from '../../src/server/series-between.ts';
import type {ServedDay} from '../../src/server/served-day.ts';
import {eventsOf, marketBy, onlyOf, playbackOf} from './market-by.ts';
import {AMZN, dayOf, headline, instantAt, MSFT, OPEN, tenMinutes, trade} from './small-day.ts';

const KEY = 'finnhub-key-1234';

const serve = async (day: ServedDay, startAt?: Instant, options: Partial<FinnhubServerOptions> = {}) => {
  const playback = playbackOf(day, startAt);
  const server = await startFinnhubServer({day, playback, key: KEY, port: 0, ...options});
  onTestFinished(() => server.close());
  return {server, playback};
};

type Message = {readonly type: string; readonly msg?: string; readonly data?: readonly Record<string, unknown>[]};

/** What the vendor's documentation shows: a key in the address, a subscription a message. */
const connect = async (url: string, key = KEY) => {
  const socket = new WebSocket(`${url}/?token=${key}`);
  onTestFinished(() => socket.terminate());
  const got: Message[] = [];
  const pings: string[] = [];
  socket.on('message', data => got.push(JSON.parse(String(data)) as Message));
  socket.on('ping', data => pings.push(data.toString()));
  await once(socket, 'open');
  const send = (type: string, symbol: string): void => socket.send(JSON.stringify({type, symbol}));
  const of = (type: string) => got.filter(message => message.type === type).flatMap(({data = []}) => data);
  /** Nothing is confirmed; but once another question was answered, all before it was read. */
  const settled = async (): Promise<void> => {
    send('nonsense', 'X');
    await eventually(() => expect(got).toContainEqual({msg: 'Invalid message type', type: 'error'}));
  };
  return {socket, send, got, of, pings, settled};
};

const statusOf = async (url: string, key: string): Promise<number | undefined> => {
  const socket = new WebSocket(`${url}/?token=${key}`);
  socket.on('error', () => undefined);
  const [, response] = await once(socket, 'unexpected-response');
  socket.terminate();
  return (response as IncomingMessage).statusCode;
};

const eventually = (holds: () => unknown): Promise<unknown> => vi.waitFor(holds, 10_000);

describe('a day in Finnhub’s words', {timeout: 60_000}, () => {
  test('trades come several in a message, in order, and only of what is subscribed to', async () => {
    const day = tenMinutes();
    const {server, playback} = await serve(day);
    const {send, of, got, settled} = await connect(server.streamUrl);
    send('subscribe', 'AMZN');
    send('subscribe', 'MSFT');
    send('unsubscribe', 'MSFT');
    send('subscribe', 'BINANCE:BTCUSDT');
    await settled();
    expect(got).toHaveLength(1);
    playback.send({kind: 'seek', to: day.info.endAt});
    const trades = (await eventsOf(day)).filter(event => event.kind === 'trade' && event.symbol === AMZN);
    await eventually(() => expect(of('trade')).toHaveLength(trades.length));
    expect(of('trade').map(({p}) => p)).toEqual(trades.map(event => event.kind === 'trade' && event.price));
    expect(of('trade')[0]).toEqual({c: ['1'], p: 240, s: 'AMZN', t: Date.UTC(2026, 0, 30, 14, 30, 0, 1), v: 100});
    expect(got.filter(({type}) => type === 'trade').length).toBeLessThan(trades.length / 2);
  });

  test('conditions keep their meaning where the vendor has a number for them, and claim none elsewhere', async () => {
    const conditions = [['@', 'T', 'I'], ['@', 'F'], [], ['Z']];
    const day = dayOf(
      conditions.map((codes, index) => trade(plus(OPEN, seconds(index)), index, 240, {conditions: codes})),
    );
    const {server, playback} = await serve(day, undefined, {backlog: true});
    const {send, of, settled} = await connect(server.streamUrl);
    send('subscribe', 'AMZN');
    await settled();
    playback.send({kind: 'seek', to: day.info.endAt});
    await eventually(() => expect(of('trade')).toHaveLength(4));
    expect(of('trade').map(({c}) => c)).toEqual([['1', '24', '12'], ['1', '8'], null, ['0']]);
  });

  test('headlines come to who subscribed to news, in seconds, apart from trades', async () => {
    const day = tenMinutes();
    const {server, playback} = await serve(day);
    const {send, of, got, settled} = await connect(server.streamUrl);
    send('subscribe', 'AMZN');
    send('subscribe-news', 'MSFT');
    await settled();
    playback.send({kind: 'seek', to: day.info.endAt});
    await eventually(() => expect(of('news')).toHaveLength(1));
    expect(of('news')[0]).toMatchObject({
      ...{category: 'company', datetime: Date.UTC(2026, 0, 30, 14, 35) / 1_000, headline: 'Story 102'},
      ...{id: 102, related: 'MSFT', source: 'wire', url: 'https://example.com/story'},
    });
    await eventually(() => expect(of('trade').length).toBeGreaterThan(600));
    for (const {type, data = []} of got) for (const one of data) expect('p' in one).toBe(type === 'trade');
  });

  test('a key has one connection and so many names; a wrong one has none', async () => {
    const day = tenMinutes();
    const {server} = await serve(day, undefined, {limits: {symbols: 2}});
    expect(await statusOf(server.streamUrl, 'wrong')).toBe(401);
    const {send, got, socket} = await connect(server.streamUrl);
    expect(await statusOf(server.streamUrl, KEY)).toBe(429);
    for (const symbol of ['AMZN', 'MSFT', 'NVDA']) send('subscribe', symbol);
    await eventually(() => expect(got).toEqual([{msg: 'Subscribing to too many symbols', type: 'error'}]));
    send('unsubscribe', 'MSFT');
    send('subscribe', 'NVDA');
    socket.send('no message');
    await eventually(() => expect(got.at(-1)).toEqual({msg: 'Invalid message', type: 'error'}));
    expect(got).toHaveLength(2);
    socket.close();
    await once(socket, 'close');
    await eventually(async () => expect((await connect(server.streamUrl)).socket.readyState).toBe(WebSocket.OPEN));
  });

  test('says ping every minute, and the replay’s clock where marks are wanted', async () => {
    const day = tenMinutes();
    const wall = createVirtualClock(instantAt('2030-01-01T00:00:00Z'));
    const {server, playback} = await serve(day, undefined, {
      marks: true,
      wall,
      limits: {keepalive: minutes(60)},
    });
    const {send, got, pings} = await connect(server.streamUrl);
    send('subscribe', 'AMZN');
    playback.send({kind: 'seek', to: plus(OPEN, minutes(1))});
    await eventually(() => expect(pings).toContain(`tapewire 0 ${plus(OPEN, minutes(1))}`));
    const told = (): number => got.filter(({type}) => type === 'ping').length;
    expect(told()).toBe(0);
    await wall.advance(seconds(125));
    await eventually(() => expect(told()).toBe(2));
  });
});

/** The vendor's REST client knows one host; another is put in its place, and nothing else of what it asks is changed. */
const officialClient = async (restUrl: string, key: string) => {
  const {fetch} = globalThis;
  vi.stubGlobal('fetch', (url: string) => fetch(url.replace('https://finnhub.io', restUrl)));
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  const {DefaultApi} = await import('finnhub');
  return new DefaultApi(key);
};

test('the vendor’s own REST client reads the articles on a name, and nothing that is not known yet', async () => {
  const revised = plus(OPEN, minutes(4));
  const day = dayOf([
    trade(OPEN, 1, 240),
    headline(plus(OPEN, minutes(1)), '101'),
    headline(plus(OPEN, minutes(2)), 'made-here-7', {symbols: [AMZN, MSFT]}),
    headline(plus(OPEN, minutes(1)), '101', {updatedAt: revised, receivedAt: revised, headline: 'Story 101, revised'}),
    headline(plus(OPEN, minutes(6)), '103'),
    trade(plus(OPEN, minutes(9)), 2, 241),
  ]);
  const {server} = await serve(day, plus(OPEN, minutes(5)));
  const [client, stranger] = [await officialClient(server.restUrl, KEY), await officialClient(server.restUrl, 'wrong')];
  const ask = (symbol: string, by = client, from = '2026-01-30'): Promise<unknown> =>
    new Promise((resolve, reject) => {
      by.companyNews(symbol, from, '2026-01-30', (error, data) => (error ? reject(error) : resolve(data)));
    });
  const articles = await ask('AMZN');
  expect(articles).toMatchObject([
    {headline: 'Story made-here-7', related: 'AMZN', datetime: toMillis(plus(OPEN, minutes(2))) / 1_000},
    {headline: 'Story 101, revised', id: 101},
  ]);
  expect(await ask('NVDA')).toEqual([]);
  await expect(ask('AMZN', stranger)).rejects.toEqual({error: 'forbidden.'});
  await expect(ask('AMZN', client, 'soon')).rejects.toEqual({error: 'from must be a date as YYYY-MM-DD'});
});

/** Finnhub tells no venue, no tape and nothing below a millisecond: bars and prices are compared, stamps and ids are not. */
test('our own client reads the same prices and headlines as from the other server', {timeout: 60_000}, async () => {
  const day = await onlyOf(tenMinutes(), 'trade', 'headline');
  const trades = (await eventsOf(day)).filter(({kind}) => kind === 'trade').length;
  const until = (seen: readonly FeedEvent[]): boolean =>
    seen.filter(({kind}) => kind === 'trade').length >= trades &&
    new Set(seen.flatMap(event => (event.kind === 'headline' ? [event.headline] : []))).size >= 2;
  const common = () => ({day, playback: playbackOf(day, day.info.endAt), port: 0, backlog: true, makeBars: false});
  const alpaca = await startAlpacaServer({...common(), keys: {id: 'id', secret: 'secret'}});
  const finnhub = await startFinnhubServer({...common(), key: KEY});
  onTestFinished(() => alpaca.close());
  onTestFinished(() => finnhub.close());
  const keys = {id: 'id', secret: 'secret'};
  const halves = ['prices', 'news'] as const;
  const reading = {day, until, halves};
  const [one, other] = [
    await marketBy({...reading, provider: ALPACA, host: `ws://${alpaca.at}`, source: 'sip', keys}),
    await marketBy({...reading, provider: FINNHUB, host: finnhub.streamUrl, source: 'trades', keys: {key: KEY}}),
  ];
  for (const symbol of [AMZN, MSFT]) {
    const [expected, read] = [one, other].map(({market}) =>
      aggregateBars(seriesBetween(nameOf(market, symbol).bars, day.info.startAt, day.info.endAt), MINUTE, {
        from: day.info.startAt,
        to: day.info.endAt,
      }),
    );
    expect(expected?.length).toBeGreaterThan(0);
    expect(read).toEqual(expected);
  }
  const told = (seen: readonly FeedEvent[]): readonly unknown[] =>
    seen.flatMap(event => (event.kind === 'headline' ? [[event.headline, event.at]] : [])).sort();
  expect(told(other.seen)).toEqual(told(one.seen).filter(line => JSON.stringify(line).match(/10[12]/)));
});
