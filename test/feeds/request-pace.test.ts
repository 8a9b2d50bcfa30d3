import {describe, expect, test} from 'vitest';
import {instant, minutes, plus, SECOND, seconds} from '../../src/core/instant.ts';
import {createVirtualClock} from '../../src/engine/virtual-clock.ts';
import {createRequestPace} from '../../src/feeds/request-pace.ts';
import {OPEN} from '../server/small-day.ts';

const signal = new AbortController().signal;

const headers = (limit: number, remaining: number, reset: number): Headers =>
  new Headers({
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(reset),
  });

const RESET = OPEN / SECOND + 20;

describe('requests within what a server allows', () => {
  test('go at once while enough are left', async () => {
    const pace = createRequestPace(createVirtualClock(OPEN));
    pace.heard(headers(200, 11, RESET));
    await pace.turn(signal);
    pace.heard(new Headers());
    await pace.turn(signal);
    pace.heard(new Headers({'x-ratelimit-remaining': 'none', 'x-ratelimit-reset': 'soon'}));
    expect(pace.heldUntil()).toBeUndefined();
  });

  test('wait for the reset when all but a reserve is used', async () => {
    const clock = createVirtualClock(OPEN);
    const pace = createRequestPace(clock);
    pace.heard(headers(200, 10, RESET));
    expect(pace.heldUntil()).toBe(plus(OPEN, seconds(21)));
    let sent = false;
    const turn = pace.turn(signal).then(() => {
      sent = true;
    });
    await clock.advance(seconds(20));
    expect(sent).toBe(false);
    await clock.advance(seconds(1));
    expect(sent).toBe(true);
    await turn;
    expect(pace.heldUntil()).toBeUndefined();
  });

  test('are not held for long by a clock that differs', () => {
    const pace = createRequestPace(createVirtualClock(OPEN));
    pace.heard(headers(200, 0, RESET + 86_400));
    expect(pace.heldUntil()).toBe(plus(OPEN, minutes(1)));
    const behind = createRequestPace(createVirtualClock(OPEN));
    behind.heard(headers(200, 0, instant(OPEN) / SECOND - 600));
    expect(behind.heldUntil()).toBeUndefined();
  });

  test('a wait ends when it is given up', async () => {
    const pace = createRequestPace(createVirtualClock(OPEN));
    pace.heard(headers(200, 0, RESET));
    const stopper = new AbortController();
    const turn = pace.turn(stopper.signal);
    stopper.abort(new Error('stopped'));
    await expect(turn).rejects.toThrow('stopped');
  });
});
