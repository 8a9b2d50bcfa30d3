import {expect, test} from 'vitest';
import type {FeedEvent, Quote, Trade} from '../../src/core/events.ts';
import {instant} from '../../src/core/instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import {createBatchQueue, HOLD_ABOVE, RESUME_BELOW} from '../../src/feeds/batch-queue.ts';
import {conflateQuotes} from '../../src/feeds/conflate-quotes.ts';

const base = {at: instant(0), receivedAt: instant(0), tape: 'C', conditions: []} as const;
const trade = (id: number): Trade => ({
  ...base,
  kind: 'trade',
  symbol: ticker('AMZN'),
  id,
  venue: 'Q',
  price: 1,
  size: 1,
});
const quote = (symbol: string, bid: number): Quote => ({
  ...base,
  kind: 'quote',
  symbol: ticker(symbol),
  bid,
  bidSize: 1,
  bidVenue: 'Q',
  ask: 9,
  askSize: 1,
  askVenue: 'Q',
});

test('of each name only the last quote stays, and everything else, in order', () => {
  const events = [quote('A', 1), trade(1), quote('B', 2), quote('A', 3), trade(2), quote('B', 4)];
  expect(conflateQuotes(events)).toEqual([trade(1), quote('A', 3), trade(2), quote('B', 4)]);
});

test('batches come out as they went in, and each says when it is taken', async () => {
  const queue = createBatchQueue({onHold: () => {}});
  const seen: unknown[] = [];
  queue.push([trade(1)], () => seen.push('first taken'));
  queue.push([trade(2), trade(3)], () => seen.push('second taken'));
  queue.end(new Error('over'));
  const read = async (): Promise<void> => {
    for await (const batch of queue.read(new AbortController().signal)) seen.push(batch.length);
  };
  await expect(read()).rejects.toThrow('over');
  expect(seen).toEqual(['first taken', 1, 'second taken', 2]);
});

test('what a burst of small batches has left comes out as one, up to a batch that says when it is taken', async () => {
  const queue = createBatchQueue({onHold: () => {}});
  const seen: unknown[] = [];
  for (const id of [1, 2, 3]) queue.push([trade(id)]);
  queue.push([trade(4)], () => seen.push('taken'));
  for (const id of [5, 6]) queue.push([trade(id)]);
  queue.end();
  for await (const batch of queue.read(new AbortController().signal))
    seen.push(batch.map(event => (event.kind === 'trade' ? event.id : event.kind)));
  expect(seen).toEqual([[1, 2, 3], 'taken', [4], [5, 6]]);
  expect(queue.size()).toBe(0);
});

test('what waits can be replaced as one batch', async () => {
  const queue = createBatchQueue({onHold: () => {}});
  queue.push([quote('A', 1)]);
  queue.push([quote('A', 2), trade(1)]);
  queue.replace(conflateQuotes);
  expect(queue.size()).toBe(2);
  queue.end();
  const batches: (readonly FeedEvent[])[] = [];
  for await (const batch of queue.read(new AbortController().signal)) batches.push(batch);
  expect(batches).toEqual([[quote('A', 2), trade(1)]]);
});

test('too much waiting stops the reading of sockets until most of it is taken', async () => {
  const holds: boolean[] = [];
  const queue = createBatchQueue({onHold: held => holds.push(held)});
  const half = Array.from({length: HOLD_ABOVE / 2}, (_, id) => trade(id));
  queue.push(half);
  queue.push(half);
  expect(holds).toEqual([]);
  queue.push(half);
  expect(holds).toEqual([true]);
  queue.end();
  let left = queue.size();
  for await (const batch of queue.read(new AbortController().signal)) {
    left -= batch.length;
    expect(holds).toEqual(left < RESUME_BELOW ? [true, false] : [true]);
  }
});

test('an abort ends a reader that waits', async () => {
  const queue = createBatchQueue({onHold: () => {}});
  const stopper = new AbortController();
  const next = queue.read(stopper.signal).next();
  stopper.abort();
  expect(await next).toEqual({done: true, value: undefined});
});
