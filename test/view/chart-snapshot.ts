import {type Instant, MINUTE, minutes, plus, type Span} from '../../src/core/instant.ts';
import {type Ticker, ticker} from '../../src/core/ticker.ts';
import {BAR_COLUMNS, type BarChunk, type BarRow, type BarSeries, CHUNK_BARS} from '../../src/market/bar-series.ts';
import type {Figures, Snapshot, StoryPlace, WireItem} from '../../src/market/snapshot.ts';
import {DAY_SESSION, walk} from '../chart/chart-fixtures.ts';
import {wireItemOf} from '../market/wire-item.ts';

export const AMZN = ticker('AMZN');
export const MSFT = ticker('MSFT');

export const seriesOf = (bars: readonly BarRow[], span: Span = MINUTE): BarSeries => {
  const chunks: BarChunk[] = [];
  for (let from = 0; from < bars.length; from += CHUNK_BARS) {
    const part = bars.slice(from, from + CHUNK_BARS);
    const columns = BAR_COLUMNS.map(name => [name, Float64Array.from(part, bar => bar[name])] as const);
    chunks.push(Object.fromEntries(columns) as unknown as BarChunk);
  }
  return {span, length: bars.length, chunks};
};

export const wireItem = (
  id: string,
  at: Instant,
  symbols: readonly Ticker[],
  firstReceivedAt = at,
  story: Partial<StoryPlace> = {},
): WireItem =>
  wireItemOf(
    {
      kind: 'headline',
      at,
      receivedAt: firstReceivedAt,
      id,
      updatedAt: at,
      headline: `Headline ${id}`,
      summary: '',
      content: '',
      author: '',
      source: 'wire',
      url: '',
      symbols,
    },
    story,
  );

export const figuresOf = (symbol: Ticker, price: number, at: Instant, changes: Partial<Figures> = {}): Figures => ({
  symbol,
  last: {price, at},
  extendedLast: undefined,
  lastPrint: {price, at},
  previousClose: 240,
  open: 241,
  high: undefined,
  low: undefined,
  close: undefined,
  volume: 1_000,
  trades: 10,
  vwap: undefined,
  quote: undefined,
  halted: undefined,
  halts: [],
  amended: 0,
  unknownConditions: 0,
  ...changes,
});

/** AMZN and MSFT from 09:00 on, an hour and a half of minute bars, with the wire handed in, at `now`. */
export const snapshotOf = (changes: Partial<Snapshot> = {}): Snapshot => {
  const from = plus(DAY_SESSION.openAt, minutes(-30));
  const now = plus(from, minutes(90));
  const bars = [walk(90, from, 241, 3), walk(90, from, 430, 4)] as const;
  return {
    revision: 1,
    clock: {now, mode: 'replay', state: 'running', speed: 60},
    file: {
      day: {
        name: 'test',
        title: 'A test day',
        date: DAY_SESSION.date,
        symbols: [AMZN, MSFT],
        benchmark: undefined,
        provenance: 'simulated',
        made: 'by a test',
        openingAt: from,
        startAt: from,
        endAt: DAY_SESSION.endAt,
      },
      deals: [],
      previousCloses: new Map([
        [AMZN, 240],
        [MSFT, 431],
      ]),
      baselines: new Map(),
      earlier: new Map(),
    },
    figures: new Map([
      [AMZN, figuresOf(AMZN, bars[0].at(-1)?.close ?? 0, now)],
      [MSFT, figuresOf(MSFT, bars[1].at(-1)?.close ?? 0, now, {previousClose: 431, open: 430})],
    ]),
    bars: new Map([
      [AMZN, seriesOf(bars[0])],
      [MSFT, seriesOf(bars[1])],
    ]),
    wire: [],
    feeds: [],
    wireLetGo: 0,
    traffic: undefined,
    recording: undefined,
    ...changes,
  };
};
