import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {sessionOf} from '../../src/core/calendar.ts';
import type {FeedEvent, Trade} from '../../src/core/events.ts';
import {Fault} from '../../src/core/fault.ts';
import {type Instant, minutes, plus, SECOND, seconds} from '../../src/core/instant.ts';
import type {TradingDate} from '../../src/core/new-york.ts';
import {ticker} from '../../src/core/ticker.ts';
import type {Feed} from '../../src/engine/ports.ts';
import {FRAME, startSession} from '../../src/engine/session.ts';
import {createStore} from '../../src/engine/store.ts';
import {createVirtualClock} from '../../src/engine/virtual-clock.ts';
import type {Change, ClockFace, DayFile, SessionHistory, Snapshot} from '../../src/market/snapshot.ts';
import {dayOf} from './day-of.ts';

const AMZN = ticker('AMZN');
const date = '2026-01-30' as TradingDate;
const session = sessionOf(date);
if (session === undefined) throw new Error('a trading day');
const start = plus(session.openAt, minutes(10));

const file: DayFile = {
  day: dayOf(AMZN, date, start),
  deals: [],
  previousCloses: new Map([[AMZN, 241.73]]),
  baselines: new Map(),
  earlier: new Map(),
};

const trade = (id: number, at: Instant, price: number): Trade => ({
  kind: 'trade',
  symbol: AMZN,
  id,
  at,
  receivedAt: at,
  venue: 'Q',
  tape: 'C',
  price,
  size: 100,
  conditions: ['@'],
});

/** A feed that brings each batch when its moment comes, by the clock it is given. */
const scripted = (clock: ReturnType<typeof createVirtualClock>, script: readonly (readonly FeedEvent[])[]): Feed =>
  async function* (signal) {
    for (const batch of script) {
      const due = batch[0]?.receivedAt ?? clock.now();
      await clock.until(due, signal);
      yield batch;
    }
  };

const setUp = (
  script: readonly (readonly FeedEvent[])[],
  more: Pick<Parameters<typeof startSession>[0], 'history'> = {},
) => {
  const clock = createVirtualClock(start);
  const changes: Change[] = [];
  const store = createStore();
  const state: {face: Pick<ClockFace, 'state' | 'speed'>; ready: boolean} = {
    face: {state: 'running', speed: 1},
    ready: true,
  };
  const running = startSession({
    feed: scripted(clock, script),
    file,
    face: () => ({now: clock.now(), mode: 'replay', ...state.face}),
    wall: clock,
    ready: () => state.ready,
    publish: change => {
      changes.push(change);
      store.apply(change);
    },
    ...more,
  });
  return {clock, changes, store, state, running};
};

describe('a session', () => {
  test('publishes what a feed brought, at most once a frame', async () => {
    const flood = Array.from({length: 500}, (_, index) => [trade(index, plus(start, seconds(index / 500)), 250)]);
    const {clock, changes, store, running} = setUp(flood);
    await clock.advance(SECOND);
    expect(changes.length).toBeGreaterThan(20);
    expect(changes.length).toBeLessThanOrEqual(Math.ceil(SECOND / FRAME) + 2);
    await clock.advance(SECOND);
    expect(store.read()?.figures.get(AMZN)?.volume).toBe(50_000);
    await running.stop();
  });

  test('publishes nothing while nothing changes but once a second, for the clock', async () => {
    const {clock, changes, running} = setUp([]);
    await clock.advance(seconds(10));
    expect(changes.length).toBeGreaterThanOrEqual(10);
    expect(changes.length).toBeLessThanOrEqual(12);
    await running.stop();
  });

  test('sends nothing while the screen has not taken the last change, and then all of it at once', async () => {
    const {clock, changes, store, state, running} = setUp([
      [trade(1, plus(start, SECOND), 250)],
      [trade(2, plus(start, seconds(2)), 251)],
    ]);
    await clock.advance(FRAME);
    state.ready = false;
    const before = changes.length;
    await clock.advance(seconds(3));
    expect(changes.length).toBe(before);
    state.ready = true;
    await clock.advance(FRAME);
    expect(changes.length).toBe(before + 1);
    expect(store.read()?.figures.get(AMZN)?.last?.price).toBe(251);
    await running.stop();
  });

  test('shows only the clock while a seek is under way, then the day as it stands', async () => {
    const {clock, store, state, running} = setUp([
      [trade(1, plus(start, SECOND), 250)],
      [trade(2, plus(start, seconds(3)), 260)],
    ]);
    await clock.advance(seconds(2));
    state.face = {state: 'seeking', speed: 1};
    await clock.advance(seconds(2));
    expect(store.read()?.clock.state).toBe('seeking');
    expect(store.read()?.figures.get(AMZN)?.last?.price).toBe(250);
    state.face = {state: 'running', speed: 1};
    await clock.advance(FRAME);
    expect(store.read()?.figures.get(AMZN)?.last?.price).toBe(260);
    await running.stop();
  });

  test('what the feed throws reaches whoever waits, and what was published stays', async () => {
    const clock = createVirtualClock(start);
    const store = createStore();
    const fault = new Fault('feed/auth', 'keys refused');
    const running = startSession({
      feed: async function* () {
        yield [trade(1, start, 250)];
        throw fault;
      },
      file,
      face: () => ({now: clock.now(), mode: 'live', state: 'running', speed: 1}),
      wall: clock,
      publish: store.apply,
    });
    await expect(running.settled).rejects.toBe(fault);
    expect(store.read()?.figures.get(AMZN)?.last?.price).toBe(250);
    await running.stop();
  });

  test('learns of earlier sessions beside the day, which does not wait for them', async () => {
    const prints = [trade(1, plus(start, seconds(1)), 250), trade(2, plus(start, seconds(3)), 251)];
    const baseline = {sessions: 20, slot: minutes(5), cumulativeVolume: [1]};
    const late = Promise.withResolvers<SessionHistory>();
    const {clock, store, running} = setUp([prints], {history: () => late.promise});
    await clock.advance(seconds(2));
    expect(store.read()?.figures.get(AMZN)?.last?.price).toBe(251);
    expect(store.read()?.file.baselines.size).toBe(0);
    late.resolve({previousCloses: new Map([[AMZN, 1]]), baselines: new Map([[AMZN, baseline]]), earlier: new Map()});
    await clock.advance(seconds(1));
    expect(store.read()?.file.baselines.get(AMZN)).toEqual(baseline);
    expect(store.read()?.figures.get(AMZN)?.previousClose).toBe(241.73);
    await running.stop();
  });

  test('earlier sessions that cannot be had are one line of trouble; the day goes on', async () => {
    const fault = new Fault('feed/unreachable', 'the server does not answer', {remedy: 'try again later'});
    const {clock, store, running} = setUp([[trade(1, plus(start, seconds(1)), 250)]], {
      history: () => Promise.reject(fault),
    });
    await clock.advance(seconds(2));
    expect(store.read()?.figures.get(AMZN)?.last?.price).toBe(250);
    expect(store.read()?.feeds).toMatchObject([
      {
        feed: 'history',
        state: 'stopped',
        message: 'no earlier sessions: the server does not answer: try again later',
      },
    ]);
    await running.stop();
  });

  test('ends in the same market however the feed is cut into batches', async () => {
    const prints = Array.from({length: 120}, (_, index) =>
      trade(index, plus(start, seconds(index / 7)), 250 + ((index * 7) % 13) / 10),
    );
    const endOf = async (script: readonly (readonly FeedEvent[])[]): Promise<Snapshot | undefined> => {
      const {clock, store, running} = setUp(script);
      await clock.advance(minutes(1));
      await running.stop();
      return store.read();
    };
    const essence = (snapshot: Snapshot | undefined) => snapshot && {...snapshot, revision: 0};
    const whole = essence(await endOf([prints]));
    expect(whole?.figures.get(AMZN)?.volume).toBe(12_000);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({min: 1, max: 119}), {maxLength: 30}), async cuts => {
        const places = [0, ...[...new Set(cuts)].sort((a, b) => a - b), prints.length];
        const script = places.slice(1).map((end, index) => prints.slice(places[index], end));
        expect(essence(await endOf(script))).toEqual(whole);
      }),
      {numRuns: 25},
    );
  });

  test('stopping ends the feed', async () => {
    const clock = createVirtualClock(start);
    let ended = false;
    const running = startSession({
      feed: async function* (signal) {
        try {
          await clock.until(plus(start, minutes(60)), signal);
          yield [];
        } finally {
          ended = true;
        }
      },
      file,
      face: () => ({now: clock.now(), mode: 'live', state: 'running', speed: 1}),
      wall: clock,
      publish: () => {},
    });
    await running.stop();
    await running.settled;
    expect(ended).toBe(true);
  });
});

describe('the store', () => {
  test('gives the same object until the next change, and tells its listeners', async () => {
    const {clock, store, running} = setUp([[trade(1, plus(start, SECOND), 250)]]);
    await clock.advance(FRAME);
    const first = store.read();
    expect(first).toBeDefined();
    expect(store.read()).toBe(first);
    let calls = 0;
    const stop = store.subscribe(() => {
      calls += 1;
    });
    await clock.advance(seconds(2));
    expect(calls).toBeGreaterThan(0);
    expect(store.read()).not.toBe(first);
    expect(first?.figures.get(AMZN)?.last).toBeUndefined();
    stop();
    const heard = calls;
    await clock.advance(seconds(2));
    expect(calls).toBe(heard);
    await running.stop();
  });
});
