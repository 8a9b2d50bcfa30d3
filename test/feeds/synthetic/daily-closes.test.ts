import {describe, expect, test} from 'vitest';
import {sessionOf} from '../../../src/core/calendar.ts';
import {parseTradingDate, type TradingDate} from '../../../src/core/new-york.ts';
import {ticker} from '../../../src/core/ticker.ts';
import {dailyCloses} from '../../../src/feeds/synthetic/daily-closes.ts';
import {loadModel} from './scenario-fixtures.ts';

const date = (text: string): TradingDate => parseTradingDate(text) as TradingDate;

describe('dailyCloses', () => {
  test('keeps the known closes and walks back one session at a time', () => {
    const closes = dailyCloses(loadModel(), date('2025-12-19'));
    expect(closes.get(date('2026-01-29'))?.get(ticker('AMZN'))).toBe(241.73);
    expect(closes.get(date('2026-01-28'))?.get(ticker('MSFT'))).toBe(481.63);
    expect([...closes.keys()].sort()[0]).toBe('2025-12-19');
    expect([...closes.keys()].every(day => sessionOf(day) !== undefined)).toBe(true);
  });

  test('every day of a model agrees on them, however far back it looks', () => {
    const far = dailyCloses(loadModel(), date('2025-12-01'));
    const near = dailyCloses(loadModel(), date('2026-01-20'));
    for (const [day, byName] of near) expect(far.get(day)).toEqual(byName);
  });
});
