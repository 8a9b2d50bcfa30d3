import fc from 'fast-check';
import {expect, test} from 'vitest';
import {type Instant, instant} from '../../src/core/instant.ts';
import type {EventSource} from '../../src/server/served-day.ts';
import {createTapeCursor} from '../../src/server/tape-cursor.ts';
import {trade} from './small-day.ts';

/** A source whose batches are cut in the given lengths. */
const cutSource = (receipts: readonly number[], cuts: readonly number[]): EventSource => ({
  read: async function* ({after}) {
    const events = receipts
      .map((receivedAt, id) => trade(instant(receivedAt), id, 1, {receivedAt: instant(receivedAt)}))
      .filter(event => after === undefined || event.receivedAt > after);
    for (let from = 0, cut = 0; from < events.length; cut++) {
      const length = cuts[cut % cuts.length] ?? 1;
      yield events.slice(from, from + length);
      from += length;
    }
  },
});

test('gives each event once, in order, by the time asked for, and never splits a moment', async () => {
  const receipts = fc.array(fc.nat({max: 30}), {maxLength: 60}).map(list => list.toSorted((a, b) => a - b));
  const cuts = fc.array(fc.integer({min: 1, max: 9}), {minLength: 1, maxLength: 5});
  const stops = fc.array(fc.nat({max: 32}), {maxLength: 8}).map(list => list.toSorted((a, b) => a - b));
  await fc.assert(
    fc.asyncProperty(receipts, cuts, stops, fc.integer({min: 1, max: 12}), async (times, lengths, until, most) => {
      const cursor = createTapeCursor(cutSource(times, lengths), undefined);
      const got: Instant[] = [];
      for (const stop of until) {
        for (;;) {
          const taken = await cursor.take(instant(stop), most);
          got.push(...taken.map(event => event.receivedAt));
          expect(taken.every(event => event.receivedAt <= stop)).toBe(true);
          const last = taken.at(-1)?.receivedAt;
          if (last !== undefined) expect(got).toHaveLength(times.filter(time => time <= last).length);
          if (taken.length < most) break;
        }
        expect(got).toEqual(times.filter(time => time <= stop));
      }
      await cursor.close();
      expect(await cursor.take(instant(1_000), most)).toEqual([]);
    }),
  );
});

test('starts after a moment', async () => {
  const cursor = createTapeCursor(cutSource([1, 2, 2, 3], [2]), instant(2));
  expect((await cursor.take(instant(9), 10)).map(event => event.receivedAt)).toEqual([3]);
});
