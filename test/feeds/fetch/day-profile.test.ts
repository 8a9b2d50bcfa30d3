import {describe, expect, test} from 'vitest';
import {sessionBefore, sessionOf} from '../../../src/core/calendar.ts';
import type {Bar} from '../../../src/core/events.ts';
import {minutes, plus, seconds, span} from '../../../src/core/instant.ts';
import {parseTradingDate, type TradingDate} from '../../../src/core/new-york.ts';
import {profileOf} from '../../../src/feeds/fetch/day-profile.ts';
import {timeLeft} from '../../../src/feeds/fetch/fetch-legs.ts';
import {AMZN, MSFT} from '../../server/small-day.ts';

const DATE = parseTradingDate('2026-01-30') as TradingDate;
const session = sessionOf(DATE) ?? sessionBefore(DATE);
const before = sessionBefore(DATE);

const bar = (symbol: Bar['symbol'], minute: number, trades: number, volume = 1): Bar => {
  const openAt = plus(before.openAt, minutes(minute));
  const at = plus(openAt, minutes(5));
  const prices = {open: 1, high: 1, low: 1, close: 1, vwap: 1};
  return {kind: 'bar', at, receivedAt: at, symbol, openAt, span: minutes(5), ...prices, volume, trades};
};

describe('how the prints of a day are spread', () => {
  test('by the prints of earlier sessions', () => {
    const profile = profileOf(session, [AMZN, MSFT], [bar(AMZN, 0, 60), bar(AMZN, 60, 20), bar(MSFT, 0, 20)]);
    expect([profile.partOf(AMZN), profile.partOf(MSFT)]).toEqual([0.8, 0.2]);
    expect(profile.doneAt(AMZN, session.openAt)).toBe(0);
    expect(profile.doneAt(AMZN, plus(session.openAt, minutes(2.5)))).toBeCloseTo(0.375, 12);
    expect(profile.doneAt(AMZN, plus(session.openAt, minutes(30)))).toBe(0.75);
    expect(profile.doneAt(AMZN, session.endAt)).toBe(1);
  });

  test('by shares where bars tell no prints, evenly where there are no bars', () => {
    const profile = profileOf(session, [AMZN, MSFT], [bar(AMZN, 0, 0, 50), bar(AMZN, 60, 0, 50)]);
    expect([profile.partOf(AMZN), profile.partOf(MSFT)]).toEqual([0.5, 0.5]);
    expect(profile.doneAt(AMZN, plus(session.openAt, minutes(30)))).toBe(0.5);
    expect(profile.doneAt(MSFT, plus(session.preAt, minutes(480)))).toBe(0.5);
    expect(profileOf(session, [AMZN], []).partOf(AMZN)).toBe(1);
  });
});

describe('how much longer', () => {
  test('is not told too soon, then by the pace of this run', () => {
    expect(timeLeft(seconds(1), 0.5, 0.5)).toBeUndefined();
    expect(timeLeft(seconds(60), 0.001, 0.9)).toBeUndefined();
    expect(timeLeft(seconds(60), 0.25, 0.5)).toBe(seconds(120));
    expect(timeLeft(seconds(60), 0.25, 0)).toBe(span(0));
  });
});
