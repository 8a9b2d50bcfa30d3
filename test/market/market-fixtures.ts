import fc from 'fast-check';
import type {
  Bar,
  Cancel,
  Correction,
  FeedEvent,
  FeedStatus,
  Headline,
  PriceUpdate,
  TapeCode,
  Trade,
} from '../../src/core/events.ts';
import {type Instant, instant, plus, type Span, seconds} from '../../src/core/instant.ts';
import {atWallTime, type TradingDate} from '../../src/core/new-york.ts';
import {type Ticker, ticker} from '../../src/core/ticker.ts';
import {applyChange} from '../../src/market/apply-change.ts';
import {applyEvent} from '../../src/market/apply-event.ts';
import {collectChange} from '../../src/market/collect-change.ts';
import {createMarket, type Market} from '../../src/market/market.ts';
import type {ClockFace, DayFile, Figures, Snapshot} from '../../src/market/snapshot.ts';

export const DATE = '2026-01-30' as TradingDate;
export const AMZN = ticker('AMZN');
export const MSFT = ticker('MSFT');

/** A moment of the day, New York time, `09:30` or `09:30:00.25`. */
export const clock = (text: string): Instant => {
  const [hour, minute, second] = text.split(':').map(Number);
  return plus(atWallTime(DATE, hour ?? 0, minute ?? 0), seconds(second ?? 0));
};

export const dayFile = (changes: Partial<DayFile> = {}): DayFile => ({
  day: {
    name: 'test',
    title: 'A day',
    date: DATE,
    symbols: [AMZN, MSFT],
    benchmark: undefined,
    provenance: 'simulated',
    made: 'by hand',
    openingAt: clock('09:30'),
    startAt: clock('04:00'),
    endAt: clock('20:00'),
  },
  deals: [],
  previousCloses: new Map([[AMZN, 241.73]]),
  baselines: new Map(),
  earlier: new Map(),
  ...changes,
});

export const FACE: ClockFace = {now: clock('12:00'), mode: 'replay', state: 'running', speed: 60};

let nextId = 1;
export const trade = (at: Instant, price: number, size: number, changes: Partial<Trade> = {}): Trade => ({
  kind: 'trade',
  symbol: AMZN,
  at,
  receivedAt: at,
  id: nextId++,
  venue: 'Q',
  tape: 'C',
  price,
  size,
  conditions: ['@'],
  ...changes,
});

/** A look at a price; what the source counts of the day is not told unless said. */
export const look = (at: Instant, price: number, changes: Partial<PriceUpdate> = {}): PriceUpdate => ({
  kind: 'price',
  symbol: AMZN,
  at,
  receivedAt: at,
  price,
  dayVolume: 0,
  dayHigh: 0,
  dayLow: 0,
  previousClose: 0,
  ...changes,
});

export const bar = (openAt: Instant, span: Span, ohlc: readonly number[], volume: number): Bar => {
  const [open = 0, high = 0, low = 0, close = 0] = ohlc;
  const at = plus(openAt, span);
  return {
    kind: 'bar',
    symbol: AMZN,
    at,
    receivedAt: at,
    openAt,
    span,
    open,
    high,
    low,
    close,
    volume,
    trades: 1,
    vwap: 0,
  };
};

export const headline = (id: string, at: Instant, changes: Partial<Headline> = {}): Headline => ({
  kind: 'headline',
  id,
  at,
  receivedAt: at,
  updatedAt: at,
  headline: `story ${id}`,
  summary: '',
  content: '',
  author: '',
  source: 'wire',
  url: '',
  symbols: [],
  ...changes,
});

export const status = (topic: FeedStatus['topic'], changes: Partial<FeedStatus> = {}): FeedStatus => ({
  kind: 'status',
  feed: 'alpaca/iex',
  topic,
  state: 'live',
  message: '',
  at: clock('09:00'),
  receivedAt: clock('09:00'),
  ...changes,
});

export const correctionOf = (print: Trade, corrected: Partial<Trade>): Correction => ({
  kind: 'correction',
  symbol: print.symbol,
  venue: print.venue,
  tape: print.tape,
  at: plus(print.at, seconds(600)),
  receivedAt: plus(print.at, seconds(600)),
  originalId: print.id,
  original: print,
  correctedId: print.id + 1_000_000,
  corrected: {...print, ...corrected},
});

export const cancelOf = (print: Trade): Cancel => ({
  kind: 'cancel',
  symbol: print.symbol,
  venue: print.venue,
  tape: print.tape,
  at: plus(print.at, seconds(600)),
  receivedAt: plus(print.at, seconds(600)),
  id: print.id,
  price: print.price,
  size: print.size,
  action: 'C',
});

export const fold = (events: Iterable<FeedEvent>, file: DayFile = dayFile()): Market => {
  const market = createMarket({file});
  for (const event of events) applyEvent(market, event);
  return market;
};

export const snapshotOf = (market: Market): Snapshot => applyChange(undefined, collectChange(market, FACE));

export const figuresAfter = (events: Iterable<FeedEvent>, symbol: Ticker = AMZN): Figures => {
  const figures = snapshotOf(fold(events)).figures.get(symbol);
  if (figures === undefined) throw new Error(`no figures of ${symbol}`);
  return figures;
};

const CONDITIONS = [[], ['@'], ['@', 'I'], ['@', 'F'], ['@', 'T'], ['Z'], ['@', 'T', 'I'], ['M'], ['6'], ['?'], ['9']];

const anyPrint = fc.record({
  price: fc.integer({min: 10_000, max: 10_400}).map(cents => cents / 100),
  size: fc.integer({min: 1, max: 900}),
  conditions: fc.constantFrom(...CONDITIONS),
});

/** Prints of a few busy seconds around the open and the close, now and then out of order, each with its own id. */
export const anyTrades: fc.Arbitrary<readonly Trade[]> = fc
  .array(
    fc.tuple(
      anyPrint,
      fc.constantFrom(AMZN, MSFT),
      fc.constantFrom<TapeCode>('A', 'C'),
      fc.constantFrom(clock('08:00'), clock('09:29:58'), clock('15:59:58')),
      fc.integer({min: 0, max: 40}),
    ),
    {maxLength: 60},
  )
  .map(rows =>
    rows.map(([print, symbol, tape, from, tenths], index) =>
      trade(instant(from + tenths * 100_000), print.price, print.size, {
        ...print,
        symbol,
        tape,
        id: index + 1,
      }),
    ),
  );

export const anyAmendedPrint = anyPrint;
