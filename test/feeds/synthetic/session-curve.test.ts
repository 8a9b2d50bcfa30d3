import {describe, expect, test} from 'vitest';
import {type Session, sessionOf} from '../../../src/core/calendar.ts';
import {parseTradingDate} from '../../../src/core/new-york.ts';
import {FIRST_SECOND, sessionSeconds, spreadOverDay} from '../../../src/feeds/synthetic/session-curve.ts';
import {loadModel} from './scenario-fixtures.ts';

const session = (text: string): Session => {
  const date = parseTradingDate(text);
  const found = date && sessionOf(date);
  if (found === undefined) throw new Error(`no session on ${text}`);
  return found;
};
const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

describe('spreadOverDay', () => {
  test.each(['2026-01-30', '2025-12-24', '2026-03-09'])('spreads one whole over %s', date => {
    const {open, close, end} = sessionSeconds(session(date));
    const {trades} = loadModel();
    const spread = spreadOverDay(trades, session(date));
    expect(spread).toHaveLength(end - FIRST_SECOND);
    expect(total(spread)).toBeCloseTo(1, 9);
    expect(total(spread.subarray(open - FIRST_SECOND, close - FIRST_SECOND))).toBeCloseTo(
      trades.regular.share / (trades.pre.share + trades.regular.share + trades.post.share),
      9,
    );
  });

  test('half days end early', () => {
    expect(sessionSeconds(session('2025-12-24'))).toEqual({open: 9.5 * 3600, close: 13 * 3600, end: 17 * 3600});
  });

  test('the regular session is a U', () => {
    const spread = spreadOverDay(loadModel().trades, session('2026-01-30'));
    const minute = (hour: number, from: number): number => {
      const index = hour * 3600 + from * 60 - FIRST_SECOND;
      return total(spread.subarray(index, index + 60));
    };
    expect(minute(9, 30)).toBeGreaterThan(3 * minute(12, 45));
    expect(minute(15, 59)).toBeGreaterThan(3 * minute(12, 45));
    expect(minute(12, 45)).toBeGreaterThan(2 * minute(7, 0));
  });
});
