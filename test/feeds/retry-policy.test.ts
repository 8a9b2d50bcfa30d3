import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {between, type Instant, instant, plus, SECOND, seconds} from '../../src/core/instant.ts';
import {
  afterConnect,
  backoff,
  CONNECT_WINDOW,
  CONNECTION_LIMIT_PAUSE,
  MOST_CONNECTS,
  nextConnectAt,
  type RetryHistory,
} from '../../src/feeds/retry-policy.ts';

const now = instant(1_000 * SECOND);
const fresh: RetryHistory = {failures: 0, connects: []};

describe('retry policy', () => {
  test('the first attempt is at once, later ones wait up to a ceiling that doubles to 30 s', () => {
    expect([0, 1, 2, 3, 7, 8, 50].map(failures => backoff(failures, 0.999_999_99))).toEqual(
      [0, 0.5, 1, 2, 30, 30, 30].map(ceiling => Math.floor(ceiling * SECOND * 0.999_999_99)),
    );
    expect(backoff(20, 0)).toBe(0);
  });

  test('a pause that the server asks for is kept, and is at least 5 s', () => {
    const at = (pause: number): Instant =>
      nextConnectAt(fresh, {kind: 'throttled', why: '', pause: seconds(pause)}, now, 0.5);
    expect(at(0)).toBe(plus(now, seconds(5)));
    expect(at(60)).toBe(plus(now, seconds(60)));
  });

  test('a full house waits 90 s', () => {
    expect(nextConnectAt(fresh, {kind: 'connection-limit', why: ''}, now, 0.5)).toBe(plus(now, CONNECTION_LIMIT_PAUSE));
  });

  test('never more than twelve connects in any ten seconds, as the server counts them, whatever the losses', () => {
    const loss = fc.record({
      useful: fc.boolean(),
      lasted: fc.integer({min: 0, max: 2 * SECOND}),
      chance: fc.double({min: 0, max: 0.999, noNaN: true}),
    });
    fc.assert(
      fc.property(fc.array(loss, {maxLength: 80}), losses => {
        let at = now;
        let history = afterConnect(fresh, at);
        const connects = [at];
        for (const {useful, lasted, chance} of losses) {
          at = nextConnectAt(history, {kind: 'transient', why: ''}, plus(at, seconds(lasted / SECOND)), chance);
          history = afterConnect({...history, failures: useful ? 0 : history.failures + 1}, at);
          connects.push(at);
        }
        connects.forEach((from, index) => {
          const thirteenth = connects[index + MOST_CONNECTS];
          const arrivedLate = plus(from, seconds(0.25));
          if (thirteenth !== undefined) expect(between(arrivedLate, thirteenth)).toBeGreaterThan(CONNECT_WINDOW);
        });
      }),
    );
  });

  test('the thirteenth connect leaves room for a first one that arrived late', () => {
    let history = fresh;
    for (let connect = 0; connect < MOST_CONNECTS; connect++) history = afterConnect(history, now);
    const next = nextConnectAt(history, {kind: 'transient', why: ''}, now, 0);
    expect(between(plus(now, seconds(0.25)), next)).toBeGreaterThan(CONNECT_WINDOW);
  });
});
