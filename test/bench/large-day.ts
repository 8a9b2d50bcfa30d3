import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {assembleReplay} from '../../src/cli/replay-engine.ts';
import {sessionOf} from '../../src/core/calendar.ts';
import type {Trade} from '../../src/core/events.ts';
import {between, type Instant, plus, span} from '../../src/core/instant.ts';
import type {TradingDate} from '../../src/core/new-york.ts';
import {ticker} from '../../src/core/ticker.ts';
import {startSession} from '../../src/engine/session.ts';
import {createStore} from '../../src/engine/store.ts';
import {createRandom} from '../../src/feeds/synthetic/seeded-random.ts';
import {writeDay} from '../../src/tape/write-day.ts';
import {openTerminal} from '../pty/terminal.ts';
import {median} from './table.ts';

const SYMBOLS = ['AMZN', 'MSFT', 'NVDA', 'GOOGL'].map(ticker);
const [FIRST = ticker('AMZN')] = SYMBOLS;
const VENUES = 'QKPZDV';
const ROUNDS = 5;

export type LargeDayRow = {
  readonly trades: number;
  /** Milliseconds from process start: with no event in the day, and with all of them. */
  readonly emptyFrame: number;
  readonly frame: number;
  /** Milliseconds from the command to the published snapshot, to places anywhere in the day. */
  readonly seek: {readonly p50: number; readonly most: number};
  /** MiB, of server, client and engine together. */
  readonly resident: number;
};

/** The regular session, about evenly; drawn, so that it packs no better than a market does. */
function* tradesOf(count: number, from: Instant, to: Instant): Generator<Trade> {
  const random = createRandom('large day');
  const step = between(from, to) / Math.max(1, count);
  let cents = 24_000;
  for (let index = 0; index < count; index++) {
    const at = plus(from, span(Math.floor((index + random()) * step)));
    const odd = random() < 0.4;
    cents += Math.floor(3 * random()) - 1;
    yield {
      kind: 'trade',
      symbol: SYMBOLS[Math.floor(SYMBOLS.length * random())] ?? FIRST,
      id: index,
      venue: VENUES[Math.floor(VENUES.length * random())] ?? 'V',
      tape: 'C',
      price: cents / 100,
      size: odd ? 1 + Math.floor(99 * random()) : 100 * (1 + Math.floor(5 * random())),
      conditions: odd ? ['@', 'I'] : ['@'],
      at,
      receivedAt: at,
    };
  }
}

const writeTrades = async (folder: string, name: string, count: number): Promise<string> => {
  const date = '2026-01-30' as TradingDate;
  const session = sessionOf(date);
  if (session === undefined) throw new Error('not a trading day');
  const path = join(folder, name);
  await writeDay(path, {
    name,
    title: 'Trades at an even pace',
    date,
    symbols: SYMBOLS,
    benchmark: undefined,
    provenance: 'simulated',
    made: 'for a benchmark',
    openingAt: session.openAt,
    startAt: session.preAt,
    endAt: session.endAt,
    previousCloses: new Map(SYMBOLS.map(symbol => [symbol, 240])),
    events: tradesOf(count, session.openAt, session.closeAt),
  });
  return path;
};

const firstFrame = async (days: string, name: string): Promise<number> => {
  const from = performance.now();
  const terminal = openTerminal(['replay', name], {env: {TAPEWIRE_DAYS: days}});
  await terminal.see(/1 Watch/);
  const millis = performance.now() - from;
  terminal.close();
  return millis;
};

/** Seeks through playback, socket, client and fold, as a replay on the screen does; milliseconds of each, in order. */
const measureSeeks = async (path: string, from: Instant, to: Instant, count: number): Promise<readonly number[]> => {
  const parts = await assembleReplay({kind: 'replay', path, symbols: SYMBOLS, at: from, speed: 1});
  const {transport} = parts;
  if (transport === undefined) throw new Error('a replay has controls');
  const store = createStore();
  const session = startSession({...parts, publish: store.apply});
  const settled = (isThere: () => boolean): Promise<void> =>
    new Promise(resolve => {
      const stop = store.subscribe(() => {
        if (!isThere()) return;
        stop();
        resolve();
      });
    });
  await settled(() => store.read()?.clock.state === 'running');
  transport.send({kind: 'pause'});
  const late: number[] = [];
  for (let index = 0; index <= count; index++) {
    // Everywhere, backwards and forwards, and never the same place.
    const target = plus(from, span(Math.floor(between(from, to) * ((0.5 + index * 0.618_034) % 1))));
    const askedAt = performance.now();
    const there = settled(() => {
      const clock = store.read()?.clock;
      return clock?.state === 'paused' && clock.now === target;
    });
    transport.send({kind: 'seek', to: target});
    await there;
    // The first warms the way.
    if (index > 0) late.push(performance.now() - askedAt);
  }
  await session.stop();
  await parts.close();
  return late.sort((a, b) => a - b);
};

/** A day of so many trades: opened beside an empty one, then sought through. */
export const measureLargeDay = async (trades: number, seeks: number): Promise<LargeDayRow> => {
  const folder = mkdtempSync(join(tmpdir(), 'tapewire-large-'));
  const path = await writeTrades(folder, 'large', trades);
  await writeTrades(folder, 'empty', 0);
  const frames: {empty: number; large: number}[] = [];
  for (let round = 0; round < ROUNDS; round++)
    frames.push({empty: await firstFrame(folder, 'empty'), large: await firstFrame(folder, 'large')});
  const {openAt: from, closeAt: to} = sessionOf('2026-01-30' as TradingDate) ?? {};
  if (from === undefined || to === undefined) throw new Error('not a trading day');
  const late = await measureSeeks(path, from, to, seeks);
  const resident = process.memoryUsage().rss / 1_048_576;
  rmSync(folder, {recursive: true});
  return {
    trades,
    emptyFrame: median(frames.map(({empty}) => empty)),
    frame: median(frames.map(({large}) => large)),
    seek: {p50: late[Math.floor(late.length / 2)] ?? Number.NaN, most: late.at(-1) ?? Number.NaN},
    resident,
  };
};
