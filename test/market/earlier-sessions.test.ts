import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {sessionBefore} from '../../src/core/calendar.ts';
import {minutes, plus, span} from '../../src/core/instant.ts';
import {earlierSessionsFrom} from '../../src/market/earlier-sessions.ts';
import {AMZN, bar, DATE, MSFT} from './market-fixtures.ts';

const SLOT = minutes(5);
const before = sessionBefore(DATE);
const older = sessionBefore(before.date);
const openSlot = (before.openAt - before.preAt) / SLOT;

describe('earlier sessions', () => {
  test('keep the last price and the shares of each slot, a row a session', () => {
    const bars = [
      bar(before.openAt, SLOT, [100, 101, 99, 100.5], 300),
      bar(older.openAt, SLOT, [90, 91, 89, 90.5], 200),
      {...bar(before.preAt, SLOT, [433, 434, 432, 433.5], 7), symbol: MSFT},
    ];
    const earlier = earlierSessionsFrom(bars, SLOT);
    const sessions = earlier.get(AMZN);
    expect(sessions).toMatchObject({slot: SLOT, slots: 192, dates: [older.date, before.date]});
    expect(sessions?.closes[openSlot]).toBe(90.5);
    expect(sessions?.closes[192 + openSlot]).toBe(100.5);
    expect(sessions?.volumes[192 + openSlot]).toBe(300);
    expect(sessions?.closes[192 + openSlot + 1]).toBeNaN();
    expect(sessions?.volumes[192 + openSlot + 1]).toBe(0);
    expect(earlier.get(MSFT)?.closes[0]).toBe(433.5);
  });

  test('are the same whatever order the bars came in', () => {
    const bars = Array.from({length: 40}, (_, index) =>
      bar(plus(before.openAt, span(index * minutes(1))), minutes(1), [100, 101, 99, 100 + index / 100], index),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(bars, {minLength: bars.length}), shuffled => {
        expect(earlierSessionsFrom(shuffled, SLOT)).toEqual(earlierSessionsFrom(bars, SLOT));
      }),
      {numRuns: 30},
    );
  });

  test('put a longer bar’s close into the last slot that it covers', () => {
    const sessions = earlierSessionsFrom([bar(before.openAt, minutes(15), [1, 1, 1, 1], 300)], SLOT).get(AMZN);
    expect([...(sessions?.closes.slice(openSlot, openSlot + 3) ?? [])]).toEqual([Number.NaN, Number.NaN, 1]);
    expect([...(sessions?.volumes.slice(openSlot, openSlot + 3) ?? [])]).toEqual([100, 100, 100]);
  });

  test('leave out what lies outside of a session, and prices that cannot be', () => {
    expect(earlierSessionsFrom([bar(plus(before.endAt, SLOT), SLOT, [1, 1, 1, 1], 9)], SLOT).size).toBe(0);
    const sessions = earlierSessionsFrom([bar(before.openAt, SLOT, [0, 0, 0, 0], 9)], SLOT).get(AMZN);
    expect(sessions?.closes[openSlot]).toBeNaN();
  });
});
