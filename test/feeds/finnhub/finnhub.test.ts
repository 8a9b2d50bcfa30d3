import {afterEach, describe, expect, test} from 'vitest';
import type {FeedEvent, Trade} from '../../../src/core/events.ts';
import {instant, minutes, seconds} from '../../../src/core/instant.ts';
import {ticker} from '../../../src/core/ticker.ts';
import type {RawMessage} from '../../../src/engine/ports.ts';
import {createVirtualClock} from '../../../src/engine/virtual-clock.ts';
import {readFrame} from '../../../src/feeds/finnhub/decode-trades.ts';
import {FINNHUB} from '../../../src/feeds/finnhub/provider.ts';
import type {ProviderOptions} from '../../../src/feeds/provider.ts';
import {readPolled, until} from '../polling/read-polled.ts';
import {type Script, type ScriptedServer, settleSockets, startScriptedServer} from '../scripted-server.ts';

const KEY = 'canary-c0ffee-canary';
const AT = instant(Date.UTC(2026, 0, 30, 15) * 1_000);
const trade = (t: number, p: number, v = 100, s = 'AMZN'): object => ({
  c: ['1'],
  p,
  s,
  t: Date.UTC(2026, 0, 30, 15) - t,
  v,
});
const frame = (...data: readonly object[]): string => JSON.stringify({type: 'trade', data});
const tradesIn = (events: readonly FeedEvent[]): readonly Trade[] => events.filter(event => event.kind === 'trade');

let server: ScriptedServer;
let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  await server?.close();
});

const open = async (script: Script, options: Partial<ProviderOptions> = {}) => {
  server = await startScriptedServer(script);
  const clock = createVirtualClock(AT, settleSockets);
  const taped: RawMessage[] = [];
  const {feed} = FINNHUB.open({
    halves: ['prices'],
    source: 'trades',
    symbols: [ticker('AMZN'), ticker('BRK.B')],
    host: server.wsUrl,
    keys: {key: KEY},
    contact: undefined,
    since: AT,
    clock,
    chance: () => 0.5,
    tap: message => taped.push(message),
    ...options,
  });
  const reading = readPolled(feed);
  stop = reading.stop;
  return {...reading, clock, taped};
};

describe('a frame of trades', () => {
  test('tells a repeated frame from two fills alike', () => {
    const text = frame(trade(30, 241), trade(30, 241), trade(20, 242));
    const ids = tradesIn(readFrame(text, AT).events).map(({id}) => id);
    expect(new Set(ids).size).toBe(3);
    expect(tradesIn(readFrame(text, AT).events).map(({id}) => id)).toEqual(ids);
    for (const id of ids) expect(Number.isSafeInteger(id)).toBe(true);
  });

  test('keeps its neighbours when one of it is bad, and no price without shares', () => {
    const {events} = readFrame(frame(trade(3, 241), {p: 'many'}, trade(2, 300, 0), trade(1, 242)), AT);
    expect(events.map(event => (event.kind === 'trade' ? event.price : event.kind))).toEqual([241, 'status', 242]);
  });

  test.each([
    '',
    'null',
    '[]',
    '{"type":1}',
    '{"type":"trade"}',
    '{"type":"news","data":[]}',
    '{"type":"ping"}',
    '\u0000',
  ])('%j brings no trade and throws nothing', text => {
    expect(tradesIn(readFrame(text, AT).events)).toEqual([]);
  });
});

describe('the stream', () => {
  test('hands a frame that comes three times on once', async () => {
    const text = frame(trade(30, 241), trade(30, 241), trade(20, 242));
    const {events, taped} = await open({
      onMessage: ({socket}, {symbol}) => {
        if (symbol === 'BRK.B') for (let count = 0; count < 3; count++) socket.send(text);
      },
    });
    await until(() => taped.filter(({channel}) => channel === 'finnhub/trades').length === 3);
    await settleSockets();
    expect(tradesIn(events)).toHaveLength(3);
  });

  test.each([
    ['Subscribing to too many symbols', 'feed/limit', /allows fewer symbols/],
    ['Invalid API key', 'feed/auth', /refused the keys/],
    ["You don't have access to this resource.", 'feed/entitlement', /not part of the plan/],
  ])('stops at "%s" and does not knock again', async (msg, code, words) => {
    const {error, clock} = await open({
      onMessage: ({socket}) => socket.send(JSON.stringify({type: 'error', msg})),
    });
    await until(() => error() !== undefined);
    expect(error()).toMatchObject({code, message: expect.stringMatching(words)});
    await clock.advance(minutes(5));
    expect(server.attempts()).toBe(1);
  });

  test('that says nothing in trading hours, though it answers pings, is connected to again after 150 s of it', async () => {
    let quiet = false;
    const {clock, statuses, events} = await open({
      onMessage: ({socket}, {symbol}) => {
        if (symbol !== 'AMZN' || quiet) return;
        quiet = true;
        socket.send(frame(...Array.from({length: 30}, (_, index) => trade(index, 240 + index))));
      },
    });
    await until(() => tradesIn(events).length === 30);
    for (let passed = 0; passed < 29; passed++) await clock.advance(seconds(5));
    expect(server.attempts()).toBe(1);
    for (let passed = 0; passed < 3; passed++) await clock.advance(seconds(5));
    expect(statuses.some(({message}) => /no trades for 15\d s/.test(message))).toBe(true);
  });

  test('shows, says and keeps its key nowhere, whatever goes wrong', async () => {
    const {events, taped, error, clock} = await open(
      {
        refuse: index => (index < 3 ? {status: [500, 429, 401][index] ?? 401} : undefined),
        onRequest: (_, response) => response.writeHead(500).end(KEY),
      },
      {halves: ['prices', 'news']},
    );
    await until(() => server.attempts() === 3 && server.requests() > 0, clock, seconds(5));
    const said = JSON.stringify(events) + String(error()) + taped.map(({data}) => Buffer.from(data).toString()).join();
    expect(said).toMatch(/refused the keys/);
    expect(said).not.toContain('canary');
  });
});

test('news is asked for name by name, at most once a second, each article handed on once', async () => {
  const datetime = Date.UTC(2026, 0, 30, 15) / 1_000;
  const article = (id: number): object => ({
    id,
    datetime,
    headline: `Article ${id}`,
    related: 'AMZN',
    source: 'Harbor Press',
  });
  const asked: string[] = [];
  const {headlines, clock} = await open(
    {
      onRequest: ({url = '', headers}, response) => {
        asked.push(`${url} ${headers['x-finnhub-token']}`);
        response.end(JSON.stringify([article(2), article(1)]));
      },
    },
    {halves: ['news']},
  );
  await until(() => headlines.length === 2);
  expect(asked).toEqual([`/api/v1/company-news?symbol=AMZN&from=2026-01-30&to=2026-01-30 ${KEY}`]);
  await until(() => asked.length === 2, clock);
  expect(asked[1]).toContain('symbol=BRK.B');
  expect(clock.now() - AT).toBeGreaterThanOrEqual(seconds(1));
  expect(headlines.map(({headline}) => headline)).toEqual(['Article 1', 'Article 2']);
});

test('news that the plan does not have ends it with what to do', async () => {
  const {error} = await open({onRequest: (_, response) => response.writeHead(403).end()}, {halves: ['news']});
  await until(() => error() !== undefined);
  expect(error()).toMatchObject({
    code: 'feed/entitlement',
    message: expect.stringMatching(/plan does not include news/),
  });
});

test('no names at all, and an address that a key must not go to, are refused', async () => {
  server = await startScriptedServer({});
  await expect(open({}, {symbols: []})).rejects.toMatchObject({code: 'usage'});
  await server.close();
  await expect(open({}, {host: 'ws://ws.finnhub.example'})).rejects.toMatchObject({code: 'usage'});
});
