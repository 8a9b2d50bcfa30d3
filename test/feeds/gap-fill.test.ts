import {describe, expect, test} from 'vitest';
import type {FeedEvent} from '../../src/core/events.ts';
import {type Instant, instant, minus, plus, SECOND, seconds} from '../../src/core/instant.ts';
import {createVirtualClock} from '../../src/engine/virtual-clock.ts';
import {createGapFill, type GapFillOptions, OVERLAP} from '../../src/feeds/gap-fill.ts';

const START = instant(1_000 * SECOND);

const scene = (fetch: GapFillOptions['fetch'], since?: Instant) => {
  const clock = createVirtualClock(START);
  const emitted: FeedEvent[] = [];
  const gap = createGapFill({feed: 'f', clock, fetch, emit: events => emitted.push(...events), since});
  return {clock, emitted, gap};
};

describe('filling gaps', () => {
  test('the first connection misses nothing', async () => {
    const asked: unknown[] = [];
    const {gap, clock} = scene(async function* (from) {
      asked.push(from);
      yield [];
    });
    gap.lost();
    gap.live();
    await clock.advance(seconds(1));
    expect(asked).toEqual([]);
  });

  test('where the day had begun before it, that is missing, once', async () => {
    const asked: (readonly [number, number])[] = [];
    const since = minus(START, seconds(600));
    const {gap, clock} = scene(async function* (from, to) {
      asked.push([from, to]);
      yield [];
    }, since);
    gap.live();
    await clock.advance(seconds(10));
    gap.heard();
    gap.lost();
    gap.live();
    await clock.advance(seconds(1));
    expect(asked).toEqual([
      [minus(since, OVERLAP), START],
      [minus(plus(START, seconds(10)), OVERLAP), plus(START, seconds(10))],
    ]);
  });

  test('nothing is missing of a day that has yet to begin', async () => {
    const asked: unknown[] = [];
    const {gap, clock} = scene(
      async function* (from) {
        asked.push(from);
        yield [];
      },
      plus(START, seconds(600)),
    );
    gap.live();
    await clock.advance(seconds(1));
    expect(asked).toEqual([]);
  });

  test('a fill cut short by another loss begins again from before the first one', async () => {
    const asked: (readonly [number, number])[] = [];
    const {gap, clock} = scene(async function* (from, to, signal) {
      asked.push([from, to]);
      if (asked.length === 1) await clock.until(plus(START, seconds(1_000)), signal);
      yield [];
    });
    gap.live();
    await clock.advance(seconds(10));
    gap.heard();
    const watermark = clock.now();
    await clock.advance(seconds(5));
    gap.lost();
    gap.live();
    await clock.advance(seconds(5));
    gap.heard();
    gap.lost();
    gap.live();
    await clock.advance(seconds(5));
    gap.lost();
    gap.live();
    await clock.advance(seconds(5));
    expect(asked.map(([from]) => from)).toEqual([
      minus(watermark, OVERLAP),
      minus(watermark, OVERLAP),
      minus(plus(START, seconds(20)), OVERLAP),
    ]);
  });

  test('what cannot be filled is said once for each loss, and asked for again after the next', async () => {
    const asked: unknown[] = [];
    const {gap, clock, emitted} = scene(from => {
      asked.push(from);
      throw new Error('no');
    });
    gap.live();
    for (let loss = 0; loss < 3; loss++) {
      gap.lost();
      gap.live();
      await clock.advance(seconds(1));
    }
    expect(asked).toEqual([1, 2, 3].map(() => minus(START, OVERLAP)));
    expect(emitted).toMatchObject([0, 0, 1].map(second => ({topic: 'gap', from: plus(START, seconds(second))})));
  });

  test('without a place to ask, every gap is said', async () => {
    const {gap, clock, emitted} = scene(undefined);
    gap.live();
    gap.lost();
    await clock.advance(seconds(7));
    gap.live();
    await clock.advance(seconds(7));
    gap.lost();
    gap.live();
    expect(emitted).toMatchObject([
      {topic: 'gap', from: START, at: plus(START, seconds(7))},
      {topic: 'gap', from: plus(START, seconds(7)), at: plus(START, seconds(14))},
    ]);
  });
});
