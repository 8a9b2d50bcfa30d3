import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {afterAll} from 'vitest';
import type {Bar, Headline, TapeEvent, Trade} from '../../src/core/events.ts';
import {type Instant, instant, MINUTE, minutes, plus, type Span, span} from '../../src/core/instant.ts';
import type {TradingDate} from '../../src/core/new-york.ts';
import {parseInstant} from '../../src/core/parse-instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import {safeContent, safeText} from '../../src/news/safe-text.ts';
import type {TapeReader} from '../../src/tape/tape-reader.ts';
import type {DayDraft} from '../../src/tape/write-day.ts';

/** A folder of its own for a test file, gone when it is done. */
export const testFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tapewire-tape-'));
  afterAll(() => rmSync(folder, {recursive: true, force: true}));
  return folder;
};

export const at = (text: string): Instant => {
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new RangeError(text);
  return parsed;
};

export const OPEN = at('2026-01-30T14:30:00Z');

export const makeTrade = (row: number, over: Partial<Trade> = {}): Trade => ({
  kind: 'trade',
  at: plus(OPEN, span(row * 250_000)),
  receivedAt: plus(OPEN, span(row * 250_000 + 700)),
  symbol: ticker(row % 3 === 0 ? 'AMZN' : 'MSFT'),
  id: row + 1,
  price: (row % 3 === 0 ? 24_000 + (row % 17) : 43_000 - (row % 11)) / 100,
  size: row % 5 === 0 ? 37 : 100,
  conditions: row % 5 === 0 ? ['@', 'I'] : ['@'],
  venue: 'Q',
  tape: 'C',
  ...over,
});

export const makeHeadline = (id: string, receivedAt: Instant, over: Partial<Headline> = {}): Headline => ({
  kind: 'headline',
  at: receivedAt,
  receivedAt,
  id,
  updatedAt: receivedAt,
  headline: `Headline ${id}`,
  summary: '',
  content: '',
  author: '',
  source: 'wire',
  url: '',
  symbols: [ticker('AMZN')],
  ...over,
});

export const makeBar = (symbol: string, openAt: Instant, close: number, length: Span = minutes(5)): Bar => ({
  kind: 'bar',
  at: plus(openAt, length),
  receivedAt: plus(openAt, length),
  symbol: ticker(symbol),
  openAt,
  span: length,
  open: close,
  high: close + 0.5,
  low: close - 0.25,
  close,
  volume: 1_000,
  trades: 0,
  vwap: 0,
});

/** A small day: a minute of trades and a headline. */
export const makeDraft = (name: string, over: Partial<DayDraft> = {}): DayDraft => {
  const trades = Array.from({length: 240}, (_, row) => makeTrade(row));
  const headline = makeHeadline('n1', plus(OPEN, MINUTE));
  return {
    name,
    title: 'A minute of trades',
    date: '2026-01-30' as TradingDate,
    symbols: [ticker('AMZN'), ticker('MSFT')],
    benchmark: undefined,
    provenance: 'simulated',
    made: 'by the tests',
    openingAt: plus(OPEN, minutes(0.5)),
    previousCloses: new Map([[ticker('MSFT'), 433.5]]),
    events: [...trades, headline],
    ...over,
  };
};

export const readAll = async (reader: TapeReader, range?: Parameters<TapeReader['read']>[0]): Promise<TapeEvent[]> => {
  const events: TapeEvent[] = [];
  for await (const batch of reader.read(range)) events.push(...batch);
  return events;
};

const number = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.integer({min: -1e9, max: 1e9}).map(cents => cents / 100),
  fc.integer({min: 0, max: 1e9}).map(ticks => ticks / 10_000),
  fc.double({noNaN: true, noDefaultInfinity: true}),
);
const time = fc
  .oneof(
    fc.integer({min: 0, max: 60_000_000}).map(micros => OPEN + micros),
    fc.maxSafeInteger(),
  )
  .map(instant);
const symbol = fc.constantFrom('AMZN', 'BRK.B', 'A', 'GOOGL', 'ABCDEFGHIJ').map(ticker);
const text = fc.string({unit: 'binary', maxLength: 60}).map(raw => safeText(raw, 60));
const code = fc.oneof(fc.constantFrom('@', 'I', ' ', '', 'T'), fc.string({maxLength: 8}));
const conditions = fc.array(code, {maxLength: 4});
const tape = fc.constantFrom('A' as const, 'B' as const, 'C' as const, 'N' as const, 'O' as const);
/** Plain objects, as events are. */
const record = <T extends object>(shape: {[K in keyof T]: fc.Arbitrary<T[K]>}): fc.Arbitrary<T> =>
  fc.record<T>(shape, {noNullPrototype: true});

const print = record({price: number, size: number, conditions});
const stamps = {at: time, receivedAt: time, symbol};

/** Any event a tape can hold, safe text in it. */
export const anyEvent: fc.Arbitrary<TapeEvent> = fc.oneof(
  record({
    ...stamps,
    kind: fc.constant('trade' as const),
    id: number,
    price: number,
    size: number,
    conditions,
    venue: code,
    tape,
  }),
  record({
    ...stamps,
    kind: fc.constant('quote' as const),
    bid: number,
    bidSize: number,
    bidVenue: code,
    ask: number,
    askSize: number,
    askVenue: code,
    conditions,
    tape,
  }),
  record({
    ...stamps,
    kind: fc.constant('price' as const),
    price: number,
    dayVolume: number,
    dayHigh: number,
    dayLow: number,
    previousClose: number,
  }),
  record({
    ...stamps,
    kind: fc.constant('bar' as const),
    openAt: time,
    span: fc.maxSafeInteger().map(span),
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
    trades: number,
    vwap: number,
  }),
  record({
    at: time,
    receivedAt: time,
    kind: fc.constant('headline' as const),
    id: text,
    updatedAt: time,
    headline: text,
    summary: text,
    content: fc.string({unit: 'binary', maxLength: 200}).map(raw => safeContent(raw, 200)),
    author: text,
    source: text,
    url: fc.constantFrom('', 'https://example.com/a?b=1&copy=2'),
    symbols: fc.array(symbol, {maxLength: 3}),
  }),
  record({...stamps, kind: fc.constant('halt' as const), halted: fc.boolean(), code, reason: text, tape}),
  record({
    ...stamps,
    kind: fc.constant('correction' as const),
    venue: code,
    tape,
    originalId: number,
    original: print,
    correctedId: number,
    corrected: print,
  }),
  record({
    ...stamps,
    kind: fc.constant('cancel' as const),
    id: number,
    venue: code,
    tape,
    price: number,
    size: number,
    action: fc.constantFrom('C' as const, 'E' as const),
  }),
);

export const anyTape = fc
  .array(anyEvent, {maxLength: 120})
  .map(events => events.sort((a, b) => a.receivedAt - b.receivedAt));
