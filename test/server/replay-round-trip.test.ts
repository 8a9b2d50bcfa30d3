import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect, onTestFinished, test} from 'vitest';
import type {Bar} from '../../src/core/events.ts';
import {type Instant, minutes, plus, seconds} from '../../src/core/instant.ts';
import type {DayInfo} from '../../src/core/provenance.ts';
import {wallClock} from '../../src/engine/wall-clock.ts';
import {createReplayFeed} from '../../src/feeds/replay-feed.ts';
import {applyEvent} from '../../src/market/apply-event.ts';
import {collectChange} from '../../src/market/collect-change.ts';
import {createMarket, type Market, rewindMarket} from '../../src/market/market.ts';
import type {ServedDay} from '../../src/server/served-day.ts';
import {openDay} from '../../src/tape/day.ts';
import {look} from '../market/market-fixtures.ts';
import {AMZN, dayOf, headline, OPEN, tenMinutes, trade} from './small-day.ts';
import {KEYS} from './stream-client.ts';
import {serveForTest} from './with-server.ts';

const FIXTURE = fileURLToPath(new URL('../../fixtures/days/2026-01-30', import.meta.url));

const marketOf = (day: DayInfo): Market =>
  createMarket({file: {day, deals: [], previousCloses: new Map(), baselines: new Map(), earlier: new Map()}});

/** All that a screen could show, the condition of the wire left aside. */
const faceOf = (market: Market, now: Instant) => {
  const {figures, chunks, wire} = collectChange(market, {now, mode: 'replay', state: 'paused', speed: 1});
  return {figures, chunks, wire};
};

const foldTape = async (day: ServedDay, until: Instant) => {
  const market = marketOf(day.info);
  for await (const batch of day.events.read({until})) for (const event of batch) applyEvent(market, event);
  return faceOf(market, until);
};

/** Folds what our own client reads off the sockets until it has come to `stops`, one after the other. */
const foldSockets = async (day: ServedDay, stops: readonly Instant[], codec: 'json' | 'msgpack') => {
  const {server, playback} = await serveForTest(day, {marks: true, backlog: true});
  const {symbols} = day.info;
  const {stockUrl, newsUrl} = server;
  const replay = createReplayFeed({stockUrl, newsUrl, keys: KEYS, symbols, codec, wall: wallClock, chance: () => 0.5});
  const market = marketOf(day.info);
  const left = [...stops];
  const stop = new AbortController();
  playback.send({kind: 'seek', to: left.shift() ?? OPEN});
  let target = playback.position();
  for await (const batch of replay.feed(stop.signal)) {
    for (const event of batch) {
      if (event.kind === 'status' && event.topic === 'rewind') rewindMarket(market);
      applyEvent(market, event);
    }
    if (replay.position()?.at !== target.at) continue;
    const next = left.shift();
    if (next === undefined) break;
    playback.send({kind: 'seek', to: next});
    target = playback.position();
  }
  stop.abort();
  await server.close();
  return faceOf(market, target.at);
};

test.each(['json', 'msgpack'] as const)('a day read back over %s is the day, wherever it was wound', async codec => {
  const day = tenMinutes();
  for (const stops of [[10], [7, 3], [2, 9, 4, 6]]) {
    const moments = stops.map(stop => plus(OPEN, minutes(stop)));
    const folded = await foldSockets(day, moments, codec);
    expect(folded).toEqual(await foldTape(day, moments.at(-1) ?? OPEN));
  }
});

test('and so is a day of five-minute bars and a halt', async () => {
  const bars = Array.from({length: 6}, (_, index): Bar => {
    const openAt = plus(OPEN, minutes(5 * index));
    const at = plus(openAt, minutes(5));
    const prices = {open: 240 + index, high: 243 + index, low: 239, close: 241 + index};
    const sums = {volume: 5_000, trades: 0, vwap: 0};
    return {kind: 'bar', symbol: AMZN, at, receivedAt: at, openAt, span: minutes(5), ...prices, ...sums};
  });
  const at = plus(OPEN, minutes(12));
  const reason = 'News pending';
  const halt = {kind: 'halt', symbol: AMZN, at, receivedAt: at, halted: true, code: 'T1', reason, tape: 'C'} as const;
  const day = dayOf([...bars, halt, headline(plus(OPEN, minutes(11)), '7')]);
  const moments = [plus(OPEN, minutes(20)), plus(OPEN, minutes(8)), day.info.endAt];
  const folded = await foldSockets(day, moments, 'json');
  expect(folded).toEqual(await foldTape(day, day.info.endAt));
  expect(folded.figures[0]).toMatchObject({open: 240, high: 248, volume: 30_000, halted: {code: 'T1', reason}});
});

test.each(['json', 'msgpack'] as const)('and so is a day of looks at prices over %s', async codec => {
  const looks = Array.from({length: 300}, (_, index) => {
    const at = plus(OPEN, seconds(2 * index));
    const told = {dayVolume: 1_000 * index, dayHigh: 250, dayLow: 230.25, previousClose: 238.5};
    return {...look(at, 240 + index / 100, told), receivedAt: plus(at, seconds(0.7))};
  });
  const day = dayOf([...looks, headline(plus(OPEN, minutes(3)), '7')]);
  const folded = await foldSockets(day, [plus(OPEN, minutes(5)), plus(OPEN, minutes(2)), day.info.endAt], codec);
  expect(folded).toEqual(await foldTape(day, day.info.endAt));
  expect(folded.figures[0]).toMatchObject({volume: 299_000, high: 250, previousClose: 238.5, vwap: undefined});
});

test('and so is a day whose wire begins on the eve', async () => {
  const eve = plus(OPEN, minutes(-900));
  const written = dayOf([
    headline(eve, '90'),
    headline(plus(eve, minutes(1)), '91'),
    headline(plus(OPEN, minutes(1)), '92'),
    trade(plus(OPEN, minutes(2)), 1, 240),
  ]);
  const day = {...written, info: {...written.info, startAt: OPEN}};
  const at = plus(OPEN, minutes(2));
  expect(await foldSockets(day, [at, OPEN, at], 'json')).toEqual(await foldTape(day, at));
});

test.skipIf(!existsSync(FIXTURE))('and so is the bundled day', async () => {
  const day = await openDay(FIXTURE);
  onTestFinished(() => day.close());
  const moments = [plus(day.info.openingAt, minutes(90)), day.info.openingAt, day.info.endAt];
  expect(await foldSockets(day, moments, 'json')).toEqual(await foldTape(day, day.info.endAt));
});
