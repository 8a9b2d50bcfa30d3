import {readFileSync} from 'node:fs';
import {phaseAt, type Session, sessionOf} from '../../src/core/calendar.ts';
import type {Bar} from '../../src/core/events.ts';
import {instant, minus, plus, type Span, span} from '../../src/core/instant.ts';
import {tradingDateAt} from '../../src/core/new-york.ts';
import {parseInstant} from '../../src/core/parse-instant.ts';
import {type Ticker, ticker} from '../../src/core/ticker.ts';

/** The first line of a bars file: stamps in UTC label a bar's start, one line to a bar. */
export const BARS_HEADER = 'ts_utc,symbol,open,high,low,close,volume';

/** A name's bars of one session, before the open and after the close too where there are any. */
export type SessionBars = {readonly name: Ticker; readonly session: Session; readonly bars: readonly Bar[]};

export type BarsFile = {
  readonly sessions: readonly SessionBars[];
  /** Sessions left out: half days, and those with bars for less than nine slots of ten. */
  readonly leftOut: number;
};

const barOf = (line: string): Omit<Bar, 'span' | 'at' | 'receivedAt'> | undefined => {
  const [stamp = '', name = '', ...figures] = line.split(',');
  const openAt = parseInstant(stamp);
  const [open = 0, high = 0, low = 0, close = 0, volume = 0] = figures.map(Number);
  if (openAt === undefined) return undefined;
  return {kind: 'bar', symbol: ticker(name), openAt, open, high, low, close, volume, trades: 0, vwap: 0};
};

/** The commonest time from one bar of a name to its next. */
const lengthOf = (bars: readonly Pick<Bar, 'openAt' | 'symbol'>[]): Span => {
  const steps = new Map<number, number>();
  for (const own of Map.groupBy(bars, bar => bar.symbol).values()) {
    for (const [index, bar] of own.entries()) {
      const step = bar.openAt - (own[index - 1]?.openAt ?? bar.openAt);
      if (step > 0) steps.set(step, (steps.get(step) ?? 0) + 1);
    }
  }
  return span([...steps].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 0);
};

/** The opening price as a bar that ends at the open: a headline at the open has a price before it, as on a tape of prints. */
export const openingBar = (first: Bar): Bar => ({
  ...first,
  openAt: minus(first.openAt, first.span),
  at: first.openAt,
  receivedAt: first.openAt,
  high: first.open,
  low: first.open,
  close: first.open,
  volume: 0,
});

/** A bars file by name and session. */
export const sessionBarsOf = (path: string): BarsFile => {
  const lines = readFileSync(path, 'utf8').trim().split('\n').slice(1);
  const rows = lines.flatMap(line => barOf(line) ?? []);
  const length = lengthOf(rows);
  const sessions: SessionBars[] = [];
  let leftOut = 0;
  for (const own of Map.groupBy(rows, row => `${row.symbol} ${tradingDateAt(row.openAt)}`).values()) {
    const first = own[0];
    const session = first === undefined ? undefined : sessionOf(tradingDateAt(first.openAt));
    if (first === undefined || session === undefined) continue;
    // A stamp between two slots is of a bar still forming.
    const bars = own
      .filter(row => phaseAt(session, row.openAt) !== 'closed' && row.openAt % length === 0)
      .map(row => ({...row, span: length, at: plus(row.openAt, length), receivedAt: plus(row.openAt, length)}));
    const regular = bars.filter(row => phaseAt(session, row.openAt) === 'regular');
    if (session.half || regular.length < (0.9 * (session.closeAt - session.openAt)) / length) {
      if (regular.length > 0) leftOut++;
      continue;
    }
    const opening = regular[0];
    const printed = bars.some(bar => instant(bar.openAt + length) === session.openAt);
    const before = opening?.openAt === session.openAt && !printed ? [openingBar(opening)] : [];
    sessions.push({name: first.symbol, session, bars: [...before, ...bars].sort((a, b) => a.openAt - b.openAt)});
  }
  return {sessions, leftOut};
};
