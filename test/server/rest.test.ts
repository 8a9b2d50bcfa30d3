import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Bar} from '../../src/core/events.ts';
import {type Instant, minutes, plus, seconds} from '../../src/core/instant.ts';
import type {AlpacaServer} from '../../src/server/alpaca-server.ts';
import {AMZN, dayOf, headline, instantAt, MSFT, OPEN, tenMinutes, trade} from './small-day.ts';
import {KEYS} from './stream-client.ts';
import {serveForTest} from './with-server.ts';

const HEADERS = {'apca-api-key-id': KEYS.id, 'apca-api-secret-key': KEYS.secret};

type Answer = {readonly status: number; readonly headers: Headers; readonly body: Record<string, unknown>};

const get = async (server: AlpacaServer, path: string, init: RequestInit = {}): Promise<Answer> => {
  const response = await fetch(`${server.restUrl}${path}`, {headers: HEADERS, ...init});
  return {status: response.status, headers: response.headers, body: (await response.json()) as Answer['body']};
};

type Row = Record<string, unknown>;
type Rows = Record<string, readonly Row[]>;

/** Every item of all pages, with its symbol. */
const getAll = async (server: AlpacaServer, path: string, key: string, between = () => {}): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (let token: unknown = ''; token !== null; ) {
    const {body} = await get(server, `${path}&page_token=${String(token)}`);
    const found = body[key] as Rows | readonly Row[];
    if (Array.isArray(found)) rows.push(...found);
    else for (const [S, items] of Object.entries(found)) rows.push(...items.map((item: Row) => ({S, ...item})));
    token = body['next_page_token'];
    between();
  }
  return rows;
};

const historyBar = (openAt: Instant, close: number): Bar => ({
  kind: 'bar',
  symbol: AMZN,
  at: plus(openAt, minutes(5)),
  receivedAt: plus(openAt, minutes(5)),
  openAt,
  span: minutes(5),
  open: close - 1,
  high: close + 2,
  low: close - 2,
  close,
  volume: 1_000,
  trades: 10,
  vwap: close,
});

describe('bars', () => {
  test('of minutes that have ended, of the names and the range asked for', async () => {
    const {server} = await serveForTest(tenMinutes(), {startAt: plus(OPEN, seconds(210))});
    const {status, body, headers} = await get(server, '/v2/stocks/bars?symbols=MSFT,AMZN&timeframe=1Min');
    expect(status).toBe(200);
    expect(headers.get('x-ratelimit-limit')).toBe('10000');
    expect(body['next_page_token']).toBeNull();
    const bars = body['bars'] as Rows;
    expect(Object.keys(bars)).toEqual(['AMZN', 'MSFT']);
    expect(bars['AMZN']?.map(bar => bar['t'])).toEqual([
      '2026-01-30T14:30:00Z',
      '2026-01-30T14:31:00Z',
      '2026-01-30T14:32:00Z',
    ]);
    expect(bars['AMZN']?.[1]).toEqual({
      t: '2026-01-30T14:31:00Z',
      o: 240.1,
      h: 240.49,
      l: 240,
      c: 240.19,
      v: 6_000,
      n: 60,
      vw: expect.closeTo(240.228, 2),
    });
    const range = '&start=2026-01-30T14:31:00Z&end=2026-01-30T14:32:00Z&sort=desc';
    const some = await get(server, `/v2/stocks/bars?symbols=AMZN&timeframe=1Min${range}`);
    expect((some.body['bars'] as Rows)['AMZN']?.map(bar => String(bar['t']).slice(14, 16))).toEqual(['32', '31']);
  });

  test('of other lengths, and of earlier sessions', async () => {
    const eve = instantAt('2026-01-29T14:25:00Z');
    const history = Array.from({length: 4}, (_, index) => historyBar(plus(eve, minutes(5 * index)), 200 + index));
    const day = {...tenMinutes(), history: dayOf(history).events};
    const {server} = await serveForTest(day, {startAt: plus(OPEN, minutes(7))});
    const ask = async (timeframe: string): Promise<readonly Row[]> =>
      getAll(server, `/v2/stocks/bars?symbols=AMZN&timeframe=${timeframe}&start=2026-01-29&limit=2`, 'bars');
    expect((await ask('5Min')).map(bar => [bar['t'], bar['v']])).toEqual([
      ['2026-01-29T14:25:00Z', 1_000],
      ['2026-01-29T14:30:00Z', 1_000],
      ['2026-01-29T14:35:00Z', 1_000],
      ['2026-01-29T14:40:00Z', 1_000],
      ['2026-01-30T14:30:00Z', 29_950],
      ['2026-01-30T14:35:00Z', 12_000],
    ]);
    expect((await ask('15Min')).map(bar => [bar['t'], bar['v']])).toEqual([
      ['2026-01-29T14:15:00Z', 1_000],
      ['2026-01-29T14:30:00Z', 3_000],
      ['2026-01-30T14:30:00Z', 41_950],
    ]);
    expect(await ask('1Day')).toMatchObject([
      {t: '2026-01-29T05:00:00Z', o: 200, h: 205, l: 199, c: 203, v: 4_000},
      {t: '2026-01-30T05:00:00Z', o: 240.01, h: 250, v: 41_950},
    ]);
    expect(await ask('1Min')).toHaveLength(7);
  });
});

describe('trades', () => {
  test('page completely while the clock runs on, as of the first page', async () => {
    const {server, playback} = await serveForTest(tenMinutes(), {startAt: plus(OPEN, seconds(100.1))});
    const path = '/v2/stocks/trades?symbols=AMZN,MSFT&limit=7';
    const rows = await getAll(server, path, 'trades', () => playback.send({kind: 'skip', by: seconds(3)}));
    const expected = [
      ...Array.from({length: 101}, (_, index) => `AMZN ${index + 1}`),
      ...Array.from({length: 100}, (_, index) => `MSFT ${10_000 + index}`),
    ];
    expect(rows.map(row => `${String(row['S'])} ${String(row['i'])}`)).toEqual(expected);
  });

  test('are sorted by time, late prints in their place', async () => {
    const {server, playback} = await serveForTest(tenMinutes(), {startAt: plus(OPEN, seconds(300))});
    const path = '/v2/stocks/trades?symbols=AMZN&start=2026-01-30T14:34:49Z&end=2026-01-30T14:34:51Z';
    const before = await getAll(server, path, 'trades');
    playback.send({kind: 'seek', to: plus(OPEN, seconds(400))});
    const after = await getAll(server, path, 'trades');
    expect(before.map(row => row['i'])).toEqual([290, 291]);
    expect(after.map(row => row['i'])).toEqual([290, 291, 7_777]);
    expect(after.map(row => row['t'])).toEqual(after.map(row => row['t']).toSorted());
  });

  test('newest first when asked', async () => {
    const {server} = await serveForTest(tenMinutes(), {startAt: plus(OPEN, seconds(10))});
    const rows = await getAll(server, '/v2/stocks/trades?symbols=AMZN&sort=desc&limit=3', 'trades');
    expect(rows.map(row => row['i'])).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });
});

describe('news', () => {
  const update = headline(plus(OPEN, minutes(2)), '101', {
    receivedAt: plus(OPEN, minutes(6)),
    updatedAt: plus(OPEN, minutes(6)),
    headline: 'Changed',
    content: '',
  });
  const day = dayOf([
    trade(OPEN, 1, 240),
    headline(plus(OPEN, minutes(2)), '101'),
    headline(plus(OPEN, minutes(5)), '102', {symbols: [MSFT]}),
    update,
    trade(plus(OPEN, minutes(10)), 2, 240),
  ]);

  test('newest revision only, by when it was updated, with content where wanted', async () => {
    const {server, playback} = await serveForTest(day, {startAt: plus(OPEN, seconds(330))});
    expect(await getAll(server, '/v1beta1/news?limit=1', 'news')).toMatchObject([
      {id: 102, content: '', images: []},
      {id: 101, headline: 'Story 101'},
    ]);
    playback.send({kind: 'seek', to: plus(OPEN, minutes(7))});
    expect(await getAll(server, '/v1beta1/news?sort=asc&include_content=true', 'news')).toMatchObject([
      {id: 102, content: '<p>All of it.</p>'},
      {id: 101, headline: 'Changed'},
    ]);
    expect(await getAll(server, '/v1beta1/news?symbols=MSFT', 'news')).toHaveLength(1);
    expect(await getAll(server, '/v1beta1/news?exclude_contentless=true', 'news')).toMatchObject([{id: 102}]);
  });
});

test('the latest of everything', async () => {
  const {server} = await serveForTest(tenMinutes(), {startAt: plus(OPEN, seconds(200.1))});
  const ask = async (path: string) => (await get(server, `${path}?symbols=AMZN,ZZZ`)).body;
  expect(await ask('/v2/stocks/trades/latest')).toMatchObject({trades: {AMZN: {i: 201, p: 240}}});
  expect(await ask('/v2/stocks/quotes/latest')).toMatchObject({quotes: {AMZN: {bp: 239.99, as: 300}}});
  expect(await ask('/v2/stocks/bars/latest')).toMatchObject({bars: {AMZN: {t: '2026-01-30T14:32:00Z'}}});
  const snapshots = await ask('/v2/stocks/snapshots');
  expect(snapshots).toMatchObject({AMZN: {latestTrade: {i: 201}, dailyBar: {h: 240.49}}});
  expect(Object.keys(snapshots)).toEqual(['AMZN']);
});

test('nothing after the clock is ever told', async () => {
  const day = tenMinutes();
  const {server, playback} = await serveForTest(day);
  await fc.assert(
    fc.asyncProperty(fc.integer({min: 0, max: 620_000}), async millis => {
      const now = plus(OPEN, seconds(millis / 1_000));
      playback.send({kind: 'seek', to: now});
      const cut = await serveForTest(dayOf(await known(playback.position().at)), {startAt: now});
      const end = 'end=2027-01-01T00:00:00Z&limit=10000';
      const paths = [
        `/v2/stocks/trades?symbols=AMZN,MSFT&${end}`,
        `/v2/stocks/bars?symbols=AMZN,MSFT&timeframe=1Day&${end}`,
        `/v1beta1/news?end=2027-01-01`,
        '/v2/stocks/snapshots?symbols=AMZN,MSFT',
      ];
      for (const path of paths) expect((await get(server, path)).body).toEqual((await get(cut.server, path)).body);
      await cut.server.close();
    }),
    {numRuns: 15},
  );
  async function known(until: Instant) {
    const events = [];
    for await (const batch of day.events.read({until})) events.push(...batch);
    return events;
  }
});

describe('what cannot be answered', () => {
  test.each([
    ['/v2/stocks/bars?symbols=AMZN', 400, /timeframe/],
    ['/v2/stocks/bars?symbols=AMZN&timeframe=60Min', 400, /timeframe/],
    ['/v2/stocks/bars?timeframe=1Min', 400, /symbols/],
    ['/v2/stocks/trades?symbols=amzn', 400, /symbol/],
    ['/v2/stocks/trades?symbols=AMZN&limit=0', 400, /limit/],
    ['/v2/stocks/trades?symbols=AMZN&limit=10001', 400, /limit/],
    ['/v2/stocks/trades?symbols=AMZN&start=yesterday', 400, /start/],
    ['/v2/stocks/trades?symbols=AMZN&sort=up', 400, /sort/],
    ['/v2/stocks/trades?symbols=AMZN&page_token=%00', 400, /page_token/],
    ['/v1beta1/news?limit=51', 400, /limit/],
    ['/v3/nothing', 404, /not found/],
  ])('%s', async (path, status, message) => {
    const {server} = await serveForTest(tenMinutes());
    const answer = await get(server, path);
    expect(answer.status).toBe(status);
    expect(answer.body['code']).toBe(status * 100_000);
    expect(answer.body['message']).toMatch(message);
  });

  test('without the right keys, too often, or by another method', async () => {
    const {server} = await serveForTest(tenMinutes(), {limits: {requests: 4}});
    const path = '/v1beta1/news';
    expect((await get(server, path, {headers: {}})).status).toBe(401);
    expect((await get(server, path, {headers: {...HEADERS, 'apca-api-secret-key': 'no'}})).status).toBe(403);
    expect((await get(server, path, {method: 'DELETE'})).status).toBe(405);
    expect((await get(server, path)).headers.get('x-ratelimit-remaining')).toBe('0');
    const late = await get(server, path);
    expect(late.status).toBe(429);
    // The wall stands at the beginning of a minute.
    expect(late.headers.get('retry-after')).toBe('60');
  });

  test('a page token from the future shows the present', async () => {
    const {server} = await serveForTest(tenMinutes(), {startAt: plus(OPEN, seconds(10))});
    const token = Buffer.from(`0:${plus(OPEN, minutes(9))}`).toString('base64url');
    const {body} = await get(server, `/v2/stocks/trades?symbols=AMZN&page_token=${token}`);
    expect((body['trades'] as Rows)['AMZN']).toHaveLength(10);
  });
});

describe('the replay’s clock', () => {
  const post = (server: AlpacaServer, body: string) => get(server, '/replay/clock', {method: 'POST', body});

  test('is told, and obeys', async () => {
    const {server, playback} = await serveForTest(tenMinutes(), {startAt: plus(OPEN, minutes(1))});
    const now = '2026-01-30T14:31:00.000000Z';
    expect((await get(server, '/replay/clock')).body).toEqual({now, state: 'paused', speed: 1});
    const {body} = await post(server, '{"speed": 60, "to": "2026-01-30T09:35:00-05:00", "paused": false}');
    expect(body).toEqual({now: '2026-01-30T14:35:00.000000Z', state: 'running', speed: 60});
    expect(playback.face()).toMatchObject({state: 'running', speed: 60});
  });

  test.each(['', '[]', '{"speed": 0}', '{"to": "noon"}', '{"paused": 1}', '{"stop": true}', `"${'x'.repeat(5_000)}"`])(
    'refuses %j',
    async body => {
      const {server, playback} = await serveForTest(tenMinutes());
      const before = playback.face();
      expect((await post(server, body)).status).toBe(400);
      expect(playback.face()).toEqual(before);
    },
  );

  test('wants the keys', async () => {
    const {server} = await serveForTest(tenMinutes());
    expect((await get(server, '/replay/clock', {headers: {}})).status).toBe(401);
  });
});
