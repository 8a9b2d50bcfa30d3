import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {TapeEvent} from '../../../src/core/events.ts';
import {type Instant, instant} from '../../../src/core/instant.ts';
import {mergeInOrder} from '../../../src/feeds/fetch/merge-in-order.ts';
import {trade} from '../../server/small-day.ts';

const event = (at: Instant, id: number): TapeEvent => ({...trade(at, id, 1), receivedAt: at});

const source = async function* (events: readonly TapeEvent[], batch: number): AsyncGenerator<readonly TapeEvent[]> {
  yield [];
  for (let from = 0; from < events.length; from += batch) yield events.slice(from, from + batch);
};

test('ordered sources as one are what sorting all of them gives, those of one moment by source', async () => {
  const times = fc.array(fc.integer({min: 0, max: 40}), {maxLength: 60}).map(list => list.toSorted((a, b) => a - b));
  await fc.assert(
    fc.asyncProperty(fc.array(times, {maxLength: 6}), fc.integer({min: 1, max: 9}), async (lists, batch) => {
      const sources = lists.map((list, index) => list.map((at, place) => event(instant(at), index * 1_000 + place)));
      const merged: TapeEvent[] = [];
      for await (const events of mergeInOrder(sources.map(events => source(events, batch)))) merged.push(...events);
      expect(merged).toEqual(sources.flat().sort((a, b) => a.receivedAt - b.receivedAt));
    }),
  );
});

test('many more than one batch', async () => {
  const events = Array.from({length: 20_000}, (_, index) => event(instant(index), index));
  const halves = [0, 1].map(odd => events.filter((_, index) => index % 2 === odd));
  const sizes: number[] = [];
  const merged: TapeEvent[] = [];
  for await (const batch of mergeInOrder(halves.map(half => source(half, 4_096)))) {
    sizes.push(batch.length);
    merged.push(...batch);
  }
  expect(merged).toEqual(events);
  expect(Math.max(...sizes)).toBeLessThan(10_000);
});
