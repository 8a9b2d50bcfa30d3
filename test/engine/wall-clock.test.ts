import {afterEach, expect, test, vi} from 'vitest';
import {between, plus, seconds} from '../../src/core/instant.ts';
import {wallClock} from '../../src/engine/wall-clock.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test('a clock that is set back keeps nobody waiting', async () => {
  const {signal} = new AbortController();
  const at = plus(wallClock.now(), seconds(0.2));
  const waiting = wallClock.until(at, signal);
  const real = Date.now;
  vi.spyOn(Date, 'now').mockImplementation(() => real() - 3_600_000);
  await waiting;
  expect(between(wallClock.now(), at)).toBeGreaterThan(seconds(3_000));
});

test('a wait is over at its time, or at once when aborted', async () => {
  const stopper = new AbortController();
  const at = plus(wallClock.now(), seconds(0.05));
  await wallClock.until(at, stopper.signal);
  expect(wallClock.now()).toBeGreaterThanOrEqual(at);
  const long = wallClock.until(plus(at, seconds(3_600)), stopper.signal);
  stopper.abort(new Error('enough'));
  await expect(long).rejects.toThrow('enough');
});
