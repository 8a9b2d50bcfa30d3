import {describe, expect, test} from 'vitest';
import {phaseAt, type Session, sessionAt, sessionBefore, sessionOf} from '../../src/core/calendar.ts';
import {HOUR, instant, minus, span} from '../../src/core/instant.ts';
import {addDays, atWallTime, type TradingDate} from '../../src/core/new-york.ts';

const date = (text: string): TradingDate => text as TradingDate;
const session = (text: string): Session => {
  const found = sessionOf(date(text));
  if (found === undefined) throw new Error(`${text} is a session`);
  return found;
};
const daysOf = (year: number): readonly TradingDate[] => {
  const days: TradingDate[] = [];
  for (let day = date(`${year}-01-01`); day.startsWith(String(year)); day = addDays(day, 1)) days.push(day);
  return days;
};
const isWeekday = (day: TradingDate): boolean => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

describe('the market calendar, against what the exchanges published', () => {
  test.each([
    [2024, '01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25', '07-03 11-29 12-24', 252],
    [2025, '01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25', '07-03 11-28 12-24', 250],
    [2026, '01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25', '11-27 12-24', 251],
    [2027, '01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24', '11-26', 251],
    [2022, '01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26', '11-25', 251],
  ])('%i', (year, closed, half, count) => {
    const tail = (days: readonly TradingDate[]): string => days.map(day => day.slice(5)).join(' ');
    const days = daysOf(year).filter(isWeekday);
    expect(tail(days.filter(day => sessionOf(day) === undefined))).toBe(closed);
    expect(tail(days.filter(day => sessionOf(day)?.half === true))).toBe(half);
    expect(daysOf(year).filter(day => sessionOf(day) !== undefined)).toHaveLength(count);
  });

  test('no session on a weekend', () => {
    expect(sessionOf(date('2026-01-31'))).toBeUndefined();
    expect(sessionOf(date('2026-02-01'))).toBeUndefined();
  });
});

describe('a session', () => {
  test('runs from 04:00 to 20:00 around its regular hours', () => {
    const day = session('2026-01-30');
    expect(day).toEqual({
      date: '2026-01-30',
      preAt: atWallTime(date('2026-01-30'), 4),
      openAt: atWallTime(date('2026-01-30'), 9, 30),
      closeAt: atWallTime(date('2026-01-30'), 16),
      endAt: atWallTime(date('2026-01-30'), 20),
      half: false,
    });
  });

  test('on a half day closes at 13:00 and ends at 17:00', () => {
    const day = session('2025-12-24');
    expect([day.closeAt, day.endAt]).toEqual([atWallTime(day.date, 13), atWallTime(day.date, 17)]);
  });

  test('keeps its local hours when the clocks change', () => {
    expect(session('2026-03-09').openAt - session('2026-03-06').openAt).toBe((3 * 24 - 1) * HOUR);
    expect(session('2026-11-02').openAt - session('2026-10-30').openAt).toBe((3 * 24 + 1) * HOUR);
  });

  test('each phase ends where the next begins', () => {
    const day = session('2026-01-30');
    const around = [day.preAt, day.openAt, day.closeAt, day.endAt].flatMap(at => [minus(at, span(1)), at]);
    expect(around.map(at => phaseAt(day, instant(at)))).toEqual([
      'closed',
      'pre',
      'pre',
      'regular',
      'regular',
      'post',
      'post',
      'closed',
    ]);
  });

  test('the one before and the one at a moment skip closed days', () => {
    expect(sessionBefore(date('2026-02-02')).date).toBe('2026-01-30');
    expect(sessionBefore(date('2025-12-26')).date).toBe('2025-12-24');
    expect(sessionAt(atWallTime(date('2026-01-30'), 19, 59)).date).toBe('2026-01-30');
    expect(sessionAt(atWallTime(date('2026-01-30'), 20)).date).toBe('2026-02-02');
    expect(sessionAt(atWallTime(date('2026-04-03'), 12)).date).toBe('2026-04-06');
  });
});
