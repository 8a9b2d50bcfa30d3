import {sessionBefore} from '../../core/calendar.ts';
import type {Bar, TapeEvent} from '../../core/events.ts';
import {later, minus, minutes, type Span} from '../../core/instant.ts';
import type {TradingDate} from '../../core/new-york.ts';
import {type Ticker, ticker} from '../../core/ticker.ts';
import type {DayDraft} from '../write-day.ts';
import {tradesOf} from './day-trades.ts';
import {barOf, joinBars, pieceOf} from './history-bars.ts';
import type {PlannedDay} from './plan-days.ts';
import type {BarRow} from './read-bars.ts';

/** How many earlier sessions a day keeps as its history. */
const HISTORY_SESSIONS = 20;
/** How long before the first headline, or the regular open, a replay begins. */
const LEAD = minutes(2);
/** How many names a day of headlines alone has. */
const MOST_NAMED = 12;
/** What the others are measured against, where the files hold it. */
const BENCHMARKS = ['SPY', 'QQQ'].map(ticker);

const barEvent = (row: BarRow, span: Span): Bar => {
  const {symbol, openAt, open, high, low, close, volume} = row;
  return barOf({symbol, openAt, span, open, high, low, close, volume, trades: 0, vwap: 0});
};

/** Sources that are each in order, as one; what was known at one moment, in the order of the sources. */
const merge = function* (sources: readonly Iterable<TapeEvent>[]): Generator<TapeEvent> {
  const heads = sources.map(source => source[Symbol.iterator]());
  const next = heads.map(head => head.next());
  for (;;) {
    let first = -1;
    let known = Number.POSITIVE_INFINITY;
    next.forEach((item, place) => {
      if (item.done !== true && item.value.receivedAt < known) {
        first = place;
        known = item.value.receivedAt;
      }
    });
    const item = next[first];
    const head = heads[first];
    if (item === undefined || item.done === true || head === undefined) return;
    yield item.value;
    next[first] = head.next();
  }
};

const eventsOf = ({trades, bars, news}: PlannedDay, span: Span, onRepeat: () => void = () => {}): Iterable<TapeEvent> =>
  merge([
    trades === undefined ? [] : tradesOf(trades, onRepeat),
    bars.map(row => barEvent(row, span)),
    news.map(row => row.headline),
  ]);

/** Trades and bars of a day in one, as pieces in order of their start. */
const piecesOf = function* ({trades, bars}: PlannedDay, span: Span): Generator<Bar> {
  for (const row of bars) yield barEvent(row, span);
  for (const {symbol, at, price, size} of trades?.rows(() => {}) ?? []) yield pieceOf(symbol, at, price, size);
};

/** What came of an earlier day for the later ones. */
type Kept = {
  readonly date: TradingDate;
  readonly bars: readonly Bar[];
  readonly closes: ReadonlyMap<Ticker, number>;
};

/** What a day leaves to later ones: its bars, and the last regular print or bar of each name. */
const keptOf = (day: PlannedDay, span: Span): Kept => {
  const closes = new Map<Ticker, number>();
  const heard = function* (): Generator<Bar> {
    for (const piece of piecesOf(day, span)) {
      const {symbol, openAt, close} = piece;
      if (openAt >= day.session.openAt && openAt < day.session.closeAt) closes.set(symbol, close);
      yield piece;
    }
  };
  return {date: day.session.date, bars: joinBars(heard()), closes};
};

/** The names a day has prices of or, without any, those that its headlines name most. */
const symbolsOf = ({trades, bars, news}: PlannedDay): readonly Ticker[] => {
  const priced = [...new Set([...(trades?.symbols ?? []), ...bars.map(row => row.symbol)])];
  if (priced.length > 0) return priced;
  const named = new Map<Ticker, number>();
  for (const symbol of news.flatMap(row => row.headline.symbols)) named.set(symbol, (named.get(symbol) ?? 0) + 1);
  return [...named]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_NAMED)
    .map(([symbol]) => symbol);
};

const openingAtOf = ({session, news}: PlannedDay) => {
  const first = news.find(({headline}) => headline.receivedAt >= session.preAt);
  return minus(first?.headline.receivedAt ?? session.openAt, LEAD);
};

export type DraftOptions = {
  readonly nameOf: (date: TradingDate) => string;
  readonly made: string;
  readonly span: Span;
  /** Told of each row that repeats another, as its day is read. */
  readonly onRepeat: () => void;
};

/**
 * A draft a day, in order: the earlier ones are the later ones' history, and the close of the session just before, where
 * the files hold it, is a day's previous close.
 */
export const draftDays = function* (
  days: readonly PlannedDay[],
  {nameOf, made, span, onRepeat}: DraftOptions,
): Generator<DayDraft> {
  const kept: Kept[] = [];
  for (const day of days) {
    const {date, preAt} = day.session;
    const symbols = symbolsOf(day);
    const before = kept.at(-1);
    const history = kept.flatMap(earlier => earlier.bars);
    const first = eventsOf(day, span)[Symbol.iterator]().next();
    yield {
      name: nameOf(date),
      title: `${symbols.slice(0, 8).join(' ')}${symbols.length > 8 ? ' …' : ''} on ${date}`,
      date,
      symbols,
      benchmark: BENCHMARKS.find(benchmark => symbols.includes(benchmark)),
      provenance: 'imported',
      made,
      openingAt: openingAtOf(day),
      ...(first.done === true ? {} : {startAt: later(preAt, first.value.receivedAt)}),
      previousCloses: before?.date === sessionBefore(date).date ? before.closes : new Map(),
      events: eventsOf(day, span, onRepeat),
      ...(history.length === 0 ? {} : {history}),
    };
    if (day === days.at(-1)) return;
    kept.push(keptOf(day, span));
    if (kept.length > HISTORY_SESSIONS) kept.shift();
  }
};
