import type {Cancel, Correction, Headline, Quote, TapeEvent, Trade} from '../../src/core/events.ts';
import {type Instant, instant, minutes, plus, seconds, span} from '../../src/core/instant.ts';
import {parseTradingDate} from '../../src/core/new-york.ts';
import {parseInstant} from '../../src/core/parse-instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import type {EventSource, ServedDay} from '../../src/server/served-day.ts';

export const AMZN = ticker('AMZN');
export const MSFT = ticker('MSFT');

export const instantAt = (text: string): Instant => {
  const at = parseInstant(text);
  if (at === undefined) throw new RangeError(text);
  return at;
};

/** 09:30 in New York. */
export const OPEN = instantAt('2026-01-30T14:30:00Z');

const received = (at: Instant): Instant => plus(at, span(2_000));

export const trade = (at: Instant, id: number, price: number, more: Partial<Trade> = {}): Trade => ({
  kind: 'trade',
  symbol: AMZN,
  at,
  receivedAt: received(at),
  id,
  venue: 'Q',
  tape: 'C',
  price,
  size: 100,
  conditions: ['@'],
  ...more,
});

export const quote = (at: Instant, bid: number, more: Partial<Quote> = {}): Quote => ({
  kind: 'quote',
  symbol: AMZN,
  at,
  receivedAt: received(at),
  bid,
  bidSize: 200,
  bidVenue: 'Q',
  ask: bid + 0.02,
  askSize: 300,
  askVenue: 'P',
  conditions: ['R'],
  tape: 'C',
  ...more,
});

export const headline = (at: Instant, id: string, more: Partial<Headline> = {}): Headline => ({
  kind: 'headline',
  at,
  receivedAt: plus(at, span(700_000)),
  id,
  updatedAt: at,
  headline: `Story ${id}`,
  summary: '',
  content: '<p>All of it.</p>',
  author: 'Desk',
  source: 'wire',
  url: 'https://example.com/story',
  symbols: [AMZN],
  ...more,
});

export const correction = (at: Instant, originalId: number): Correction => ({
  kind: 'correction',
  symbol: AMZN,
  at,
  receivedAt: received(at),
  venue: 'Q',
  tape: 'C',
  originalId,
  original: {price: 240, size: 100, conditions: ['@']},
  correctedId: 9_001,
  corrected: {price: 239.5, size: 50, conditions: ['@', 'I']},
});

export const cancel = (at: Instant, id: number): Cancel => ({
  kind: 'cancel',
  symbol: AMZN,
  at,
  receivedAt: received(at),
  id,
  venue: 'Q',
  tape: 'C',
  price: 240.1,
  size: 100,
  action: 'C',
});

export const sourceOf = (events: readonly TapeEvent[]): EventSource => ({
  read: async function* ({after, until}) {
    const from = after ?? Number.NEGATIVE_INFINITY;
    const to = until ?? Number.POSITIVE_INFINITY;
    const wanted = events.filter(event => event.receivedAt > from && event.receivedAt <= to);
    for (let index = 0; index < wanted.length; index += 1_000) yield wanted.slice(index, index + 1_000);
  },
});

/** A day held in memory, of the given events in any order. */
export const dayOf = (unordered: readonly TapeEvent[], history: readonly TapeEvent[] = []): ServedDay => {
  const events = unordered.toSorted((a, b) => a.receivedAt - b.receivedAt);
  const date = parseTradingDate('2026-01-30');
  if (date === undefined) throw new RangeError('date');
  return {
    info: {
      name: 'small',
      title: 'A small day',
      date,
      symbols: [AMZN, MSFT],
      benchmark: undefined,
      provenance: 'simulated',
      made: 'for a test',
      openingAt: OPEN,
      startAt: events[0]?.receivedAt ?? OPEN,
      endAt: events.at(-1)?.receivedAt ?? OPEN,
    },
    events: {
      ...sourceOf(events),
      headlineTimes: events.filter(event => event.kind === 'headline').map(event => event.receivedAt),
    },
    history: history.length === 0 ? undefined : sourceOf(history),
  };
};

/**
 * Ten minutes from the open: a trade and a quote of each name every second, three headlines at 2, 5 and 8 minutes, a
 * correction at 3, a cancel at 4, a print that comes 70 seconds late at 6.
 */
export const tenMinutes = (): ServedDay => {
  const ticks = Array.from({length: 600}, (_, index) => {
    const at = plus(OPEN, seconds(index));
    const price = 240 + (index % 50) / 100;
    const other = {symbol: MSFT, price: 430 + (index % 20) / 100};
    return [
      quote(at, price - 0.01),
      trade(plus(at, span(1_000)), index + 1, price),
      trade(plus(at, span(500_000)), 10_000 + index, other.price, other),
    ];
  });
  return dayOf([
    ...ticks.flat(),
    headline(plus(OPEN, minutes(2)), '101'),
    headline(plus(OPEN, minutes(5)), '102', {symbols: [MSFT]}),
    headline(plus(OPEN, minutes(8)), '103', {symbols: []}),
    correction(plus(OPEN, minutes(3)), 1),
    cancel(plus(OPEN, minutes(4)), 11),
    trade(plus(OPEN, seconds(290.25)), 7_777, 250, {receivedAt: instant(plus(OPEN, seconds(360.25)))}),
    trade(plus(OPEN, seconds(599.9)), 8_888, 241),
  ]);
};
