import type {IncomingMessage, ServerResponse} from 'node:http';
import {afterEach, describe, expect, test} from 'vitest';
import {fromMillis, minutes, plus, seconds} from '../../../src/core/instant.ts';
import {parseTradingDate} from '../../../src/core/new-york.ts';
import {ticker} from '../../../src/core/ticker.ts';
import {createVirtualClock} from '../../../src/engine/virtual-clock.ts';
import {fetchHistory, fetchPreviousCloses} from '../../../src/feeds/alpaca/history.ts';
import {fetchBars, fetchNews, fetchTrades} from '../../../src/feeds/alpaca/rest-history.ts';
import {eventually, settleSockets, startScriptedServer} from '../scripted-server.ts';

const NOW = fromMillis(Date.UTC(2026, 0, 30, 15));
const BAR = {t: '2026-01-29T14:30:00Z', o: 1, h: 2, l: 0.5, c: 1.5, v: 100, n: 3, vw: 1.2};
const TRADE = {t: '2026-01-29T14:30:00.5Z', x: 'Q', p: 10, s: 5, c: ['@'], i: 1, z: 'C'};

let ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending) await end();
  ending = [];
});

const serve = async (answer: (url: URL, response: ServerResponse, count: number) => void) => {
  const requests: IncomingMessage[] = [];
  const server = await startScriptedServer({
    onRequest: (request, response) => {
      requests.push(request);
      answer(new URL(request.url ?? '', 'http://localhost'), response, requests.length);
    },
  });
  const clock = createVirtualClock(NOW, settleSockets);
  const stopper = new AbortController();
  ending.push(async () => {
    stopper.abort();
    await server.close();
  });
  const access = {restUrl: server.httpUrl, keys: {id: 'id', secret: 's3cret'}, clock, chance: () => 0};
  return {requests, access, clock, stopper};
};
const json = (response: ServerResponse, body: unknown): void => void response.end(JSON.stringify(body));
const all = async <T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> => {
  const items: T[] = [];
  for await (const page of pages) items.push(...page);
  return items;
};
const query = {symbols: [ticker('AMZN'), ticker('MSFT')], start: plus(NOW, minutes(-10)), end: NOW};
const signal = new AbortController().signal;

describe('history by REST', () => {
  test('goes on as long as there is a token, over short and empty pages', async () => {
    const {access, requests} = await serve((url, response) => {
      const token = url.searchParams.get('page_token');
      if (token === null) json(response, {bars: {AMZN: [BAR]}, next_page_token: 'two'});
      else if (token === 'two') json(response, {bars: {}, next_page_token: 'three'});
      else json(response, {bars: {MSFT: [BAR, {...BAR, o: 'x'}]}, next_page_token: null});
    });
    const bars = await all(fetchBars({...query, length: minutes(5)}, access, signal));
    expect(bars.map(({symbol, span, at, receivedAt, openAt}) => [symbol, span, at - openAt, receivedAt - at])).toEqual([
      ['AMZN', minutes(5), minutes(5), 0],
      ['MSFT', minutes(5), minutes(5), 0],
    ]);
    expect(requests.map(request => request.headers['apca-api-key-id'])).toEqual(['id', 'id', 'id']);
    expect(requests.some(request => request.url?.includes('s3cret'))).toBe(false);
  });

  test('trades as of now, without those taken back; news of all', async () => {
    const {access} = await serve((url, response) => {
      if (url.pathname === '/v2/stocks/trades') {
        json(response, {trades: {AMZN: [TRADE, {...TRADE, i: 2, u: 'incorrect'}, {...TRADE, i: 3, u: 'corrected'}]}});
      } else {
        const {searchParams} = url;
        const item = {id: 5, headline: 'A &amp; B', created_at: BAR.t, updated_at: BAR.t, images: []};
        json(response, {news: searchParams.has('symbols') ? [] : [item], next_page_token: null});
      }
    });
    const trades = await all(fetchTrades({...query, receivedAt: () => NOW}, access, signal));
    expect(trades.map(({id, receivedAt}) => [id, receivedAt])).toEqual([
      [1, NOW],
      [3, NOW],
    ]);
    expect(await all(fetchNews({...query, symbols: []}, access, signal))).toMatchObject([{id: '5', headline: 'A & B'}]);
  });

  test('waits when told to, tries again what passes by itself', async () => {
    const {access, clock, requests} = await serve((_, response, count) => {
      if (count === 1) response.writeHead(429, {'Retry-After': '20'}).end();
      else if (count === 2) response.writeHead(503).end();
      else json(response, {bars: {}});
    });
    const done = all(fetchBars({...query, length: minutes(5)}, access, signal));
    await eventually(() => requests.length === 1);
    await clock.advance(seconds(19));
    expect(requests.length).toBe(1);
    for (let step = 0; step < 10; step++) await clock.advance(seconds(1));
    expect(await done).toEqual([]);
    expect(requests.length).toBe(3);
  });

  test.each([
    [401, '{"message":"no"}', 'feed/auth'],
    [403, '{"message":"forbidden."}', 'feed/auth'],
    [403, '{"code":42210000,"message":"subscription does not permit querying recent SIP data"}', 'feed/entitlement'],
    [422, '{"message":"\\u001b[2Jbad date"}', 'feed/protocol'],
  ])('HTTP %d is a fault with its reason', async (status, body, code) => {
    const {access} = await serve((_, response) => void response.writeHead(status).end(body));
    const fault = await all(fetchTrades(query, access, signal)).catch(error => error);
    expect(fault).toMatchObject({code, terminal: true});
    expect(fault.message).not.toMatch(/\u001b|s3cret/);
  });

  test('a token that never changes is a fault, and so is a server that never answers', async () => {
    const {access} = await serve((_, response) => json(response, {bars: {}, next_page_token: 'again'}));
    await expect(all(fetchBars({...query, length: minutes(5)}, access, signal))).rejects.toThrow(/pages without end/);
    const mute = await serve(() => {});
    const done = all(fetchTrades(query, mute.access, signal)).catch(error => error);
    for (let step = 0; step < 200; step++) await mute.clock.advance(seconds(1));
    expect(await done).toMatchObject({code: 'feed/unreachable', terminal: false});
    expect(mute.requests.length).toBe(5);
  });

  test('an abort stops it', async () => {
    const {access, stopper, requests} = await serve(() => {});
    const done = all(fetchTrades(query, access, stopper.signal)).catch(error => error);
    await eventually(() => requests.length === 1);
    stopper.abort(new Error('enough'));
    expect(await done).toMatchObject({message: 'enough'});
  });

  test('keys go to no plain address but this machine', async () => {
    const {access} = await serve(() => {});
    const away = {...access, restUrl: 'http://example.com'};
    await expect(all(fetchTrades(query, away, signal))).rejects.toMatchObject({code: 'usage'});
  });

  test('the sessions before a day, none of the day itself', async () => {
    const asked: URL[] = [];
    const {access} = await serve((url, response) => {
      asked.push(url);
      json(response, {bars: {AMZN: [BAR]}, next_page_token: null});
    });
    const before = parseTradingDate('2026-01-30');
    if (before === undefined) throw new Error('a date');
    const bars = await fetchHistory({...access, symbols: [ticker('AMZN')], before, sessions: 3});
    expect(bars.length).toBe(1);
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toMatchObject({
      timeframe: '5Min',
      start: '2026-01-27T09:00:00.000000Z',
      end: '2026-01-30T00:59:59.999999Z',
    });
  });

  test('more bars of earlier sessions than there can be are not gathered without end', async () => {
    const {access, requests} = await serve((_, response, count) => {
      json(response, {bars: {AMZN: Array(200).fill(BAR)}, next_page_token: count < 100 ? `page ${count}` : null});
    });
    const before = parseTradingDate('2026-01-30');
    if (before === undefined) throw new Error('not a date');
    const asking = fetchHistory({...access, symbols: [ticker('AMZN')], before, sessions: 3});
    await expect(asking).rejects.toMatchObject({code: 'feed/protocol', message: expect.stringContaining('576 bars')});
    expect(requests.length).toBe(3);
  });

  test('the close of the session before is its daily bar’s', async () => {
    const asked: URL[] = [];
    const {access} = await serve((url, response) => {
      asked.push(url);
      json(response, {bars: {AMZN: [{...BAR, t: '2026-01-30T05:00:00Z', c: 239.3}], MSFT: []}, next_page_token: null});
    });
    const before = parseTradingDate('2026-02-02');
    if (before === undefined) throw new Error('a date');
    const closes = await fetchPreviousCloses({...access, symbols: [ticker('AMZN'), ticker('MSFT')], before});
    expect(closes).toEqual(new Map([['AMZN', 239.3]]));
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toMatchObject({
      timeframe: '1Day',
      start: '2026-01-30T05:00:00.000000Z',
      end: '2026-01-31T00:59:59.999999Z',
      adjustment: 'split',
    });
  });
});
