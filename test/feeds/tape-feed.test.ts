import {expect, test} from 'vitest';
import type {TapeEvent} from '../../src/core/events.ts';
import {type Instant, instant} from '../../src/core/instant.ts';
import {createTapeFeed} from '../../src/feeds/tape-feed.ts';

const tape = {
  read: async function* ({until}: {readonly until?: Instant}): AsyncGenerator<readonly TapeEvent[]> {
    for (let batch = 0; batch < (until ?? 4); batch++) yield [];
  },
};

test('hands on the batches of a tape up to a moment, and stops when told', async () => {
  const taken = async (until: Instant | undefined, stopAfter: number): Promise<number> => {
    const stopper = new AbortController();
    let batches = 0;
    const feed = createTapeFeed(tape, until === undefined ? {} : {until});
    for await (const _ of feed(stopper.signal)) if (++batches === stopAfter) stopper.abort();
    return batches;
  };
  expect(await taken(undefined, 100)).toBe(4);
  expect(await taken(instant(2), 100)).toBe(2);
  expect(await taken(undefined, 1)).toBe(1);
});
