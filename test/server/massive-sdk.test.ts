import {
  GetStocksAggregatesTimespanEnum,
  GetStocksTradesOrderEnum,
  type ITradeStockEvent,
  restClient,
  websocketClient,
} from '@massive.com/client-js';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import type {FeedEvent} from '../../src/core/events.ts';
import {type Instant, MINUTE, plus, seconds} from '../../src/core/instant.ts';
import {ALPACA} from '../../src/feeds/alpaca/provider.ts';
import {MASSIVE} from '../../src/feeds/massive/provider.ts';
import {aggregateBars} from '../../src/market/aggregate.ts';
import {nameOf} from '../../src/market/market.ts';
import {startAlpacaServer} from '../../src/server/alpaca-server.ts';
import type {DayServerOptions} from '../../src/server/day-server.ts';
import {startMassiveServer} from '../../src/server/massive/massive-server.ts';
import {seriesBetween} from '../../src/server/series-between.ts';
import type {ServedDay} from '../../src/server/served-day.ts';
import {eventsOf, marketBy, onlyOf, playbackOf, type Reading} from './market-by.ts';
import {AMZN, MSFT, OPEN, tenMinutes} from './small-day.ts';

const KEY = 'massive-key-1234';

const serve = async (day: ServedDay, startAt?: Instant, options: Partial<DayServerOptions> = {}) => {
  const playback = playbackOf(day, startAt);
  const server = await startMassiveServer({day, playback, key: KEY, port: 0, ...options});
  onTestFinished(() => server.close());
  return {server, playback};
};

type Message = {readonly ev: string; readonly status?: string; readonly message?: string} & Partial<ITradeStockEvent>;

/** The vendor's own client on the stock stream, and what it is told. */
const connectSdk = (at: string, key = KEY) => {
  const socket = websocketClient(key, `ws://${at}`).stocks();
  const got: Message[] = [];
  socket.onmessage = ({data}: {readonly data: unknown}) => got.push(...(JSON.parse(String(data)) as Message[]));
  onTestFinished(() => socket.close());
  const said = (status: string): Promise<unknown> =>
    vi.waitFor(() => expect(got.some(message => message.status === status)).toBe(true), 10_000);
  return {socket, got, said, of: (ev: string) => got.filter(message => message.ev === ev)};
};

describe('Massive’s own client', {timeout: 60_000}, () => {
  test('connects, authenticates, subscribes and receives the day', async () => {
    const day = tenMinutes();
    const {server, playback} = await serve(day);
    const {socket, said, of} = connectSdk(server.at);
    await said('auth_success');
    socket.send(JSON.stringify({action: 'subscribe', params: 'T.*,Q.AMZN,AM.AMZN,A.AMZN'}));
    await vi.waitFor(() => expect(of('status').filter(({status}) => status === 'success')).toHaveLength(4), 10_000);
    expect(of('status').map(({message}) => message)).toContain('subscribed to: AM.AMZN');
    playback.send({kind: 'seek', to: day.info.endAt});
    const trades = (await eventsOf(day)).filter(event => event.kind === 'trade');
    await vi.waitFor(() => expect(of('T')).toHaveLength(trades.length), 10_000);
    expect(of('T').map(({i}) => i)).toEqual(trades.map(({id}) => String(id)));
    expect(of('T').map(({p}) => p)).toEqual(trades.map(({price}) => price));
    expect(of('T')[0]).toMatchObject({
      sym: trades[0]?.symbol,
      x: 12,
      z: 3,
      c: [0],
      t: Date.UTC(2026, 0, 30, 14, 30, 0, 1),
    });
    expect(of('Q').length).toBeGreaterThan(0);
    expect(of('AM')[4]).toMatchObject({sym: 'AMZN', o: 240.4, c: 240.49, v: 6_000});
    expect(of('A').length).toBeGreaterThan(of('AM').length);
  });

  test('is told that its key is wrong, and that there is no more room', async () => {
    const day = tenMinutes();
    const {server} = await serve(day, undefined, {limits: {perEndpoint: 1}});
    await connectSdk(server.at, 'wrong').said('auth_failed');
    await expect(restClient('wrong', server.restUrl).listNews({})).rejects.toThrow(/401|403/);
    await connectSdk(server.at).said('auth_success');
    await connectSdk(server.at).said('max_connections');
  });

  test('reads trades, bars and news by REST, page by page, and nothing that is not known yet', async () => {
    const day = tenMinutes();
    const {server, playback} = await serve(day, plus(OPEN, seconds(330.5)));
    const rest = restClient(KEY, server.restUrl, {pagination: true});
    const known = (await eventsOf(day)).filter(event => event.receivedAt <= playback.position().at);
    const {results: trades = []} = await rest.getStocksTrades({
      stockTicker: 'AMZN',
      limit: 100,
      order: GetStocksTradesOrderEnum.Asc,
    });
    const printed = known.filter(event => event.kind === 'trade' && event.symbol === AMZN);
    // A corrected print is there twice, as it was and as it became.
    expect(trades).toHaveLength(printed.length + 1);
    expect(
      trades.filter(({correction}) => correction !== undefined).map(({id, correction}) => [id, correction]),
    ).toEqual([
      ['1', 1],
      ['9001', 12],
      ['11', 8],
    ]);
    const range = {
      stocksTicker: 'AMZN',
      multiplier: 1,
      timespan: GetStocksAggregatesTimespanEnum.Minute,
      from: '2026-01-30',
      to: '2026-01-30',
    } as const;
    const bars = await rest.getStocksAggregates({...range, limit: 3});
    // The client puts later pages before the first.
    expect(bars.results?.map(({t}) => t ?? 0).sort((a, b) => a - b)).toEqual(
      [0, 1, 2, 3, 4].map(minute => Date.UTC(2026, 0, 30, 14, 30 + minute)),
    );
    const news = await rest.listNews({limit: 1});
    expect(news.results?.map(({id}) => id).sort()).toEqual(['101', '102']);
  });
});

/**
 * What Massive's stream cannot carry is left out of the day: prints taken back or replaced, halts, and all below a
 * millisecond, so that bars and last prices are compared and stamps are not.
 */
test('our own client reads the same prices from either of our servers', {timeout: 60_000}, async () => {
  const day = await onlyOf(tenMinutes(), 'trade', 'quote');
  const trades = (await eventsOf(day)).filter(({kind}) => kind === 'trade').length;
  const until = (seen: readonly FeedEvent[]): boolean => seen.filter(({kind}) => kind === 'trade').length >= trades;
  const common = () => ({day, playback: playbackOf(day, day.info.endAt), port: 0, backlog: true, makeBars: false});
  const alpaca = await startAlpacaServer({...common(), keys: {id: 'id', secret: 'secret'}});
  const massive = await startMassiveServer({...common(), key: KEY});
  onTestFinished(() => alpaca.close());
  onTestFinished(() => massive.close());
  const read = async (reading: Omit<Reading, 'day' | 'until'>) => (await marketBy({...reading, day, until})).market;
  const keys = {id: 'id', secret: 'secret'};
  const [one, other] = [
    await read({provider: ALPACA, host: `ws://${alpaca.at}`, source: 'sip', keys}),
    await read({provider: MASSIVE, host: `ws://${massive.at}`, source: 'stocks', keys: {key: KEY}}),
  ];
  for (const symbol of [AMZN, MSFT]) {
    const bars = [one, other].map(market =>
      aggregateBars(seriesBetween(nameOf(market, symbol).bars, day.info.startAt, day.info.endAt), MINUTE, {
        from: day.info.startAt,
        to: day.info.endAt,
      }),
    );
    expect(bars[0]?.length).toBeGreaterThan(0);
    expect(bars[1]).toEqual(bars[0]);
  }
});
