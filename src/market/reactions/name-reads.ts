import {DETECTION_LEVEL} from '../../analytics/calibrated-t.ts';
import {STALE_AFTER} from '../../analytics/known-price.ts';
import {logReturn, simpleReturn} from '../../analytics/returns.ts';
import type {Session} from '../../core/calendar.ts';
import {between, type Instant, instant, MINUTE, minus, type Span} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {BarSeries} from '../bar-series.ts';
import {barRow, firstOpening, priceAt} from '../series-reads.ts';
import type {PriceAt} from '../snapshot.ts';
import {benchmarkReturn} from './benchmark.ts';
import {goodPriceAt} from './good-price.ts';
import type {HorizonEnd} from './horizons.ts';
import {type PhaseStretch, stretchesOver} from './phase-slots.ts';
import type {Benchmark, BriefReading, Figures, HorizonReading, Measured, Refused, Start} from './reaction.ts';
import {type DayUsual, refused} from './usual.ts';
import {rankOver, testOver} from './usual-test.ts';

/** All that the reaction of one name to one headline is measured with. */
export type NameReads = {
  readonly symbol: Ticker;
  readonly start: Start;
  readonly session: Session;
  readonly benchmark: Benchmark;
  readonly seriesOf: (symbol: Ticker) => BarSeries | undefined;
  readonly usual: DayUsual;
};

/** When the first bar with a price opens, at a moment or after it. */
export const nextPrint = (series: BarSeries | undefined, at: Instant): Instant | undefined => {
  if (series === undefined) return undefined;
  for (let index = firstOpening(series, at); index < series.length; index++) {
    const {openAt, close} = barRow(series, index);
    if (!Number.isNaN(close)) return openAt;
  }
  return undefined;
};

/**
 * Log return of a name between two moments, read by what was printed up to `until`; undefined where a price is missing. A bad
 * print at the very end is known as one when the next is printed: with `until` there it stands.
 */
const returnOver = (series: BarSeries | undefined, from: Instant, to: Instant, until: Instant): number | undefined => {
  const base = goodPriceAt(series, from, until);
  const end = goodPriceAt(series, to, until);
  return base === undefined || end === undefined ? undefined : logReturn(base.price, end.price);
};

type Stretch = {readonly own: number; readonly market: number | undefined; readonly car: number | undefined};

type Plain = Omit<Stretch, 'car'>;

/** Log returns of a name and its benchmark between two moments, by what was printed up to `until`. */
const plainOver = (
  {symbol, benchmark, seriesOf}: NameReads,
  from: Instant,
  to: Instant,
  until: Instant,
): Plain | undefined => {
  const own = returnOver(seriesOf(symbol), from, to, until);
  return own === undefined
    ? undefined
    : {own, market: benchmarkReturn(benchmark, own, one => returnOver(seriesOf(one), from, to, until))};
};

/** What the models of the parts it lies in leave of a return. */
const carOver = (
  reads: NameReads,
  whole: Plain,
  parts: readonly PhaseStretch[],
  until: Instant,
): number | undefined => {
  let car = whole.own;
  for (const part of parts) {
    const known = reads.usual[part.phase];
    if ('status' in known) return undefined;
    const {a, b, kind} = known.baseline.model;
    const market = (parts.length === 1 ? whole : plainOver(reads, part.from, part.to, until))?.market;
    if (kind !== 'mean-adjusted' && market === undefined) return undefined;
    car -= (a * between(part.from, part.to)) / known.slot + b * (market ?? 0);
  }
  return car;
};

/**
 * A stretch's return, that of the benchmark and the abnormal one, by what was printed up to `until`; undefined where the name
 * has no price.
 */
export const stretchOver = (reads: NameReads, from: Instant, to: Instant, until: Instant = to): Stretch | undefined => {
  const whole = plainOver(reads, from, to, until);
  return whole && {...whole, car: carOver(reads, whole, stretchesOver(reads.session, from, to), until)};
};

/** Why nothing says what is usual in one of the parts. */
const unknownOver = (usual: DayUsual, parts: readonly PhaseStretch[]): Refused | undefined => {
  for (const {phase} of parts) {
    const known = usual[phase];
    if ('status' in known) return known;
  }
  return undefined;
};

const NO_BENCHMARK = refused('the benchmark was not printed by then');

const measuredOver = (reads: NameReads, base: number, price: PriceAt, to: Instant): Figures => {
  const {session, start, usual, benchmark, seriesOf} = reads;
  const own = logReturn(base, price.price);
  const market = benchmarkReturn(benchmark, own, one => returnOver(seriesOf(one), start.at, to, to));
  const parts = stretchesOver(session, start.at, to);
  const unknown = unknownOver(usual, parts);
  const car = unknown === undefined ? carOver(reads, {own, market}, parts, to) : undefined;
  const test = car === undefined ? (unknown ?? NO_BENCHMARK) : testOver(usual, session, car, parts);
  return {price, return: simpleReturn(base, price.price), market, car, test};
};

const ranked = new WeakMap<Figures, Measured>();

/** What was measured at a horizon with its rank, which is looked up once: it hangs on earlier sessions alone. */
const rankedOver = ({usual, session, start}: NameReads, figures: Figures, toAt: Instant): Measured => {
  const known = ranked.get(figures);
  if (known !== undefined) return known;
  const parts = stretchesOver(session, start.at, toAt);
  const rank =
    figures.car === undefined
      ? (unknownOver(usual, parts) ?? NO_BENCHMARK)
      : rankOver(usual, session, figures.car, parts);
  const measured = {...figures, rank};
  ranked.set(figures, measured);
  return measured;
};

/** A reading with the rank of what was measured. */
export const withRank = (reads: NameReads, reading: BriefReading): HorizonReading => {
  const {measured, toAt} = reading;
  return {...reading, measured: measured && rankedOver(reads, measured, toAt)};
};

/** A horizon as it stands at `now`, by nothing that was printed after its end. */
export const readHorizon = (
  reads: NameReads,
  {name, toAt, truncated, state}: HorizonEnd,
  confounded: boolean,
  now: Instant,
): BriefReading => {
  const plain = {name, toAt, confounded, measured: undefined} as const;
  if (state === 'waits') return {...plain, status: 'halted'};
  if (now < toAt) return {...plain, status: 'pending'};
  if (state === 'halted') return {...plain, status: 'halted'};
  const series = reads.seriesOf(reads.symbol);
  const base = goodPriceAt(series, reads.start.at, toAt);
  if (base === undefined || series === undefined) return {...plain, status: 'no_base'};
  const price = priceAt(series, toAt);
  if (price === undefined || price.at < minus(toAt, STALE_AFTER)) return {...plain, status: 'stale'};
  return {...plain, status: truncated ? 'truncated' : 'ok', measured: measuredOver(reads, base.price, price, toAt)};
};

/** The abnormal return after each whole minute from the start to `to`; NaN where there was no price yet. */
export const minutePath = (reads: NameReads, to: Instant): Float64Array =>
  Float64Array.from(
    {length: Math.max(0, Math.floor((to - reads.start.at) / MINUTE))},
    (_, minute) =>
      stretchOver(reads, reads.start.at, instant(reads.start.at + (minute + 1) * MINUTE), to)?.car ?? Number.NaN,
  );

/** The size that an abnormal return over [from, to) must have to be told from nothing; undefined where nothing says. */
export const detectableOver = ({usual, session}: NameReads, from: Instant, to: Instant): number | undefined => {
  // Below a slot the sd is taken to shrink as over a slot: with the root of time.
  const length: Span = between(from, to);
  if (length <= 0) return 0;
  const [first] = stretchesOver(session, from, to);
  const known = first && usual[first.phase];
  if (known === undefined || 'status' in known) return undefined;
  const scale = Math.sqrt(Math.min(1, length / known.slot));
  const until = length < known.slot ? instant(from + known.slot) : to;
  const test = testOver(usual, session, 0, stretchesOver(session, from, until));
  return test.status === 'ok' ? scale * DETECTION_LEVEL * test.se : undefined;
};
