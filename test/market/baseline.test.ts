import {describe, expect, test} from 'vitest';
import {type Session, sessionBefore, sessionOf} from '../../src/core/calendar.ts';
import type {Bar} from '../../src/core/events.ts';
import {minutes, plus, seconds, span} from '../../src/core/instant.ts';
import type {TradingDate} from '../../src/core/new-york.ts';
import {baselinesFrom, previousClosesFrom, usualVolumeAt} from '../../src/market/baseline.ts';
import {earlierSessionsFrom} from '../../src/market/earlier-sessions.ts';
import {AMZN, bar, clock, DATE, MSFT} from './market-fixtures.ts';

const date = (text: string): TradingDate => text as TradingDate;
const SLOT = minutes(5);
/** A bar of `volume` shares in every slot of the regular session. */
const flatDay = (session: Session, volume: number, close = 100): readonly Bar[] => {
  const count = (session.closeAt - session.openAt) / SLOT;
  return Array.from({length: count}, (_, index) =>
    bar(plus(session.openAt, span(index * SLOT)), SLOT, [100, 110, 90, close], volume),
  );
};
const today = sessionOf(DATE);
if (today === undefined) throw new Error('the test day must be a session');

const baselineOf = (bars: readonly Bar[], slot = SLOT) => baselinesFrom(earlierSessionsFrom(bars, slot)).get(AMZN);

describe('the usual volume', () => {
  test('is the mean of earlier sessions by time of day, straight inside a slot', () => {
    const before = sessionBefore(DATE);
    const bars = [...flatDay(before, 100), ...flatDay(sessionBefore(before.date), 300)];
    const baseline = baselineOf(bars);
    expect(baseline).toMatchObject({sessions: 2, slot: SLOT});
    if (baseline === undefined) return;
    expect(baseline.cumulativeVolume).toHaveLength(192);
    const at = (text: string): number | undefined => usualVolumeAt(baseline, today, clock(text));
    expect(at('03:00')).toBe(0);
    expect(at('09:30')).toBe(0);
    expect(at('09:32:30')).toBeCloseTo(100);
    expect(at('09:35')).toBeCloseTo(200);
    expect(at('16:00')).toBeCloseTo(78 * 200);
    expect(at('23:00')).toBeCloseTo(78 * 200);
  });

  test('looks back on twenty sessions and no more', () => {
    const bars: Bar[] = [];
    for (let session = sessionBefore(DATE), count = 1; count <= 25; session = sessionBefore(session.date), count++)
      bars.push(...flatDay(session, count <= 20 ? 100 : 1_000_000));
    const baseline = baselineOf(bars);
    expect(baseline?.sessions).toBe(20);
    expect(baseline?.cumulativeVolume.at(-1)).toBeCloseTo(7_800);
  });

  test('leaves half days out while there are whole ones', () => {
    const half = sessionOf(date('2025-12-24'));
    const whole = sessionOf(date('2025-12-23'));
    if (half === undefined || whole === undefined) throw new Error('both are sessions');
    const both = baselineOf([...flatDay(half, 5), ...flatDay(whole, 100)]);
    expect(both).toMatchObject({sessions: 1});
    expect(both?.cumulativeVolume.at(-1)).toBeCloseTo(7_800);
    expect(baselineOf(flatDay(half, 5))?.cumulativeVolume.at(-1)).toBeCloseTo(42 * 5);
  });

  test('spreads bars longer than a slot, adds up shorter ones', () => {
    const before = sessionBefore(DATE);
    const fine = baselineOf(flatDay(before, 100), minutes(1));
    const coarse = baselineOf(flatDay(before, 100), minutes(15));
    expect(fine?.cumulativeVolume[5 * 60 + 30]).toBeCloseTo(20);
    expect(coarse?.cumulativeVolume[22]).toBeCloseTo(300);
  });

  test('is unknown without earlier sessions', () => {
    expect(usualVolumeAt({sessions: 0, slot: SLOT, cumulativeVolume: []}, today, clock('10:00'))).toBeUndefined();
    expect(earlierSessionsFrom([bar(plus(today.endAt, seconds(1)), SLOT, [1, 1, 1, 1], 9)], SLOT).size).toBe(0);
  });
});

describe('the previous close', () => {
  test('is the last regular bar of the session before, whatever the order', () => {
    const before = sessionBefore(DATE);
    const bars = [
      ...flatDay(before, 100, 241.73),
      bar(before.closeAt, SLOT, [250, 250, 250, 250], 1),
      {...bar(plus(before.closeAt, span(-SLOT)), SLOT, [433, 434, 433, 433.5], 1), symbol: MSFT},
    ];
    expect(previousClosesFrom(bars.reverse(), DATE)).toEqual(
      new Map([
        [MSFT, 433.5],
        [AMZN, 241.73],
      ]),
    );
  });

  test('is not known from an older session', () => {
    expect(previousClosesFrom(flatDay(sessionBefore(date('2026-01-29')), 100), DATE).size).toBe(0);
  });
});
