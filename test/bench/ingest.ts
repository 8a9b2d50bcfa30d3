import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {WebSocket} from 'ws';
import {sessionOf} from '../../src/core/calendar.ts';
import {plus, seconds} from '../../src/core/instant.ts';
import type {TradingDate} from '../../src/core/new-york.ts';
import {ticker} from '../../src/core/ticker.ts';
import {startSession} from '../../src/engine/session.ts';
import {createStore} from '../../src/engine/store.ts';
import {wallClock} from '../../src/engine/wall-clock.ts';
import {createAlpacaFeed} from '../../src/feeds/alpaca-feed.ts';
import {median} from './table.ts';

const SYMBOLS = ['AMZN', 'MSFT', 'NVDA', 'GOOGL'].map(ticker);
const DATE = '2026-01-30' as TradingDate;
const ROUNDS = 5;

type Spent = {readonly perSecond: number};

/** Messages a second of this process's own CPU. */
const timed = async (count: number, run: () => Promise<void>): Promise<Spent> => {
  const before = process.cpuUsage();
  await run();
  const {user, system} = process.cpuUsage(before);
  return {perSecond: count / ((user + system) / 1e6)};
};

/** The yardstick: ws, JSON.parse, nothing else. */
const parseOnly = (base: string, count: number): Promise<Spent> =>
  timed(
    count,
    () =>
      new Promise(resolve => {
        const socket = new WebSocket(`${base}/raw`, {perMessageDeflate: false});
        let seen = 0;
        socket.on('message', data => {
          seen += (JSON.parse(String(data)) as unknown[]).length;
          if (seen < count) return;
          socket.terminate();
          resolve();
        });
      }),
  );

/** The whole pipeline: our client, its checks, the fold, changes thirty times a second and the snapshots made of them. */
const wholePipeline = (base: string, count: number): Promise<Spent> =>
  timed(count, async () => {
    const session = sessionOf(DATE);
    if (session === undefined) throw new Error('not a trading day');
    const store = createStore();
    const now = plus(session.closeAt, seconds(1));
    const running = startSession({
      feed: createAlpacaFeed({
        stockUrl: `${base}/v2/sip`,
        newsUrl: `${base}/v1beta1/news`,
        restUrl: undefined,
        keys: {id: 'key', secret: 'secret'},
        symbols: SYMBOLS,
        codec: 'json',
        clock: wallClock,
        chance: () => 0,
      }),
      file: {
        day: {
          name: 'bench',
          title: '',
          date: DATE,
          symbols: SYMBOLS,
          benchmark: undefined,
          provenance: 'simulated',
          made: '',
          openingAt: session.openAt,
          startAt: session.preAt,
          endAt: session.endAt,
        },
        deals: [],
        previousCloses: new Map(),
        baselines: new Map(),
        earlier: new Map(),
      },
      face: () => ({now, mode: 'live', state: 'running', speed: 1}),
      wall: wallClock,
      publish: store.apply,
    });
    const folded = (): number =>
      SYMBOLS.reduce((sum, symbol) => sum + (store.read()?.figures.get(symbol)?.trades ?? 0), 0);
    await new Promise<void>(resolve => {
      const stop = store.subscribe(() => {
        if (folded() < count) return;
        stop();
        resolve();
      });
    });
    await running.stop();
  });

export type IngestRow = {
  readonly perFrame: number;
  readonly yardstick: number;
  readonly pipeline: number;
  /** Pipeline through yardstick, the median of the rounds' own ratios. */
  readonly ratio: number;
};

/** One row: both in turn, each round a pair, so that a machine that slows down slows both. */
export const measureIngest = async (count: number, perFrame: number): Promise<IngestRow> => {
  const child: ChildProcess = fork(new URL('./burst-server.js', import.meta.url), [String(count), String(perFrame)]);
  const [address] = (await once(child, 'message')) as [{port: number}];
  const base = `ws://127.0.0.1:${address.port}`;
  await parseOnly(base, count);
  await wholePipeline(base, count);
  const rounds: {yardstick: number; pipeline: number}[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const yardstick = await parseOnly(base, count);
    const pipeline = await wholePipeline(base, count);
    rounds.push({yardstick: yardstick.perSecond, pipeline: pipeline.perSecond});
  }
  child.disconnect();
  return {
    perFrame,
    yardstick: median(rounds.map(round => round.yardstick)),
    pipeline: median(rounds.map(round => round.pipeline)),
    ratio: median(rounds.map(round => round.pipeline / round.yardstick)),
  };
};
