import {sessionOf} from '../../core/calendar.ts';
import {type Instant, instant, later, minus, plus} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {BarRow, BarSeries} from '../bar-series.ts';
import {barRow, firstOpening, priceAt} from '../series-reads.ts';
import type {Figures, Snapshot} from '../snapshot.ts';
import type {FiredAlert, LevelTest, MoveTest} from './alert-rule.ts';
import {type Arm, LATE_PRINT, LEVEL_BACK, LEVEL_REST, type NameWatch, nextSecond, settledAt} from './alert-state.ts';

/** What is new of one name since the last look: the bars that may have changed, oldest first. */
export type FreshBars = {
  readonly series: BarSeries;
  readonly rows: readonly BarRow[];
  /** Bars that end in (settledFrom, settledTo] have become whole since. */
  readonly settledFrom: Instant;
  readonly settledTo: Instant;
};

/** What a price rule found of one name. */
export type PriceLook = {readonly watch: NameWatch; readonly shots: readonly Shot[]};
export type Shot = Pick<FiredAlert, 'at' | 'price' | 'base'>;

export const NEVER_SEEN: NameWatch = {armedFrom: undefined, upAt: undefined, downAt: undefined};

const isHalted = ({halted, halts}: Figures, at: Instant): boolean =>
  (halted !== undefined && at >= halted.since) || halts.some(halt => at >= halt.from && at < halt.to);

/** The price of the day's first bar that has one: what stands for a price before it. */
const firstPrice = (series: BarSeries): number | undefined => {
  for (let index = 0; index < series.length; index++) {
    const {open, close} = barRow(series, index);
    if (!Number.isNaN(close)) return Number.isNaN(open) ? close : open;
  }
  return undefined;
};

/** The last price known at `at`, else the day's first. */
export const priceBefore = (series: BarSeries, at: Instant): number | undefined =>
  priceAt(series, at)?.price ?? firstPrice(series);

/**
 * The bars of a name that a look must see: those that were not whole at the last one, and before them those that a late
 * print may have changed. Prints of a halt are left out. Undefined when nothing of it can have changed.
 */
export const freshBars = (symbol: Ticker, before: Snapshot, after: Snapshot): FreshBars | undefined => {
  const series = after.bars.get(symbol);
  const figures = after.figures.get(symbol);
  const [settledFrom, settledTo] = [settledAt(before), settledAt(after)];
  if (series === undefined || figures === undefined) return undefined;
  const last = barRow(series, series.length - 1);
  if (series === before.bars.get(symbol) && last.endAt <= settledFrom) return undefined;
  const rows: BarRow[] = [];
  for (let index = firstOpening(series, minus(settledFrom, LATE_PRINT)); index < series.length; index++) {
    const row = barRow(series, index);
    if (!Number.isNaN(row.high) && !isHalted(figures, row.openAt)) rows.push(row);
  }
  return {series, rows, settledFrom, settledTo};
};

const isBeyond = ({side, level}: LevelTest, price: number): boolean =>
  side === 'above' ? price > level : price < level;

/**
 * A level as it is when first looked at: a price that is beyond already has to come back first. The close of the session
 * before stands for the price only until the day begins: later, prices may be there that were not seen.
 */
export const firstLevelWatch = (test: LevelTest, {clock, bars, file}: Snapshot): NameWatch => {
  const series = bars.get(test.symbol);
  const beginsAt = sessionOf(file.day.date)?.preAt;
  const price =
    series === undefined
      ? beginsAt !== undefined && clock.now <= beginsAt
        ? file.previousCloses.get(test.symbol)
        : undefined
      : priceAt(series, clock.now)?.price;
  const armed = price !== undefined && !isBeyond(test, price);
  return {...NEVER_SEEN, armedFrom: armed ? nextSecond(clock.now) : undefined};
};

/**
 * Fires when a print of the bars crosses the level. It can do so again LEVEL_REST later, once a second has closed
 * LEVEL_BACK on the level's near side.
 */
export const lookAtLevel = (
  test: LevelTest,
  before: NameWatch,
  {series, rows, settledFrom, settledTo}: FreshBars,
): PriceLook => {
  const above = test.side === 'above';
  const near = test.level * (above ? 1 - LEVEL_BACK : 1 + LEVEL_BACK);
  const shots: Shot[] = [];
  let {armedFrom, upAt: firedAt} = before;
  for (const {openAt, endAt, high, low, close} of rows) {
    const price = above ? high : low;
    if (armedFrom !== undefined) {
      if (openAt < armedFrom || !isBeyond(test, price)) continue;
      armedFrom = undefined;
      // What came to be known only now may show that it was beyond before.
      const last = priceAt(series, openAt)?.price;
      if (last !== undefined && isBeyond(test, last)) continue;
      shots.push({at: openAt, price, base: test.level});
      firedAt = openAt;
    } else if (
      endAt > settledFrom &&
      endAt <= settledTo &&
      (firedAt === undefined || openAt >= plus(firedAt, LEVEL_REST)) &&
      (above ? close <= near : close >= near)
    )
      armedFrom = endAt;
  }
  return {watch: {...before, armedFrom, upAt: firedAt}, shots};
};

/** What moved far enough up from `base`, or down: the price that did. */
const movedTo = (test: MoveTest, base: number, row: BarRow, way: 'up' | 'down'): number | undefined => {
  if (test.direction !== 'either' && test.direction !== way) return undefined;
  const price = way === 'up' ? row.high : row.low;
  const share = way === 'up' ? price / base - 1 : 1 - price / base;
  // A move that was asked for to the digit is there, whatever the binary dust.
  return share >= test.share - 1e-12 ? price : undefined;
};

/** A move as it is when first looked at: one that has already been made has fired. */
export const firstMoveWatch = (test: MoveTest, series: BarSeries | undefined, from: Instant): NameWatch => {
  const price = series === undefined ? undefined : priceAt(series, from)?.price;
  const base = series === undefined ? undefined : priceBefore(series, minus(from, test.window));
  if (price === undefined || base === undefined) return NEVER_SEEN;
  const share = price / base - 1;
  return {
    armedFrom: undefined,
    upAt: share >= test.share ? from : undefined,
    downAt: -share >= test.share ? from : undefined,
  };
};

/**
 * Fires when a print is the share or more away from the last price a window before it. Up and down are told apart; each
 * rests for a window, so that no move is measured from before the last shot.
 */
export const lookAtMove = (test: MoveTest, before: NameWatch, from: Instant, {series, rows}: FreshBars): PriceLook => {
  const shots: Shot[] = [];
  let watch = before;
  for (const row of rows) {
    if (row.openAt < from) continue;
    const ways = (['up', 'down'] as const).filter(way => {
      const lastAt = way === 'up' ? watch.upAt : watch.downAt;
      return lastAt === undefined || row.openAt >= plus(lastAt, test.window);
    });
    const base = ways.length === 0 ? undefined : priceBefore(series, minus(row.endAt, test.window));
    if (base === undefined) continue;
    for (const way of ways) {
      const price = movedTo(test, base, row, way);
      if (price === undefined) continue;
      shots.push({at: row.openAt, price, base});
      watch = {...watch, [way === 'up' ? 'upAt' : 'downAt']: row.openAt};
    }
  }
  return {watch, shots};
};

/** The first print after a headline's receipt, within the window, that is the share away from the last price before it was published. */
export const lookAfterHeadline = (test: MoveTest, arm: Arm, {series, rows}: FreshBars): Shot | undefined => {
  const base = priceBefore(series, arm.publishedAt);
  if (base === undefined) return undefined;
  for (const row of rows) {
    if (row.endAt <= arm.receivedAt || row.openAt >= arm.until) continue;
    const price = movedTo(test, base, row, 'up') ?? movedTo(test, base, row, 'down');
    if (price !== undefined) return {at: instant(later(row.openAt, arm.receivedAt)), price, base};
  }
  return undefined;
};
