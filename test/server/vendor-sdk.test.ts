import {existsSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {Alpaca, marketData, pagination} from '@alpacahq/alpaca-trade-api';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import type {TapeEvent} from '../../src/core/events.ts';
import {type Instant, minutes, plus, seconds, toMillis} from '../../src/core/instant.ts';
import {createVirtualClock} from '../../src/engine/virtual-clock.ts';
import {startAlpacaServer} from '../../src/server/alpaca-server.ts';
import {createPlayback, type Playback} from '../../src/server/playback.ts';
import type {ServedDay} from '../../src/server/served-day.ts';
import {openDay} from '../../src/tape/day.ts';
import {writeDay} from '../../src/tape/write-day.ts';
import {instantAt, OPEN, tenMinutes} from './small-day.ts';
import {KEYS} from './stream-client.ts';

const FIXTURE = fileURLToPath(new URL('../../fixtures/days/2026-01-30', import.meta.url));

const eventsOf = async (day: ServedDay): Promise<readonly TapeEvent[]> => {
  const all: TapeEvent[] = [];
  for await (const batch of day.events.read({})) all.push(...batch);
  return all;
};

/** The small day, written to disk and opened again. */
const writtenDay = async () => {
  const day = tenMinutes();
  const root = await mkdtemp(join(tmpdir(), 'tapewire-sdk-'));
  onTestFinished(() => rm(root, {recursive: true}));
  const folder = join(root, day.info.name);
  await writeDay(folder, {...day.info, previousCloses: new Map(), events: await eventsOf(day)});
  const opened = await openDay(folder);
  onTestFinished(() => opened.close());
  return opened;
};

type Sdk = {
  readonly stocks: ReturnType<Alpaca['marketData']['stockStream']>;
  readonly news: ReturnType<Alpaca['marketData']['newsStream']>;
  readonly rest: marketData.Configuration;
};

/** The vendor's own client, pointed at a server of ours. */
const connectSdk = async (day: ServedDay, playback: Playback, secret = KEYS.secret): Promise<Sdk> => {
  const server = await startAlpacaServer({day, playback, keys: KEYS, port: 0});
  const {marketData: data} = new Alpaca({keyId: KEYS.id, secret});
  const stocks = data.stockStream({url: server.stockUrl, reconnect: false});
  const news = data.newsStream({url: server.newsUrl, reconnect: false});
  onTestFinished(async () => {
    stocks.disconnect();
    news.disconnect();
    await server.close();
  });
  const rest = new marketData.Configuration({keyId: KEYS.id, secret, basePath: server.restUrl});
  return {stocks, news, rest};
};

const playbackOf = (day: ServedDay, startAt = day.info.startAt): Playback => {
  const wall = createVirtualClock(instantAt('2030-01-01T00:00:00Z'));
  return createPlayback({day, wall, startAt, speed: 60, state: 'paused'});
};

const instantDate = (at: Instant): Date => new Date(toMillis(at));

/** Puts what the streams bring into lists. */
const collect = ({stocks, news}: Sdk) => {
  const got = {
    trades: [] as {id: number; price: number; symbol: string; timestampRaw?: string | undefined}[],
    bars: [] as {open: number; close: number; volume: number; timestamp: Date; symbol: string}[],
    corrections: [] as {originalId: number; correctedId: number; correctedPrice: number}[],
    cancels: [] as {id: number; action?: string | undefined}[],
    stories: [] as {id: number; headline: string; symbols: readonly string[]}[],
  };
  stocks.onTrade(trade => got.trades.push(trade));
  stocks.onBar(bar => got.bars.push(bar));
  stocks.onCorrection(correction => got.corrections.push(correction));
  stocks.onCancelError(cancel => got.cancels.push(cancel));
  news.onNews(story => got.stories.push(story as unknown as (typeof got.stories)[number]));
  return got;
};

const subscribed = (stream: Sdk['stocks'] | Sdk['news']): Promise<unknown> =>
  new Promise(resolve => stream.once('subscription', () => resolve(undefined)));

const connect = async ({stocks, news}: Sdk): Promise<void> => {
  stocks.subscribeForTrades(['*']);
  stocks.subscribeForBars(['AMZN']);
  news.subscribeForNews(['*']);
  const echoes = [subscribed(stocks), subscribed(news)];
  stocks.connect();
  news.connect();
  expect(await stocks.waitForAuthentication(5_000)).toBe(true);
  expect(await news.waitForAuthentication(5_000)).toBe(true);
  await Promise.all(echoes);
};

describe('the vendor’s own client', () => {
  test('connects, authenticates and receives the day', async () => {
    const day = await writtenDay();
    const playback = playbackOf(day);
    const sdk = await connectSdk(day, playback);
    const got = collect(sdk);
    await connect(sdk);
    playback.send({kind: 'seek', to: day.info.endAt});
    await vi.waitFor(() => expect([got.trades.at(-1)?.id, got.stories.length]).toEqual([8_888, 3]), 5_000);
    const sent = (await eventsOf(day)).filter(event => event.kind === 'trade');
    expect(got.trades.map(trade => trade.id)).toEqual(sent.map(trade => trade.id));
    expect(got.trades.map(trade => trade.price)).toEqual(sent.map(trade => trade.price));
    expect(got.trades[0]?.timestampRaw).toBe('2026-01-30T14:30:00.001000000Z');
    expect(got.bars.map(bar => bar.timestamp.toISOString().slice(11, 16))).toEqual(
      Array.from({length: 9}, (_, index) => `14:3${index}`),
    );
    expect(got.bars[4]).toMatchObject({symbol: 'AMZN', open: 240.4, close: 240.49, volume: 6_000});
    expect(got.corrections).toMatchObject([{originalId: 1, correctedId: 9_001, correctedPrice: 239.5}]);
    expect(got.cancels).toMatchObject([{id: 11, action: 'C'}]);
    expect(got.stories).toMatchObject([
      {id: 101, headline: 'Story 101', symbols: ['AMZN']},
      {id: 102, symbols: ['MSFT']},
      {id: 103, symbols: []},
    ]);
  });

  test('is told that its key is wrong', async () => {
    const day = tenMinutes();
    const {stocks, rest} = await connectSdk(day, playbackOf(day), 'wrong');
    stocks.connect();
    expect(await stocks.waitForAuthenticationResult(5_000)).toMatchObject({authenticated: false, code: 402});
    await expect(new marketData.NewsApi(rest).news({})).rejects.toThrow();
  });

  test('pages bars, trades and news by REST', async () => {
    const day = await writtenDay();
    const playback = playbackOf(day, plus(OPEN, seconds(330.5)));
    const {rest} = await connectSdk(day, playback);
    const [stocks, stories] = [new marketData.StockApi(rest), new marketData.NewsApi(rest)];
    const token = (pageToken: string | undefined) => (pageToken === undefined ? {} : {pageToken});
    const trades = await pagination.collect(async page => {
      const answer = await stocks.stockTrades({symbols: 'AMZN', limit: 100, ...token(page)});
      return {items: answer.trades?.['AMZN'] ?? [], nextPageToken: answer.nextPageToken ?? null};
    });
    const known = (await eventsOf(day)).filter(
      event => event.kind === 'trade' && event.symbol === 'AMZN' && event.receivedAt <= playback.position().at,
    );
    /** A corrected print is there twice, as it was and as it became. */
    expect(trades).toHaveLength(known.length + 1);
    expect(trades.filter(trade => trade.u !== undefined).map(trade => [trade.i, trade.u])).toEqual([
      [1, 'incorrect'],
      [9_001, 'corrected'],
      [11, 'canceled'],
    ]);
    const bars = await pagination.collect(async page => {
      const answer = await stocks.stockBars({symbols: 'AMZN,MSFT', timeframe: '1Min', limit: 3, ...token(page)});
      return {items: Object.values(answer.bars).flat(), nextPageToken: answer.nextPageToken ?? null};
    });
    expect(bars).toHaveLength(10);
    expect(new Date(bars[0]?.t ?? 0)).toEqual(new Date('2026-01-30T14:30:00Z'));
    const news = await pagination.collect(async page => {
      const answer = await stories.news({limit: 1, includeContent: true, ...token(page)});
      return {items: answer.news, nextPageToken: answer.nextPageToken ?? null};
    });
    expect(news.map(story => [story.id, story.content])).toEqual([
      [102, '<p>All of it.</p>'],
      [101, '<p>All of it.</p>'],
    ]);
  });

  test.skipIf(!existsSync(FIXTURE))('pages the bundled day by REST, several names at once', async () => {
    const day = await openDay(FIXTURE);
    onTestFinished(() => day.close());
    const playback = playbackOf(day, day.info.endAt);
    const {rest} = await connectSdk(day, playback);
    const stocks = new marketData.StockApi(rest);
    const token = (pageToken: string | undefined) => (pageToken === undefined ? {} : {pageToken});
    const range = {start: instantDate(OPEN), end: instantDate(plus(OPEN, minutes(30)))};
    const sizes: number[] = [];
    const trades = await pagination.collect(async page => {
      const answer = await stocks.stockTrades({symbols: 'NVDA,MSFT', limit: 2_000, ...range, ...token(page)});
      const items = Object.entries(answer.trades ?? {}).flatMap(([symbol, list]) =>
        list.map(trade => ({symbol, trade})),
      );
      sizes.push(items.length);
      return {items, nextPageToken: answer.nextPageToken ?? null};
    });
    const known = (await eventsOf(day)).filter(
      event =>
        event.kind === 'trade' &&
        (event.symbol === 'NVDA' || event.symbol === 'MSFT') &&
        event.at >= OPEN &&
        event.at <= plus(OPEN, minutes(30)),
    );
    expect(trades.filter(({trade}) => trade.u !== 'corrected')).toHaveLength(known.length);
    // The limit is on all names together, and the names come one after the other.
    expect(sizes.slice(0, -1).every(size => size === 2_000)).toBe(true);
    expect(trades.map(({symbol}) => symbol)).toEqual(trades.map(({symbol}) => symbol).sort());
    const times = trades.filter(({symbol}) => symbol === 'NVDA').map(({trade}) => Number(new Date(trade.t ?? 0)));
    expect(times).toEqual(times.toSorted((a, b) => a - b));

    const bars = await pagination.collect(async page => {
      const answer = await stocks.stockBars({
        symbols: 'NVDA,MSFT',
        timeframe: '5Min',
        limit: 5,
        ...range,
        ...token(page),
      });
      return {items: Object.values(answer.bars).flat(), nextPageToken: answer.nextPageToken ?? null};
    });
    expect(bars).toHaveLength(14);
  });

  test.skipIf(!existsSync(FIXTURE))('receives the bundled day around its opening', async () => {
    const day = await openDay(FIXTURE);
    onTestFinished(() => day.close());
    const playback = playbackOf(day, day.info.openingAt);
    const sdk = await connectSdk(day, playback);
    const got = collect(sdk);
    await connect(sdk);
    const end = plus(day.info.openingAt, minutes(30));
    playback.send({kind: 'seek', to: end});
    const sent: TapeEvent[] = [];
    for await (const batch of day.events.read({after: day.info.openingAt, until: end})) sent.push(...batch);
    const of = (kind: TapeEvent['kind']) => sent.filter(event => event.kind === kind);
    await vi.waitFor(() => {
      expect(got.trades).toHaveLength(of('trade').length);
      expect(got.stories).toHaveLength(of('headline').length);
    }, 10_000);
    expect(got.trades.length).toBeGreaterThan(100);
    expect(got.stories.length).toBeGreaterThan(0);
    const prices = of('trade').map(event => (event.kind === 'trade' ? event.price : 0));
    expect(got.trades.map(trade => trade.price)).toEqual(prices);
    expect(got.corrections).toHaveLength(of('correction').length);
    expect(got.cancels).toHaveLength(of('cancel').length);
    expect(got.bars.length).toBeGreaterThan(0);
  });
});
