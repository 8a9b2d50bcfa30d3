import {expect, test} from 'vitest';
import type {FeedEvent, Trade} from '../../src/core/events.ts';
import {Fault} from '../../src/core/fault.ts';
import {type Instant, instant} from '../../src/core/instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import type {Feed} from '../../src/engine/ports.ts';
import {createVirtualClock} from '../../src/engine/virtual-clock.ts';
import {mergeFeeds} from '../../src/feeds/merge-feeds.ts';

const clock = createVirtualClock(instant(0));
const trade = (id: number): Trade => ({
  kind: 'trade',
  symbol: ticker('AMZN'),
  at: instant(id),
  receivedAt: instant(id),
  id,
  venue: 'Q',
  tape: 'C',
  conditions: [],
  price: 1,
  size: 1,
});

/** Brings trades by their ids, then ends, fails or stays silent until it is aborted. */
const feedOf = (ids: readonly number[], then: 'ends' | 'stays' | Fault): Feed =>
  async function* (signal) {
    for (const id of ids) yield [trade(id)];
    if (then instanceof Fault) throw then;
    if (then === 'stays')
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), {once: true}));
  };

const saying = (event: FeedEvent): string =>
  event.kind === 'trade'
    ? String(event.id)
    : event.kind === 'status'
      ? `${event.feed} ${event.state} ${event.message}`
      : event.kind;

const readAll = async (feed: Feed, most = Number.POSITIVE_INFINITY): Promise<readonly string[]> => {
  const said: string[] = [];
  const stopper = new AbortController();
  for await (const events of feed(stopper.signal)) {
    said.push(...events.map(saying));
    if (said.length >= most) break;
  }
  stopper.abort(new Error('enough'));
  return said;
};

test('two feeds are one: everything of both, each in its own order', async () => {
  const said = await readAll(
    mergeFeeds(
      [
        {name: 'prices', feed: feedOf([1, 2, 3], 'ends')},
        {name: 'news', feed: feedOf([11, 12], 'ends')},
      ],
      clock,
    ),
  );
  expect(said.filter(words => /^\d$/.test(words))).toEqual(['1', '2', '3']);
  expect(said.filter(words => /^1\d$/.test(words))).toEqual(['11', '12']);
  expect(said.slice(-1)[0]).toMatch(/stopped ended$/);
});

test('one that fails says so and leaves the other running', async () => {
  const fault = new Fault('feed/auth', 'keys refused', {remedy: 'check them'});
  const merged = mergeFeeds(
    [
      {name: 'news', feed: feedOf([], fault)},
      {name: 'prices', feed: feedOf([1, 2], 'stays')},
    ],
    clock,
  );
  expect((await readAll(merged, 3)).toSorted()).toEqual(['1', '2', 'news stopped keys refused: check them']);
});

test('when none is left the whole fails as the last one did', async () => {
  const refused = new Fault('feed/auth', 'keys refused');
  const merged = mergeFeeds(
    [
      {name: 'a', feed: feedOf([1], 'ends')},
      {name: 'b', feed: feedOf([2, 3, 4], refused)},
    ],
    clock,
  );
  await expect(readAll(merged)).rejects.toBe(refused);
});

test('leaving the loop closes every feed', async () => {
  const closed: string[] = [];
  const closing = (name: string): Feed =>
    async function* (signal: AbortSignal) {
      try {
        yield [trade(1)];
        yield* feedOf([], 'stays')(signal);
      } finally {
        closed.push(name);
      }
    };
  await readAll(
    mergeFeeds(
      [
        {name: 'a', feed: closing('a')},
        {name: 'b', feed: closing('b')},
      ],
      clock,
    ),
    1,
  );
  expect(closed.toSorted()).toEqual(['a', 'b']);
});

test('no feed is read while too much waits', async () => {
  let handed = 0;
  const flood: Feed = async function* () {
    for (let index = 0; index < 60; index++) {
      handed += 1;
      yield Array.from({length: 10_000}, (_, id) => trade(id));
    }
  };
  const merged = mergeFeeds(
    [
      {name: 'a', feed: flood},
      {name: 'b', feed: feedOf([], 'stays')},
    ],
    clock,
  );
  const stopper = new AbortController();
  const events = merged(stopper.signal)[Symbol.asyncIterator]();
  await events.next();
  await new Promise<Instant>(resolve => setImmediate(() => resolve(instant(0))));
  expect(handed).toBeLessThan(20);
  stopper.abort(new Error('enough'));
  await events.return?.();
});
