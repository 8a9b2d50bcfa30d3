import {notionalOf} from '../analytics/vwap.ts';
import {SECOND, type Span, span} from '../core/instant.ts';
import {BAR_COLUMNS, type BarColumnName, CHUNK_BARS} from './bar-series.ts';
import type {SaleRules} from './conditions.ts';

const FIRST_CAPACITY = 1_024;
/** Beside what is published: event times of the prints that set open and close, and 1 for a bar made elsewhere. */
const OWN_COLUMNS = ['firstAt', 'lastAt', 'foreign'] as const;
const COLUMNS = [...BAR_COLUMNS, ...OWN_COLUMNS] as const;

/** The bars of one name while they are being made, in time order; see BarSeries for what the columns hold. */
export type BarColumns = Record<BarColumnName | (typeof OWN_COLUMNS)[number], Float64Array> & {
  length: number;
  /** The finest span seen. */
  span: Span;
  /** End of the last bar made elsewhere. */
  foreignUntil: number;
  /** Chunks that changed since they were last published. */
  readonly dirty: Set<number>;
  lastDirty: number;
  /** Opening of the earliest bar that changed, came or went since then; infinity when none did. */
  changedFrom: number;
};

export const createBarColumns = (): BarColumns => {
  const column = (): Float64Array => new Float64Array(FIRST_CAPACITY);
  return {
    openAt: column(),
    endAt: column(),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
    trades: column(),
    notional: column(),
    vwapVolume: column(),
    firstAt: column(),
    lastAt: column(),
    foreign: column(),
    length: 0,
    span: SECOND,
    foreignUntil: Number.NEGATIVE_INFINITY,
    dirty: new Set(),
    lastDirty: -1,
    changedFrom: Number.POSITIVE_INFINITY,
  };
};

/** A bar that opens at `at` changed, came or went. */
const markChanged = (bars: BarColumns, at: number): void => {
  if (at < bars.changedFrom) bars.changedFrom = at;
};

const markDirty = (bars: BarColumns, index: number): void => {
  const chunk = Math.floor(index / CHUNK_BARS);
  if (chunk === bars.lastDirty) return;
  bars.dirty.add(chunk);
  bars.lastDirty = chunk;
};

/** Marks every chunk from `index` on; the last one even when `index` lies behind it, for it now ends the series. */
const markDirtyFrom = (bars: BarColumns, index: number): void => {
  for (let at = index; at < bars.length; at += CHUNK_BARS) markDirty(bars, at);
  markDirty(bars, Math.max(0, bars.length - 1));
};

/** The index of the first bar that opens at `at` or later. */
export const barIndexFrom = (bars: BarColumns, at: number): number => {
  let low = 0;
  let high = bars.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((bars.openAt[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Makes room for a bar at `index`, with nothing in it. */
const insertBar = (bars: BarColumns, index: number, openAt: number, endAt: number): void => {
  if (bars.length === bars.openAt.length) {
    for (const name of COLUMNS) {
      const wider = new Float64Array(2 * bars.length);
      wider.set(bars[name]);
      bars[name] = wider;
    }
  }
  if (index < bars.length) for (const name of COLUMNS) bars[name].copyWithin(index + 1, index, bars.length);
  const length = span(endAt - openAt);
  bars.span = bars.length === 0 || length < bars.span ? length : bars.span;
  bars.length++;
  emptyBar(bars, index, openAt, endAt);
  markDirtyFrom(bars, index);
};

const emptyBar = (bars: BarColumns, index: number, openAt: number, endAt: number): void => {
  bars.openAt[index] = openAt;
  bars.endAt[index] = endAt;
  bars.open[index] = Number.NaN;
  bars.high[index] = Number.NaN;
  bars.low[index] = Number.NaN;
  bars.close[index] = Number.NaN;
  bars.volume[index] = 0;
  bars.trades[index] = 0;
  bars.notional[index] = 0;
  bars.vwapVolume[index] = 0;
  bars.firstAt[index] = Number.POSITIVE_INFINITY;
  bars.lastAt[index] = Number.NEGATIVE_INFINITY;
  bars.foreign[index] = 0;
};

/** Whether a bar made elsewhere covers `at`, so that its prints are counted already. */
export const isCovered = (bars: BarColumns, at: number): boolean => {
  if (at >= bars.foreignUntil) return false;
  const index = barIndexFrom(bars, at + 1) - 1;
  return index >= 0 && bars.foreign[index] === 1 && at < (bars.endAt[index] ?? 0);
};

const slotOf = (at: number): number => Math.floor(at / SECOND) * SECOND;

/** The index of the bar of a print's second, made where there is none, wherever in the day that is. */
const barAt = (bars: BarColumns, at: number): number => {
  const slot = slotOf(at);
  let index = bars.length - 1;
  if (index < 0 || slot > (bars.openAt[index] ?? 0)) {
    index++;
    insertBar(bars, index, slot, slot + SECOND);
  } else if (slot !== bars.openAt[index]) {
    index = barIndexFrom(bars, slot);
    if (bars.openAt[index] !== slot) insertBar(bars, index, slot, slot + SECOND);
  }
  return index;
};

const stretch = (bars: BarColumns, index: number, price: number): void => {
  if (!(price <= (bars.high[index] ?? 0))) bars.high[index] = price;
  if (!(price >= (bars.low[index] ?? 0))) bars.low[index] = price;
};

const setEnds = (bars: BarColumns, index: number, at: number, price: number): void => {
  if (at < (bars.firstAt[index] ?? 0)) {
    bars.open[index] = price;
    bars.firstAt[index] = at;
  }
  if (at >= (bars.lastAt[index] ?? 0)) {
    bars.close[index] = price;
    bars.lastAt[index] = at;
  }
};

/** Puts a print into the bar of its second. A print without volume makes no bar. */
export const addToBar = (bars: BarColumns, at: number, price: number, size: number, rules: SaleRules): void => {
  const {openClose, highLow, volume} = rules.minute;
  if (!volume) return;
  const index = barAt(bars, at);
  addVolume(bars, index, price, size, rules, 1);
  if (highLow) stretch(bars, index, price);
  if (openClose === 'yes') setEnds(bars, index, at, price);
};

/** Puts a price that comes without a print into the bar of its second: one of nothing else holds no share and no print. */
export const addPriceToBar = (bars: BarColumns, at: number, price: number): void => {
  const index = barAt(bars, at);
  stretch(bars, index, price);
  setEnds(bars, index, at, price);
  markChanged(bars, bars.openAt[index] ?? 0);
  markDirty(bars, index);
};

/** Empties the bar of the second `at` lies in, for its prints to be added anew; it goes when none is. */
export const remakeBar = (bars: BarColumns, at: number, addPrints: () => void): void => {
  const slot = slotOf(at);
  const index = barIndexFrom(bars, slot);
  if (hasPrintBar(bars, index, slot)) emptyBar(bars, index, slot, slot + SECOND);
  addPrints();
  if (hasPrintBar(bars, index, slot) && bars.trades[index] === 0) {
    for (const name of COLUMNS) bars[name].copyWithin(index, index + 1, bars.length);
    bars.length--;
  }
  markChanged(bars, slot);
  markDirtyFrom(bars, index);
};

const hasPrintBar = (bars: BarColumns, index: number, slot: number): boolean =>
  index < bars.length && bars.openAt[index] === slot && bars.foreign[index] === 0;

/** Adds or takes away what a print counts for volume and VWAP in the bar of its second; the prices stay. */
export const adjustBarVolume = (
  bars: BarColumns,
  at: number,
  price: number,
  size: number,
  rules: SaleRules,
  sign: 1 | -1,
): void => {
  const index = barIndexFrom(bars, slotOf(at));
  if (rules.minute.volume && hasPrintBar(bars, index, slotOf(at))) addVolume(bars, index, price, size, rules, sign);
};

const addVolume = (
  bars: BarColumns,
  index: number,
  price: number,
  size: number,
  rules: SaleRules,
  sign: 1 | -1,
): void => {
  markChanged(bars, bars.openAt[index] ?? 0);
  markDirty(bars, index);
  bars.volume[index] = (bars.volume[index] ?? 0) + sign * size;
  bars.trades[index] = (bars.trades[index] ?? 0) + sign;
  if (!rules.minute.highLow) return;
  bars.notional[index] = (bars.notional[index] ?? 0) + sign * notionalOf(price, size);
  bars.vwapVolume[index] = (bars.vwapVolume[index] ?? 0) + sign * size;
};

/** A bar made elsewhere, as it goes into the columns. */
export type ForeignBar = {readonly [Name in BarColumnName]: number};

/**
 * Takes in a bar made elsewhere, in place of an earlier edition of itself. False when it overlaps anything else: bars
 * made from prints know better.
 */
export const putForeignBar = (bars: BarColumns, bar: ForeignBar): boolean => {
  const index = barIndexFrom(bars, bar.openAt);
  const inside = index < bars.length;
  const again = inside && bars.openAt[index] === bar.openAt && bars.endAt[index] === bar.endAt;
  if (again && bars.foreign[index] !== 1) return false;
  if (!again) {
    if (inside && (bars.openAt[index] ?? 0) < bar.endAt) return false;
    if (index > 0 && (bars.endAt[index - 1] ?? 0) > bar.openAt) return false;
    insertBar(bars, index, bar.openAt, bar.endAt);
  }
  for (const name of BAR_COLUMNS) bars[name][index] = bar[name];
  bars.foreign[index] = 1;
  bars.foreignUntil = Math.max(bars.foreignUntil, bar.endAt);
  markChanged(bars, bar.openAt);
  markDirty(bars, index);
  return true;
};
