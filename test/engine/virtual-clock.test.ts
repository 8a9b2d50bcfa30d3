import {describe, expect, test} from 'vitest';
import {instant, plus, seconds} from '../../src/core/instant.ts';
import {createVirtualClock} from '../../src/engine/virtual-clock.ts';

const start = instant(1_000_000);

describe('a virtual clock', () => {
  test('wakes sleepers at their own moments, in order', async () => {
    const clock = createVirtualClock(start);
    const seen: number[] = [];
    const {signal} = new AbortController();
    for (const delay of [3, 1, 2]) {
      void clock.until(plus(start, seconds(delay)), signal).then(() => seen.push(clock.now() - start));
    }
    await clock.advance(seconds(2));
    expect(seen).toEqual([1_000_000, 2_000_000]);
    await clock.advance(seconds(5));
    expect(seen).toEqual([1_000_000, 2_000_000, 3_000_000]);
    expect(clock.now()).toBe(plus(start, seconds(7)));
  });

  test('a sleeper that sleeps again is woken again on the way', async () => {
    const clock = createVirtualClock(start);
    const {signal} = new AbortController();
    let wakes = 0;
    void (async () => {
      for (;;) {
        await clock.until(plus(clock.now(), seconds(1)), signal);
        wakes += 1;
      }
    })();
    await clock.advance(seconds(10));
    expect(wakes).toBe(10);
  });

  test('an abort rejects with its reason, before and during the wait', async () => {
    const clock = createVirtualClock(start);
    const stopper = new AbortController();
    const waiting = clock.until(plus(start, seconds(1)), stopper.signal);
    stopper.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect(clock.until(plus(start, seconds(1)), stopper.signal)).rejects.toThrow('enough');
  });
});
