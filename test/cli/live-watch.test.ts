import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {WebSocketServer} from 'ws';
import {gridText} from '../../src/chart/grid.ts';
import {readSnapshotAt} from '../../src/cli/headless-market.ts';
import {NO_HISTORY} from '../../src/cli/session-history.ts';
import {floorTo, type Instant, MINUTE, minus, minutes, plus, seconds} from '../../src/core/instant.ts';
import {atWallTime} from '../../src/core/new-york.ts';
import {type Ticker, ticker} from '../../src/core/ticker.ts';
import type {Clock} from '../../src/engine/ports.ts';
import {startSession} from '../../src/engine/session.ts';
import {createStore} from '../../src/engine/store.ts';
import {wallClock} from '../../src/engine/wall-clock.ts';
import {createAlpacaFeed} from '../../src/feeds/alpaca-feed.ts';
import {aggregateBars} from '../../src/market/aggregate.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {type AlpacaServer, type AlpacaServerOptions, startAlpacaServer} from '../../src/server/alpaca-server.ts';
import {createPlayback} from '../../src/server/playback.ts';
import {type Day, openDay} from '../../src/tape/day.ts';
import {drawScreen} from '../../src/ui/draw/draw-screen.ts';
import {createUiState} from '../../src/view/ui-state.ts';
import {storeUntil} from '../engine/store-until.ts';

const AMZN = ticker('AMZN');
const KEYS = {id: 'key', secret: 'secret'};

let day: Day;
let symbols: readonly Ticker[];
/** The machine's clock, moved so that it is half past ten on the day. */
let clock: Clock;
beforeAll(async () => {
  day = await openDay(fileURLToPath(new URL('../../fixtures/days/2026-01-30', import.meta.url)));
  symbols = day.info.symbols;
  const shift = seconds((atWallTime(day.info.date, 10, 30) - wallClock.now()) / 1_000_000);
  clock = {
    now: () => plus(wallClock.now(), shift),
    until: (at, signal) => wallClock.until(minus(at, shift), signal),
  };
});
afterAll(() => day.close());

const serve = async (
  port: number,
  options: Partial<Pick<AlpacaServerOptions, 'keys' | 'limits'>> = {},
): Promise<AlpacaServer> => {
  const playback = createPlayback({day, wall: clock, startAt: clock.now(), speed: 1});
  return startAlpacaServer({day, playback, port, keys: KEYS, ...options});
};

const watch = (urls: Pick<AlpacaServer, 'stockUrl' | 'newsUrl' | 'restUrl'>, since?: Instant) => {
  const store = createStore();
  const session = startSession({
    feed: createAlpacaFeed({...urls, keys: KEYS, symbols, since, codec: 'json', clock, chance: () => 0}),
    file: {day: day.info, deals: [], ...NO_HISTORY},
    face: () => ({now: clock.now(), mode: 'live', state: 'running', speed: 1}),
    wall: wallClock,
    publish: store.apply,
  });
  const fault = session.settled.then(
    () => undefined,
    error => error as unknown,
  );
  const until = (holds: (snapshot: Snapshot) => boolean): Promise<Snapshot> => storeUntil(store, holds);
  return {store, until, stop: session.stop, fault};
};

const stateOf = (snapshot: Snapshot, feed: string): string | undefined =>
  snapshot.feeds.find(health => health.feed === feed)?.state;
const lastAt = (snapshot: Snapshot): Instant | undefined => snapshot.figures.get(AMZN)?.lastPrint?.at;
const textOf = (snapshot: Snapshot): string =>
  gridText(drawScreen({snapshot, ui: createUiState(snapshot.clock.now), size: {width: 120, height: 40}})).join('\n');

describe('a live watch', () => {
  test('lives through a server that dies and returns: nothing shown is lost, what was missed is fetched', async () => {
    const first = await serve(0);
    const {until, stop} = watch(first);
    const begun = await until(snapshot => lastAt(snapshot) !== undefined && stateOf(snapshot, 'alpaca/sip') === 'live');
    const from = plus(lastAt(begun) ?? clock.now(), seconds(1));

    await first.close();
    const cut = await until(snapshot => stateOf(snapshot, 'alpaca/sip') === 'retrying');
    expect(textOf(cut)).toMatch(/retrying/);
    expect(textOf(cut)).toMatch(/AMZN +2\d\d\.\d\d/);
    expect(cut.figures.get(AMZN)?.volume).toBeGreaterThanOrEqual(begun.figures.get(AMZN)?.volume ?? 0);

    await clock.until(plus(clock.now(), seconds(2)), new AbortController().signal);
    const second = await serve(first.port);
    const resumed = clock.now();
    const back = await until(
      snapshot => stateOf(snapshot, 'alpaca/sip') === 'live' && (lastAt(snapshot) ?? 0) > plus(resumed, seconds(2)),
    );
    const to = plus(resumed, seconds(1));
    const whole = await readSnapshotAt(day, symbols, plus(lastAt(back) ?? resumed, seconds(1)));
    const window = {from, to};
    for (const symbol of symbols) {
      const [seen, real] = [back.bars.get(symbol), whole.bars.get(symbol)];
      if (seen === undefined || real === undefined) throw new Error(`no bars of ${symbol}`);
      expect(aggregateBars(seen, seconds(1), window)).toEqual(aggregateBars(real, seconds(1), window));
    }
    await stop();
    await second.close();
  });

  test('joins a day under way: its bars and its wire are those of the day so far', async () => {
    const server = await serve(0);
    const since = atWallTime(day.info.date, 4);
    /** Prints are reported within moments, some within minutes: what is compared had settled by then. */
    const settled = minus(floorTo(clock.now(), MINUTE), minutes(5));
    const range = {from: since, to: settled};
    const {until, stop} = watch(server, since);
    const whole = await readSnapshotAt(day, symbols, clock.now());
    const stories = whole.wire
      .map(item => item.headline)
      .filter(headline => headline.at >= since && headline.symbols.some(symbol => symbols.includes(symbol)));
    const minutesOf = (snapshot: Snapshot, symbol: Ticker) => {
      const series = snapshot.bars.get(symbol);
      return series === undefined ? [] : aggregateBars(series, MINUTE, range);
    };
    const seen = await until(
      snapshot =>
        symbols.every(symbol => minutesOf(snapshot, symbol).length === minutesOf(whole, symbol).length) &&
        snapshot.wire.length >= stories.length,
    );
    for (const symbol of symbols) {
      const figuresOf = (snapshot: Snapshot) =>
        minutesOf(snapshot, symbol).map(({notional: _, vwapVolume: __, ...row}) => row);
      expect(figuresOf(seen)).toEqual(figuresOf(whole));
      expect(seen.figures.get(symbol)?.open).toBe(whole.figures.get(symbol)?.open);
    }
    expect(seen.wire.map(item => item.headline.id)).toEqual(expect.arrayContaining(stories.map(story => story.id)));
    expect(seen.feeds.flatMap(feed => feed.gaps)).toEqual([]);
    await stop();
    await server.close();
  });

  test('with a wrong key stops, says what to do and does not come again', async () => {
    const server = await serve(0, {keys: {id: 'other', secret: 'keys'}});
    const {until, stop, fault} = watch(server);
    const told = await until(({feeds}) => feeds.length > 0 && feeds.every(feed => feed.state === 'stopped'));
    expect(textOf(told)).toMatch(/OFFLINE/);
    expect(textOf(told)).toMatch(/key/i);
    expect(textOf(told)).not.toContain('secret');
    expect(await fault).toMatchObject({code: 'feed/auth', terminal: true});
    await stop();
    await server.close();
  });

  test('on a plan without the stream says so and what to do; the wire goes on', async () => {
    const server = await serve(0, {limits: {plan: ['iex', 'news']}});
    const {until, stop} = watch(server);
    const told = await until(
      snapshot => stateOf(snapshot, 'alpaca/sip') === 'stopped' && stateOf(snapshot, 'alpaca/news') === 'live',
    );
    expect(told.feeds.find(feed => feed.feed === 'alpaca/sip')).toMatchObject({
      code: 'feed/entitlement',
      message: 'alpaca/sip is not part of the plan (insufficient subscription, 409): use the iex feed',
      reconnects: 0,
    });
    expect(textOf(told)).toMatch(/not part of the plan/);
    await stop();
    await server.close();
  });

  test('survives garbage and a message of ten megabytes', async () => {
    const http = createServer();
    const sockets = new WebSocketServer({server: http});
    let connections = 0;
    sockets.on('connection', (socket, request) => {
      if (!request.url?.includes('sip')) return;
      connections += 1;
      socket.send('[{"T":"success","msg":"connected"}]');
      socket.on('message', data => {
        if (String(data).includes('auth')) socket.send('[{"T":"success","msg":"authenticated"}]');
        if (!String(data).includes('subscribe')) return;
        const names = symbols.join('","');
        socket.send(
          `[{"T":"subscription","trades":["${names}"],"quotes":["${names}"],"bars":["${names}"],"statuses":["${names}"],"corrections":["${names}"],"cancelErrors":["${names}"]}]`,
        );
        const t = new Date(clock.now() / 1_000).toISOString();
        const print = (id: number, price: number): string =>
          `{"T":"t","i":${id},"S":"AMZN","x":"Q","p":${price},"s":100,"t":"${t}","c":["@"],"z":"C"}`;
        if (connections === 1) {
          socket.send(`[${print(1, 250)}]`);
          socket.send('{"T": garbage');
          socket.send(`[${print(2, 251)},{"T":"t","S":"AMZN","p":"many"},${print(3, 252)}]`);
          socket.send(`["${'x'.repeat(10 << 20)}"]`);
        } else {
          socket.send(`[${print(4, 253)}]`);
        }
      });
    });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    const base = `ws://127.0.0.1:${(http.address() as AddressInfo).port}`;
    const {until, stop} = watch({
      stockUrl: `${base}/v2/sip`,
      newsUrl: `${base}/v1beta1/news`,
      restUrl: base.replace('ws', 'http'),
    });
    const seen = await until(snapshot => snapshot.figures.get(AMZN)?.last?.price === 253);
    expect(seen.figures.get(AMZN)).toMatchObject({trades: 4, high: 253});
    expect(seen.feeds.find(feed => feed.feed === 'alpaca/sip')?.bad).toBeGreaterThanOrEqual(2);
    expect(connections).toBe(2);
    await stop();
    sockets.close();
    http.close();
  });
});
