import {execFileSync} from 'node:child_process';
import {readdirSync} from 'node:fs';
import {readdir, readFile, truncate, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest';
import {readSnapshotAt} from '../../../src/cli/headless-market.ts';
import {sessionOf} from '../../../src/core/calendar.ts';
import {faultLine, isFault} from '../../../src/core/fault.ts';
import {minus, minutes, plus, seconds} from '../../../src/core/instant.ts';
import {parseTradingDate, type TradingDate} from '../../../src/core/new-york.ts';
import {ticker} from '../../../src/core/ticker.ts';
import {wallClock} from '../../../src/engine/wall-clock.ts';
import {createAlpacaDaySource} from '../../../src/feeds/alpaca/alpaca-day-source.ts';
import {checkDate} from '../../../src/feeds/fetch/check-date.ts';
import {type FetchOrder, fetchDay} from '../../../src/feeds/fetch/fetch-day.ts';
import type {FetchProgress} from '../../../src/feeds/fetch/fetch-legs.ts';
import {createRequestPace} from '../../../src/feeds/request-pace.ts';
import {type AlpacaServer, startAlpacaServer} from '../../../src/server/alpaca-server.ts';
import {createPlayback} from '../../../src/server/playback.ts';
import {type Day, openDay} from '../../../src/tape/day.ts';
import {verifyDay} from '../../../src/tape/verify-day.ts';
import {dayFolder} from '../../fixtures/committed-day.ts';
import {temporaryFolder} from '../../tape/recording/recording-fixtures.ts';
import {type Fault, startFaultyRelay} from './faulty-relay.ts';
import {createHurriedClock} from './hurried-clock.ts';

const KEYS = {id: 'PKCANARYKEY', secret: 'canary-secret-of-the-fetch'};
const DATE = parseTradingDate('2026-01-30') as TradingDate;
const NAMES = ['AMZN', 'MSFT', 'NVDA', 'GOOGL'].map(ticker);
const QQQ = ticker('QQQ');

let day: Day;
let server: AlpacaServer;
beforeAll(async () => {
  day = await openDay(dayFolder('2026-01-30'));
  const playback = createPlayback({day, wall: wallClock, startAt: day.info.endAt, speed: 1, state: 'paused'});
  server = await startAlpacaServer({day, playback, port: 0, keys: KEYS});
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
  const access = {restUrl, keys: KEYS, clock, chance: () => 0.5, pace: createRequestPace(clock), attempts: 8};
  return {
    name: 'fetched',
    date: DATE,
    source: createAlpacaDaySource({...access, source: 'sip', via: 'test'}),
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

/** A name and no benchmark: enough for what does not depend on what is fetched. */
const SMALL = {symbols: [ticker('MSFT')], benchmark: undefined, sessions: 2} as const;

const seen = async (folder: string) => {
  const opened = await openDay(folder);
  const snapshot = await readSnapshotAt(opened, [...NAMES, QQQ], day.info.endAt);
  await opened.close();
  return {snapshot, info: opened.info, counts: opened.counts};
};

const sealsOf = async (folder: string): Promise<unknown> =>
  JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')).files;

const faultOf = (fetching: Promise<unknown>): Promise<unknown> =>
  fetching.then(
    () => undefined,
    cause => cause,
  );

describe('a past day by REST', () => {
  test('is the market that it was when it was recorded', async () => {
    const root = temporaryFolder();
    const told: FetchProgress[] = [];
    const order = {...orderFor(server.restUrl, root), onProgress: (each: FetchProgress) => void told.push(each)};
    const report = await fetchDay(order, signal);
    await verifyDay(report.path);
    const [original, fetched] = [await seen(dayFolder('2026-01-30')), await seen(report.path)];
    for (const name of [...NAMES, QQQ]) {
      // Quotes are not fetched, and what was amended is there as it became.
      const expected = {...original.snapshot.figures.get(name), quote: undefined, amended: 0};
      expect({...fetched.snapshot.figures.get(name), quote: undefined}).toEqual(expected);
    }
    expect(fetched.snapshot.bars).toEqual(original.snapshot.bars);
    expect(fetched.snapshot.file.previousCloses).toEqual(original.snapshot.file.previousCloses);
    expect(fetched.snapshot.file.earlier).toEqual(original.snapshot.file.earlier);
    const texts = ({snapshot}: typeof original) =>
      snapshot.wire.map(({headline}) => [headline.id, headline.at, headline.updatedAt, headline.headline]).sort();
    expect(texts(fetched)).toEqual(texts(original));

    // Of three corrections and four cancels of the day: each took one print, each correction brought one.
    expect(report.told).toMatchObject({takenBack: 7, corrected: 3, unread: 0});
    expect(report.counts.trade).toBe(original.counts.trade - 4);
    expect(fetched.info).toMatchObject({provenance: 'imported', benchmark: QQQ, symbols: [...NAMES, QQQ]});
    expect(fetched.info.made).toMatch(
      /^Fetched by REST from Alpaca sip via test on 2026-01-30, .* receipts are not told\./,
    );
    expect(readdirSync(root)).toEqual(['fetched']);

    const parts = told.map(({part}) => part).filter(part => part !== undefined);
    expect(parts).toEqual(parts.toSorted((a, b) => a - b));
    expect(parts.at(-1)).toBeCloseTo(1, 9);
    expect(told.filter(({leg}) => leg.kind === 'news').every(({part}) => part === undefined)).toBe(true);
  });

  test('knows no edition before it was made, and no print before it happened', async () => {
    const {path} = await fetchDay({...orderFor(server.restUrl, temporaryFolder()), ...SMALL}, signal);
    const opened = await openDay(path);
    for await (const batch of opened.events.read()) {
      for (const event of batch) {
        expect(event.receivedAt).toBe(event.kind === 'headline' ? event.updatedAt : event.at);
      }
    }
    await opened.close();
  });

  test('in bars of a minute has the same bars', async () => {
    const order = {...orderFor(server.restUrl, temporaryFolder()), prints: 'bars'} as const;
    const {path, counts, quiet} = await fetchDay(order, signal);
    const {snapshot} = await seen(path);
    const original = await seen(dayFolder('2026-01-30'));
    expect(counts).toMatchObject({trade: 0, quote: 0});
    for (const name of NAMES) {
      const [own, theirs] = [snapshot.figures.get(name), original.snapshot.figures.get(name)];
      // A minute of odd lots alone has no bar, as at the vendor's.
      expect((own?.volume ?? 0) / (theirs?.volume ?? 1)).toBeCloseTo(1, 2);
      expect(own?.high).toBe(theirs?.high);
    }
    expect(quiet).toEqual([]);
  });

  test('comes whole through every kind of trouble', async () => {
    const calm = await fetchDay({...orderFor(server.restUrl, temporaryFolder()), ...SMALL}, signal);
    const faults: readonly (Fault | undefined)[] = [
      {kind: 'status', status: 429, headers: {'retry-after': '17'}},
      undefined,
      {kind: 'status', status: 503},
      {kind: 'cut'},
      {kind: 'empty'},
      {kind: 'short', limit: 700},
      {kind: 'drop'},
      {kind: 'short', limit: 1},
      {kind: 'status', status: 500},
      {kind: 'empty'},
    ];
    const relay = await startFaultyRelay(server.restUrl, number => faults[number % faults.length]);
    const rough = orderFor(relay.url, temporaryFolder(), SMALL);
    const report = await fetchDay(rough, signal);
    expect(await sealsOf(report.path)).toEqual(await sealsOf(calm.path));
    expect(report.pages).toBeGreaterThan(calm.pages);
    expect(relay.requests.length).toBeGreaterThan(report.pages);
    expect(rough.waits).toContainEqual(expect.closeTo(seconds(17), -6));
  });

  test('that was stopped goes on at the next page, and after a torn one at that', async () => {
    const calm = await fetchDay({...orderFor(server.restUrl, temporaryFolder()), ...SMALL}, signal);
    const root = temporaryFolder();
    const short = await startFaultyRelay(server.restUrl, () => ({kind: 'short', limit: 3_000}));
    const order = {...orderFor(short.url, root), ...SMALL};
    const stopper = new AbortController();
    const onProgress = ({leg, pages}: FetchProgress): void => {
      if (leg.kind === 'trades' && pages >= 7) stopper.abort(new Error('enough'));
    };
    await expect(fetchDay({...order, onProgress}, stopper.signal)).rejects.toThrow('enough');
    const folder = join(root, '.fetch-fetched');
    expect(readdirSync(root)).toEqual(['.fetch-fetched']);

    // A kill in the middle of a write leaves half a page.
    const [last = ''] = (await readdir(folder))
      .filter(name => name.endsWith('.pages'))
      .sort()
      .reverse();
    const whole = await readFile(join(folder, last));
    await truncate(join(folder, last), whole.length - 5);
    const before = short.requests.length;
    const kept: number[] = [];
    const onStart = ({pagesKept}: {pagesKept: number}): void => void kept.push(pagesKept);
    const report = await fetchDay({...order, onStart}, signal);
    expect(kept).toEqual([6]);
    expect(await sealsOf(report.path)).toEqual(await sealsOf(calm.path));
    const again = short.requests.slice(before);
    expect(again.every(url => url.pathname === '/v2/stocks/trades' && url.searchParams.has('page_token'))).toBe(true);
    expect(again).toHaveLength(report.pages - 6);
  });

  test('takes no damaged page, and none of another question', async () => {
    const root = temporaryFolder();
    const order = {...orderFor(server.restUrl, root), ...SMALL};
    const stopper = new AbortController();
    const stopAfter =
      (most: number) =>
      ({pages}: FetchProgress): void => {
        if (pages >= most) stopper.abort(new Error('enough'));
      };
    await expect(fetchDay({...order, onProgress: stopAfter(3)}, stopper.signal)).rejects.toThrow('enough');
    const history = join(root, '.fetch-fetched', '2.pages');
    const bytes = await readFile(history);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0xff;
    await writeFile(history, bytes);
    const starts: unknown[] = [];
    const onStart = (start: unknown): void => void starts.push(start);
    await expect(fetchDay({...order, onStart}, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
    await fetchDay({...order, prints: 'bars', onStart}, signal);
    expect(starts).toEqual([
      {pagesKept: 2, startedAnew: false},
      {pagesKept: 0, startedAnew: true},
    ]);
  });

  test('begins a leg again when its place is no longer known', async () => {
    const root = temporaryFolder();
    let strict = false;
    const relay = await startFaultyRelay(server.restUrl, (_, url) =>
      strict && url.searchParams.get('page_token')?.length
        ? {kind: 'status', status: 400, body: {message: 'invalid page_token'}}
        : {kind: 'short', limit: strict ? 10_000 : 2_000},
    );
    const order = {...orderFor(relay.url, root), ...SMALL, symbols: [QQQ]};
    const stopper = new AbortController();
    const onProgress = ({leg, pages}: FetchProgress): void => {
      if (leg.kind === 'trades' && pages >= 6) stopper.abort(new Error('enough'));
    };
    await expect(fetchDay({...order, onProgress}, stopper.signal)).rejects.toThrow('enough');
    strict = true;
    const one = fetchDay({...order}, signal);
    // All of it is more than a page: the second is refused too, now for good.
    await expect(one).rejects.toThrow(/does not answer this question \(HTTP 400: invalid page_token\)/);
    strict = false;
    const report = await fetchDay(order, signal);
    const calm = await fetchDay({...orderFor(server.restUrl, temporaryFolder()), ...SMALL, symbols: [QQQ]}, signal);
    expect(await sealsOf(report.path)).toEqual(await sealsOf(calm.path));
  });

  test('never asks for more than the server allows', async () => {
    const root = temporaryFolder();
    const order = orderFor('', root, SMALL);
    const playback = createPlayback({day, wall: order.clock, startAt: day.info.endAt, speed: 1, state: 'paused'});
    const limits = {requests: 10};
    const small = await startAlpacaServer({day, playback, wall: order.clock, limits, port: 0, keys: KEYS});
    onTestFinished(() => small.close());
    const statuses: number[] = [];
    const relay = await startFaultyRelay(
      small.restUrl,
      () => ({kind: 'short', limit: 1_000}),
      status => statuses.push(status),
    );
    const pace = createRequestPace(order.clock);
    const access = {restUrl: relay.url, keys: KEYS, clock: order.clock, chance: () => 0, pace};
    await fetchDay({...order, source: createAlpacaDaySource({...access, source: 'sip', via: undefined})}, signal);
    expect(statuses.length).toBeGreaterThan(20);
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  test.for([
    ['2026-01-31', /2026-01-31 is a Saturday: there was no trading: .*2026-01-30/],
    ['2026-01-19', /2026-01-19 is a holiday: there was no trading: .*2026-01-16/],
    ['2027-03-05', /2027-03-05 is yet to come/],
  ] as const)('%s is refused before anything is asked for', async ([date, message]) => {
    const relay = await startFaultyRelay(server.restUrl, () => undefined);
    const order = {...orderFor(relay.url, temporaryFolder()), date: parseTradingDate(date) ?? DATE};
    const fault = await faultOf(fetchDay(order, signal));
    expect(isFault(fault) && [fault.code, faultLine(fault)]).toEqual(['usage', expect.stringMatching(message)]);
    expect(relay.requests).toEqual([]);
  });

  test('the day under way is refused until it is over', () => {
    const session = sessionOf(DATE);
    if (session === undefined) throw new RangeError(DATE);
    expect(() => checkDate(DATE, minus(session.endAt, seconds(1)))).toThrow(
      '2026-01-30 is not over before 20:00 New York time',
    );
    expect(checkDate(DATE, session.endAt)).toBe(session);
    const half = parseTradingDate('2025-11-28') as TradingDate;
    expect(checkDate(half, session.endAt).half).toBe(true);
  });

  test('what stands there is left alone unless it is to be replaced', async () => {
    const root = temporaryFolder();
    const relay = await startFaultyRelay(server.restUrl, () => undefined);
    const order = {...orderFor(relay.url, root), ...SMALL};
    await fetchDay(order, signal);
    const asked = relay.requests.length;
    const fault = await faultOf(fetchDay(order, signal));
    expect(isFault(fault) && faultLine(fault)).toBe(
      'fetched is there already: choose another --name, or replace it with --force',
    );
    expect(relay.requests).toHaveLength(asked);
    await fetchDay({...order, replace: true}, signal);
    await writeFile(join(root, 'kept.rec'), '');
    await expect(fetchDay({...order, name: 'kept'}, signal)).rejects.toThrow('kept is the name of a recording');
  });

  test('one at a time', async () => {
    const order = {...orderFor(server.restUrl, temporaryFolder()), ...SMALL};
    const [first, second] = await Promise.allSettled([fetchDay(order, signal), fetchDay(order, signal)]);
    const refused = [first, second].filter(({status}) => status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(String((refused[0] as PromiseRejectedResult).reason)).toMatch('fetched is being fetched already');
  });

  test.for([
    [401, {message: 'unauthorized.'}, 'feed/auth', /check the keys: tapewire keys/],
    [402, {message: 'payment'}, 'feed/entitlement', /choose a feed that your plan has/],
    [
      403,
      {message: 'subscription does not permit querying recent SIP data'},
      'feed/entitlement',
      /recent SIP data\): wait 15 minutes, or use --source iex/,
    ],
    [422, {message: 'end should be after start'}, 'feed/protocol', /HTTP 422: end should be .* check the dates/],
  ] as const)('HTTP %i stops with what to do, asked once', async ([status, body, code, words]) => {
    const relay = await startFaultyRelay(server.restUrl, () => ({kind: 'status', status, body}));
    const fault = await faultOf(fetchDay({...orderFor(relay.url, temporaryFolder()), ...SMALL}, signal));
    expect(isFault(fault) && [fault.code, faultLine(fault)]).toEqual([code, expect.stringMatching(words)]);
    expect(relay.requests).toHaveLength(1);
    expect(String(relay.requests)).not.toContain(KEYS.secret);
  });

  test('a server that stays away is given up in the end', async () => {
    const relay = await startFaultyRelay(server.restUrl, () => ({kind: 'status', status: 503}));
    const order = orderFor(relay.url, temporaryFolder(), SMALL);
    await expect(fetchDay(order, signal)).rejects.toThrow('is not available (HTTP 503)');
    expect(relay.requests).toHaveLength(8);
  });

  test('a disk that is full says so, and keeps what it has', async context => {
    const root = temporaryFolder();
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=200k', 'tapewire', root], {stdio: 'ignore'});
    } catch {
      context.skip('no disk can be mounted here');
    }
    onTestFinished(() => void execFileSync('umount', ['-l', root]));
    const fault = await faultOf(fetchDay(orderFor(server.restUrl, root), signal));
    expect(isFault(fault) && [fault.code, fault.message]).toEqual([
      'tape/write',
      'the disk is full: make room, then start again',
    ]);
    expect(readdirSync(root)).toEqual(['.fetch-fetched']);
  });

  test('names that nobody knows make no day', async () => {
    const root = temporaryFolder();
    const order = {...orderFor(server.restUrl, root), ...SMALL, symbols: [ticker('ZZZZ')]};
    await expect(fetchDay(order, signal)).rejects.toThrow('has no trades of ZZZZ on 2026-01-30');
    expect(readdirSync(root)).toEqual(['.fetch-fetched']);
  });
});
