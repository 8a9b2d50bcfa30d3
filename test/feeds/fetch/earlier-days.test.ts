import {describe, expect, test} from 'vitest';
import {sessionBefore, sessionOf} from '../../../src/core/calendar.ts';
import type {Bar} from '../../../src/core/events.ts';
import {DAY, type Instant, instant, minutes, plus, type Span} from '../../../src/core/instant.ts';
import {atWallTime, parseTradingDate, type TradingDate} from '../../../src/core/new-york.ts';
import type {Leg} from '../../../src/feeds/fetch/day-source.ts';
import {earlierDaysOf} from '../../../src/feeds/fetch/earlier-days.ts';
import {AMZN} from '../../server/small-day.ts';

const DATE = parseTradingDate('2026-01-30') as TradingDate;
const session = sessionOf(DATE) ?? sessionBefore(DATE);
const before = sessionBefore(DATE);

const bar = (openAt: Instant, length: Span, price: number, volume: number): Bar => {
  const at = plus(openAt, length);
  const prices = {open: price, high: price, low: price, close: price, vwap: price};
  return {kind: 'bar', at, receivedAt: at, symbol: AMZN, openAt, span: length, ...prices, volume, trades: 1};
};

const legOf = (kind: Leg['kind'], adjustment: Leg['adjustment']): Leg => ({
  kind,
  symbols: [AMZN],
  start: instant(0),
  end: session.endAt,
  adjustment,
});

const midnight = atWallTime(DATE, 0);
const eve = atWallTime(before.date, 0);

const earlier = (rawToday: number, adjustedToday: number) =>
  earlierDaysOf(session, [
    {leg: legOf('daily', 'split'), events: [bar(eve, DAY, 24.12, 500), bar(midnight, DAY, adjustedToday, 700)]},
    {leg: legOf('daily', 'raw'), events: [bar(eve, DAY, 241.2, 50), bar(midnight, DAY, rawToday, 70)]},
    {leg: legOf('history', 'split'), events: [bar(before.openAt, minutes(5), 24.1, 1_000)]},
  ]);

describe('earlier sessions in the prices of the day', () => {
  test('a split after the day is undone', () => {
    const {history, previousCloses} = earlier(243.5, 24.35);
    expect(previousCloses.get(AMZN)).toBe(241.2);
    expect(history).toMatchObject([{open: 241, high: 241, low: 241, close: 241, vwap: 241, volume: 100}]);
  });

  test('a split on the day itself stays', () => {
    const {history, previousCloses} = earlier(24.35, 24.35);
    expect(previousCloses.get(AMZN)).toBe(24.12);
    expect(history).toMatchObject([{close: 24.1, volume: 1_000}]);
  });
});
