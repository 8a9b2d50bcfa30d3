import {readdirSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {readSnapshotAt} from '../../../src/cli/headless-market.ts';
import {faultLine, isFault} from '../../../src/core/fault.ts';
import {minutes, plus, seconds} from '../../../src/core/instant.ts';
import {parseTradingDate, type TradingDate} from '../../../src/core/new-york.ts';
import {ticker} from '../../../src/core/ticker.ts';
import {wallClock} from '../../../src/engine/wall-clock.ts';
import {type FetchOrder, fetchDay} from '../../../src/feeds/fetch/fetch-day.ts';
import type {FetchProgress} from '../../../src/feeds/fetch/fetch-legs.ts';
import {createMassiveDaySource} from '../../../src/feeds/massive/massive-day-source.ts';
import {createRestPace} from '../../../src/feeds/massive/rest-pace.ts';
import {type MassiveServer, startMassiveServer} from '../../../src/server/massive/massive-server.ts';
import {createPlayback} from '../../../src/server/playback.ts';
import {type Day, openDay} from '../../../src/tape/day.ts';
import {verifyDay} from '../../../src/tape/verify-day.ts';
import {dayFolder} from '../../fixtures/committed-day.ts';
import {temporaryFolder} from '../../tape/recording/recording-fixtures.ts';
import {type Fault, startFaultyRelay} from './faulty-relay.ts';
import {createHurriedClock} from './hurried-clock.ts';

const KEY = 'canary-key-of-the-fetch';
const DATE = parseTradingDate('2026-01-30') as TradingDate;
const NAMES = ['AMZN', 'MSFT', 'NVDA', 'GOOGL'].map(ticker);
const QQQ = ticker('QQQ');

let day: Day;
let server: MassiveServer;
beforeAll(async () => {
  day = await openDay(dayFolder('2026-01-30'));
  const playback = createPlayback({day, wall: wallClock, startAt: day.info.endAt, speed: 1, state: 'paused'});
  server = await startMassiveServer({day, playback, port: 0, key: KEY});
});
afterAll(async () => {
  await server.close();
  await day.close();
});

const orderFor = (
  restUrl: string,
  root: string,
  more: Partial<FetchOrder> = {},
): FetchOrder & {waits: readonly number[]} => {
  const clock = createHurriedClock(plus(day.info.endAt, minutes(60)));
  const access = {restUrl, key: () => KEY, pace: createRestPace(clock), clock, chance: () => 0.5, attempts: 8};
  return {
    name: 'fetched',
    date: DATE,
    source: createMassiveDaySource({...access, via: 'test'}),
    symbols: NAMES,
    benchmark: QQQ,
    prints: 'trades',
    news: 'all',
    sessions: 20,
    root,
    replace: false,
    clock,
    waits: clock.waits,
    ...more,
  };
};
const signal = new AbortController().signal;
const SMALL = {symbols: [ticker('MSFT'), ticker('NVDA')], benchmark: undefined, sessions: 2} as const;

const seen = async (folder: string) => {
  const opened = await openDay(folder);
  const snapshot = await readSnapshotAt(opened, [...NAMES, QQQ], day.info.endAt);
  await opened.close();
  return {snapshot, info: opened.info, counts: opened.counts};
};

const sealsOf = async (folder: string): Promise<unknown> =>
  JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')).files;

describe('a past day by Massive’s REST', {timeout: 120_000}, () => {
  test('is the market that it was when it was recorded', async () => {
    const root = temporaryFolder();
    const relay = await startFaultyRelay(server.restUrl, () => undefined);
    const report = await fetchDay(orderFor(relay.url, root), signal);
    await verifyDay(report.path);
    const [original, fetched] = [await seen(dayFolder('2026-01-30')), await seen(report.path)];
    for (const name of [...NAMES, QQQ]) {
      // Quotes are not fetched, halts are not told, and what was amended is there as it became.
      const unlike = {quote: undefined, amended: 0, halt: undefined, band: undefined};
      const expected = {...original.snapshot.figures.get(name), ...unlike};
      expect({...fetched.snapshot.figures.get(name), ...unlike}).toEqual(expected);
    }
    expect(fetched.snapshot.bars).toEqual(original.snapshot.bars);
    expect(fetched.snapshot.file.previousCloses).toEqual(original.snapshot.file.previousCloses);
    expect(fetched.snapshot.file.earlier).toEqual(original.snapshot.file.earlier);
    const texts = ({snapshot}: typeof original) =>
      snapshot.wire.map(({headline}) => [headline.id, headline.at, headline.headline]).sort();
    expect(texts(fetched)).toEqual(texts(original));
    expect(report.told).toMatchObject({takenBack: 7, corrected: 3, unread: 0});
    expect(report.counts.trade).toBe(original.counts.trade - 4);
    expect(fetched.info.made).toMatch(
      /^Fetched by REST from Massive via test on 2026-01-30, .* a headline at the time that it bears, .* not told\./,
    );
    expect(readdirSync(root)).toEqual(['fetched']);
    expect(String(relay.requests)).not.toContain(KEY);
  });

  test('has the news of its names alone, asked for in one question', async () => {
    const relay = await startFaultyRelay(server.restUrl, () => undefined);
    const order = {...orderFor(relay.url, temporaryFolder()), ...SMALL, news: 'named'} as const;
    const {path, told} = await fetchDay(order, signal);
    const {snapshot} = await seen(path);
    expect(snapshot.wire.length).toBeGreaterThan(0);
    for (const {headline} of snapshot.wire)
      expect(headline.symbols.some(symbol => order.symbols.some(name => name === symbol))).toBe(true);
    expect(told.unread).toBe(0);
    expect(relay.requests.filter(({pathname}) => pathname === '/v2/reference/news')).toHaveLength(1);
  });

  test('in bars of a minute has bars and no prints', async () => {
    const order = {...orderFor(server.restUrl, temporaryFolder()), ...SMALL, prints: 'bars'} as const;
    const {counts, quiet} = await fetchDay(order, signal);
    expect(counts).toMatchObject({trade: 0, quote: 0});
    expect(counts.bar).toBeGreaterThan(700);
    expect(quiet).toEqual([]);
  });

  test('comes whole through every kind of trouble, slower once it was told to be', async () => {
    const calm = await fetchDay({...orderFor(server.restUrl, temporaryFolder()), ...SMALL}, signal);
    const faults: readonly (Fault | undefined)[] = [
      {kind: 'status', status: 429, headers: {'retry-after': '77'}, body: {status: 'ERROR', error: 'too many'}},
      undefined,
      {kind: 'status', status: 503},
      {kind: 'cut'},
      {kind: 'empty'},
      {kind: 'drop'},
    ];
    const relay = await startFaultyRelay(server.restUrl, number => faults[number % faults.length]);
    const rough = orderFor(relay.url, temporaryFolder(), SMALL);
    const report = await fetchDay(rough, signal);
    expect(await sealsOf(report.path)).toEqual(await sealsOf(calm.path));
    expect(report.pages).toBeGreaterThan(calm.pages);
    expect(rough.waits).toContainEqual(seconds(77.5));
    expect(rough.waits.filter(wait => wait === seconds(12)).length).toBeGreaterThan(0);
  });

  test('that was stopped goes on at the next page, in the middle of a leg of several names', async () => {
    const calm = await fetchDay({...orderFor(server.restUrl, temporaryFolder()), ...SMALL}, signal);
    const root = temporaryFolder();
    const short = await startFaultyRelay(server.restUrl, () => ({kind: 'short', limit: 3_000}));
    const order = {...orderFor(short.url, root), ...SMALL};
    for (const stopAt of [2, 3, 5, 9]) {
      const stopper = new AbortController();
      const onProgress = ({pages}: FetchProgress): void => {
        if (pages >= stopAt) stopper.abort(new Error('enough'));
      };
      await expect(fetchDay({...order, onProgress}, stopper.signal)).rejects.toThrow('enough');
    }
    const before = short.requests.length;
    const report = await fetchDay(order, signal);
    expect(await sealsOf(report.path)).toEqual(await sealsOf(calm.path));
    expect(short.requests.length - before).toBe(report.pages - 9);
  });

  test.for([
    [401, {status: 'ERROR', error: 'Unknown API Key'}, 'feed/auth', /refused the keys .* tapewire keys set massive/],
    [
      403,
      {status: 'NOT_AUTHORIZED', message: 'You are not entitled to this data.'},
      'feed/entitlement',
      /not entitled .* use --bars 1m, or a larger plan/,
    ],
  ] as const)('HTTP %i of prints stops with what to do, asked once', async ([status, body, code, words]) => {
    const relay = await startFaultyRelay(server.restUrl, (_, url) =>
      url.pathname.startsWith('/v3/trades') ? {kind: 'status', status, body} : undefined,
    );
    const fault = await fetchDay({...orderFor(relay.url, temporaryFolder()), ...SMALL}, signal).catch(cause => cause);
    expect(isFault(fault) && [fault.code, faultLine(fault)]).toEqual([code, expect.stringMatching(words)]);
    expect(relay.requests.filter(({pathname}) => pathname.startsWith('/v3/trades'))).toHaveLength(1);
  });

  test('follows no page to another host, and keeps no key that a page names', async () => {
    const leading = async (next: string): Promise<unknown> => {
      const relay = await startFaultyRelay(server.restUrl, () => ({
        kind: 'status',
        status: 200,
        body: {results: [], next_url: next},
      }));
      const order = {...orderFor(relay.url, temporaryFolder()), ...SMALL};
      return fetchDay(order, signal).catch(cause => cause);
    };
    expect(String(await leading('https://elsewhere.example/v3/trades?cursor=x'))).toMatch('sends us elsewhere');
    expect(String(await leading(`http://127.0.0.1:1/?apiKey=${KEY}`))).toMatch('sends us elsewhere');
    const urls: URL[] = [];
    const relay = await startFaultyRelay(server.restUrl, (number, url) => {
      urls.push(url);
      const next = `${relay.url}${url.pathname}?cursor=${number}&apiKey=${KEY}`;
      return number > 3
        ? {kind: 'status', status: 400}
        : {kind: 'status', status: 200, body: {results: [], next_url: next}};
    });
    const root = temporaryFolder();
    await fetchDay({...orderFor(relay.url, root), ...SMALL}, signal).catch(cause => cause);
    expect(urls.map(url => url.searchParams.get('cursor'))).toEqual([null, '1', '2', '3']);
    expect(String(urls)).not.toContain(KEY);
    for (const name of readdirSync(join(root, '.fetch-fetched')))
      expect(await readFile(join(root, '.fetch-fetched', name), 'latin1')).not.toContain(KEY);
  });
});
