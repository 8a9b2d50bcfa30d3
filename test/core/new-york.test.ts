import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {formatInstant, HOUR, type Instant, instant} from '../../src/core/instant.ts';
import {
  addDays,
  atWallTime,
  newYorkOffset,
  parseTradingDate,
  type TradingDate,
  tradingDateAt,
  wallTimeAt,
} from '../../src/core/new-york.ts';
import {parseInstant} from '../../src/core/parse-instant.ts';

const date = (text: string): TradingDate => text as TradingDate;
const utc = (text: string): Instant => parseInstant(text) ?? instant(Number.NaN);

describe("New York's clocks", () => {
  test.each([
    ['2026-01-30', 9, 30, '2026-01-30T14:30:00.000000Z'],
    ['2026-07-30', 9, 30, '2026-07-30T13:30:00.000000Z'],
    ['2026-03-08', 1, 59, '2026-03-08T06:59:00.000000Z'],
    ['2026-03-08', 2, 30, '2026-03-08T07:30:00.000000Z'],
    ['2026-03-08', 3, 0, '2026-03-08T07:00:00.000000Z'],
    ['2026-11-01', 1, 30, '2026-11-01T05:30:00.000000Z'],
    ['2026-11-01', 2, 0, '2026-11-01T07:00:00.000000Z'],
    ['2026-11-01', 23, 59, '2026-11-02T04:59:00.000000Z'],
  ])('%s %i:%i is %s', (day, hour, minute, expected) => {
    expect(formatInstant(atWallTime(date(day), hour, minute))).toBe(expected);
  });

  test('spring forward takes an hour, autumn gives it back', () => {
    expect(newYorkOffset(utc('2026-03-08T06:59:59Z'))).toBe(-5 * HOUR);
    expect(newYorkOffset(utc('2026-03-08T07:00:00Z'))).toBe(-4 * HOUR);
    expect(newYorkOffset(utc('2026-11-01T05:59:59Z'))).toBe(-4 * HOUR);
    expect(newYorkOffset(utc('2026-11-01T06:00:00Z'))).toBe(-5 * HOUR);
    const midnights = (day: string): number => atWallTime(addDays(date(day), 1), 0) - atWallTime(date(day), 0);
    expect([midnights('2026-03-08'), midnights('2026-11-01'), midnights('2026-01-30')]).toEqual([
      23 * HOUR,
      25 * HOUR,
      24 * HOUR,
    ]);
  });

  test('what a clock shows leads back to the moment, but in the hour that comes twice', () => {
    const second = fc.integer({min: utc('2020-01-01T00:00:00Z') / 1e6, max: utc('2035-01-01T00:00:00Z') / 1e6});
    fc.assert(
      fc.property(second, count => {
        const at = instant(count * 1_000_000);
        const {date: day, hour, minute, second: rest} = wallTimeAt(at);
        const back = atWallTime(day, hour, minute, rest);
        expect([0, HOUR]).toContain(at - back);
        expect(wallTimeAt(back)).toEqual(wallTimeAt(at));
        expect(day).toBe(tradingDateAt(at));
      }),
    );
  });

  test('the date there is not the date in London', () => {
    expect(tradingDateAt(utc('2026-01-30T04:59:59.999999Z'))).toBe('2026-01-29');
    expect(tradingDateAt(utc('2026-01-30T05:00:00Z'))).toBe('2026-01-30');
  });

  test('dates: shape, calendar and steps', () => {
    expect(parseTradingDate('2026-01-30')).toBe('2026-01-30');
    for (const text of ['2026-02-29', '2026-1-30', '26-01-30', '2026-01-30 ', '0026-01-30', 'today'])
      expect(parseTradingDate(text)).toBeUndefined();
    expect(addDays(date('2024-02-28'), 2)).toBe('2024-03-01');
    expect(addDays(date('2026-01-01'), -1)).toBe('2025-12-31');
  });
});
