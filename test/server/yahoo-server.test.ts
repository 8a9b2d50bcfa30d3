import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {WebSocket} from 'ws';
import type {FeedEvent, Headline, PriceUpdate} from '../../src/core/events.ts';
import {floorTo, type Instant, minutes, plus, SECOND, seconds, toMillis} from '../../src/core/instant.ts';
import type {RawMessage} from '../../src/engine/ports.ts';
import {wallClock} from '../../src/engine/wall-clock.ts';
import {mergeFeeds} from '../../src/feeds/merge-feeds.ts';
import {packRecording} from '../../src/feeds/recording/pack-recording.ts';
import {RSS} from '../../src/feeds/rss/provider.ts';
import {readPricingData} from '../../src/feeds/yahoo/pricing-data.ts';
import {YAHOO} from '../../src/feeds/yahoo/provider.ts';
import {applyEvent} from '../../src/market/apply-event.ts';
import {collectChange} from '../../src/market/collect-change.ts';
import {figuresOf} from '../../src/market/figures.ts';
import {createMarket, type Market, nameOf} from '../../src/market/market.ts';
import type {DayServerOptions} from '../../src/server/day-server.ts';
import {emptyFile} from '../../src/server/empty-file.ts';
import type {ServedDay} from '../../src/server/served-day.ts';
import {startYahooServer} from '../../src/server/yahoo/yahoo-server.ts';
import {openDay} from '../../src/tape/day.ts';
import {openRecorder} from '../../src/tape/recording/recorder.ts';
import {startScriptedServer} from '../feeds/scripted-server.ts';
import {look} from '../market/market-fixtures.ts';
import {eventsOf, marketBy, onlyOf, playbackOf} from './market-by.ts';
import {AMZN, dayOf, MSFT, OPEN, tenMinutes, trade} from './small-day.ts';

const serve = async (day: ServedDay, startAt?: Instant, options: Partial<DayServerOptions> = {}) => {
  const playback = playbackOf(day, startAt);
  const server = await startYahooServer({day, playback, port: 0, ...options});
  onTestFinished(() => server.close());
  return {server, playback};
};

const eventually = (holds: () => unknown): Promise<unknown> => vi.waitFor(holds, 15_000);

const connect = async (url: string) => {
  const socket = new WebSocket(url);
  onTestFinished(() => socket.terminate());
  const got: string[] = [];
  socket.on('message', data => got.push(String(data)));
  await once(socket, 'open');
  const send = (message: unknown): void => socket.send(JSON.stringify(message));
  /** Nothing is confirmed: what is asked for has been read when a ping is answered. */
  const settled = async (): Promise<void> => {
    const pong = once(socket, 'pong');
    socket.ping();
    await pong;
  };
  return {socket, got, send, settled};
};

const pricing = (base64: string) => readPricingData(Buffer.from(base64, 'base64'));

describe('a day in the words of Yahoo’s stream', {timeout: 60_000}, () => {
  test('is looks made out of prints, one a second of a name that moved, each a frame', async () => {
    const day = tenMinutes();
    const {server, playback} = await serve(day);
    const {got, send, settled} = await connect(`${server.streamUrl}/?version=2`);
    send({subscribe: ['AMZN', 'XYZ']});
    await settled();
    playback.send({kind: 'seek', to: plus(OPEN, seconds(10.5))});
    await eventually(() => expect(got).toHaveLength(10));
    const frames = got.map(text => JSON.parse(text) as {readonly type: string; readonly message: string});
    expect(new Set(frames.map(({type}) => type))).toEqual(new Set(['pricing']));
    const looks = frames.map(({message}) => pricing(message));
    expect(looks.at(-1)).toMatchObject({
      ...{id: 'AMZN', price: Math.fround(240.09), time: toMillis(plus(OPEN, seconds(9.001))), currency: 'USD'},
      ...{quoteType: 8, marketHours: 1, dayVolume: 1_000, priceHint: 2, dayHigh: Math.fround(240.09), dayLow: 240},
    });
  });

  test('says nothing of a name that has not moved', async () => {
    const others = Array.from({length: 8}, (_, index) =>
      trade(plus(OPEN, seconds(index)), 10 + index, 430, {symbol: MSFT}),
    );
    const day = dayOf([...others, trade(plus(OPEN, seconds(2)), 1, 240)]);
    const {server} = await serve(day, day.info.endAt, {backlog: true});
    const {got, send} = await connect(server.streamUrl);
    send({subscribe: ['AMZN', 'MSFT']});
    await eventually(() => expect(got.filter(text => pricing(text)?.id === 'MSFT')).toHaveLength(7));
    expect(got.filter(text => pricing(text)?.id === 'AMZN')).toHaveLength(1);
  });

  test('is bare base64 for who did not ask for version 2; a name given back says no more', async () => {
    const {server, playback} = await serve(tenMinutes());
    const {got, send, settled} = await connect(server.streamUrl);
    send({subscribe: ['AMZN', 'MSFT']});
    send({unsubscribe: ['MSFT']});
    await settled();
    playback.send({kind: 'seek', to: plus(OPEN, seconds(5.5))});
    await eventually(() => expect(got).toHaveLength(5));
    expect(new Set(got.map(text => pricing(text)?.id))).toEqual(new Set(['AMZN']));
  });

  test('names past the cap are dropped without a word, and take no other’s place', async () => {
    const {server, playback} = await serve(tenMinutes(), undefined, {limits: {symbols: 2}});
    const {got, send, settled} = await connect(server.streamUrl);
    send({subscribe: ['NOTHING', 'AMZN']});
    send({subscribe: ['MSFT']});
    await settled();
    playback.send({kind: 'seek', to: plus(OPEN, seconds(5.5))});
    await eventually(() => expect(got).toHaveLength(5));
    expect(new Set(got.map(text => pricing(text)?.id))).toEqual(new Set(['AMZN']));
  });

  test.each([
    ['no JSON', 'hello'],
    ['no list', '{"subscribe":"AMZN"}'],
    ['an odd list', '{"subscribe":[null]}'],
    ['an odd key', '{"hello":[]}'],
  ])('%s is hung up on', async (_, text) => {
    const {server} = await serve(tenMinutes());
    const {socket, got} = await connect(server.streamUrl);
    socket.send(text);
    await once(socket, 'close');
    expect(got).toEqual([]);
  });
});

const figures = (market: Market, symbol = AMZN) => figuresOf(symbol, nameOf(market, symbol), undefined);

test('our own client reads each second’s last price and the day’s own count, and invents no print', {
  timeout: 60_000,
}, async () => {
  // The first print of the last second ends the look at the one before.
  const day = await onlyOf(tenMinutes(), 'trade');
  const {server} = await serve(day, day.info.endAt, {backlog: true});
  const lastLook = floorTo(day.info.endAt, SECOND);
  const prints = (await eventsOf(day)).flatMap(event =>
    event.kind === 'trade' && event.receivedAt < lastLook ? [event] : [],
  );
  const until = (seen: readonly FeedEvent[]): boolean =>
    [AMZN, MSFT].every(symbol => {
      const last = prints.filter(print => print.symbol === symbol).at(-1);
      return seen.some(
        event => event.kind === 'price' && event.symbol === symbol && toMillis(event.at) === toMillis(last?.at ?? OPEN),
      );
    });
  const {market, seen} = await marketBy({
    provider: YAHOO,
    day,
    host: server.streamUrl,
    source: 'unofficial',
    keys: {},
    until,
  });
  for (const symbol of [AMZN, MSFT]) {
    const own = prints.filter(print => print.symbol === symbol);
    const read = figures(market, symbol);
    expect(read).toMatchObject({
      volume: own.reduce((sum, {size}) => sum + size, 0),
      ...{high: Math.max(...own.map(({price}) => price)), low: Math.min(...own.map(({price}) => price))},
      ...{trades: 0, vwap: undefined, last: {price: own.toSorted((a, b) => a.at - b.at).at(-1)?.price}},
    });
  }
  // Every look is of a price that printed in that second.
  const printed = new Map(prints.map(({symbol, at, price}) => [`${symbol} ${toMillis(at)}`, price]));
  const looks = seen.filter((event): event is PriceUpdate => event.kind === 'price');
  expect(looks.length).toBeGreaterThan(1_000);
  for (const {symbol, at, price} of looks) expect(price).toBe(printed.get(`${symbol} ${toMillis(at)}`));
});

/** All that a screen could show, the condition of the wire left aside. */
const faceOf = (market: Market, now: Instant) => {
  const {figures: rows, chunks} = collectChange(market, {now, mode: 'replay', state: 'paused', speed: 1});
  return {rows, chunks};
};

test('what was recorded is packed, and is the same market again', {timeout: 60_000}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tapewire-yahoo-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  const written = dayOf(
    Array.from({length: 120}, (_, index) =>
      look(plus(OPEN, seconds(index)), 240 + index / 100, {
        dayVolume: 1_000 + index,
        dayHigh: 250,
        dayLow: 230,
        previousClose: 238.5,
      }),
    ),
  );
  const {server} = await serve(written, written.info.endAt, {backlog: true});
  const path = join(folder, 'day.rec');
  const recorder = await openRecorder({
    pathOf: () => path,
    session: {provider: 'yahoo', source: 'yahoo-unofficial', symbols: [AMZN]},
    secrets: () => [],
    clock: wallClock,
  });
  const tap = (message: RawMessage): void => recorder.record(message);
  const until = (seen: readonly FeedEvent[]): boolean => seen.length >= 120;
  const {market} = await marketBy({
    provider: YAHOO,
    day: written,
    host: server.streamUrl,
    source: 'unofficial',
    keys: {},
    until,
    tap,
  });
  await recorder.close();
  const {counts} = await packRecording(path, join(folder, 'packed'), {name: 'packed'});
  expect(counts).toMatchObject({price: 120, trade: 0});
  const day = await openDay(join(folder, 'packed'));
  onTestFinished(() => day.close());
  expect(day.info.made).toMatch(/^recorded from Yahoo yahoo-unofficial, /);
  // It was received today, but its prices are of a day that the fold is told.
  const again = createMarket({file: emptyFile(written.info)});
  for await (const batch of day.events.read({})) for (const event of batch) applyEvent(again, event);
  expect(faceOf(again, OPEN)).toEqual(faceOf(market, OPEN));
  expect(figures(again)).toMatchObject({volume: 1_119, previousClose: 238.5, last: {price: 241.19}});
});

test('prices of one and releases of another are one feed', {timeout: 60_000}, async () => {
  const day = dayOf([
    trade(OPEN, 1, 240),
    trade(plus(OPEN, seconds(2)), 2, 241),
    trade(plus(OPEN, minutes(1)), 3, 242),
  ]);
  const {server} = await serve(day, day.info.endAt, {backlog: true});
  const rss = await startScriptedServer({
    onRequest: (_, response) =>
      response.end(
        `<rss version="2.0"><channel><item><title>Amazon (NASDAQ: AMZN) signs</title><guid>7</guid><link>https://a.example/7</link><pubDate>${new Date(wallClock.now() / 1_000).toUTCString()}</pubDate></item></channel></rss>`,
      ),
  });
  onTestFinished(() => rss.close());
  const common = {
    symbols: [AMZN],
    keys: {},
    contact: undefined,
    since: OPEN,
    clock: wallClock,
    chance: () => 0.5,
    tap: undefined,
  };
  const feeds = [
    {
      name: 'yahoo',
      feed: YAHOO.open({...common, halves: ['prices'], source: 'unofficial', host: server.streamUrl}).feed,
    },
    {
      name: 'rss',
      feed: RSS.open({...common, halves: ['news'], source: '', host: undefined, rssFeeds: {wire: `${rss.httpUrl}/rss`}})
        .feed,
    },
  ];
  const stopper = new AbortController();
  const prices: PriceUpdate[] = [];
  const news: Headline[] = [];
  for await (const events of mergeFeeds(feeds, wallClock)(stopper.signal)) {
    for (const event of events) {
      if (event.kind === 'price') prices.push(event);
      if (event.kind === 'headline') news.push(event);
    }
    if (prices.length >= 2 && news.length >= 1) stopper.abort();
  }
  expect(prices.map(({price}) => price)).toEqual([240, 241]);
  expect(news.map(({headline, symbols}) => [headline, symbols])).toEqual([['Amazon (NASDAQ: AMZN) signs', [AMZN]]]);
});
