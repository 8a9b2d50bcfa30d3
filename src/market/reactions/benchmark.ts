import {leaveOneOut, leaveOneOutSeries, meanOfNames} from '../../analytics/benchmark.ts';
import type {DayInfo} from '../../core/provenance.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {DayFile, WireItem} from '../snapshot.ts';
import type {Benchmark} from './reaction.ts';

/** Funds that names are measured against, the first that the day has. */
const FUNDS = ['SPY', 'QQQ'];
/** The one whose weights are known. */
const WEIGHTED = 'QQQ';

const OWN_MEAN: Benchmark = {kind: 'own mean', name: 'own mean', symbols: [], weight: 0};

/** What benchmarks are chosen by: each name's part of QQQ, a fraction. */
export type Weights = Readonly<Record<string, number>>;

/** What names are held against: `auto` as BenchmarkFinder says, one fund, the other names whatever funds there are, or nothing. */
export const BENCHMARK_CHOICES = ['auto', 'QQQ', 'SPY', 'names', 'none'] as const;
export type BenchmarkChoice = (typeof BENCHMARK_CHOICES)[number];

/** The fund of a day: the one that it names as its benchmark, else one that is watched. */
export const fundOf = ({benchmark, symbols}: DayInfo): Ticker | undefined => {
  if (benchmark !== undefined && FUNDS.includes(benchmark)) return benchmark;
  return FUNDS.map(fund => symbols.find(symbol => symbol === fund)).find(symbol => symbol !== undefined);
};

/** A fund by its name, where the day has it. */
const chosenFund = (day: DayInfo, choice: 'auto' | 'QQQ' | 'SPY'): Ticker | undefined =>
  choice === 'auto' ? fundOf(day) : [day.benchmark, ...day.symbols].find(symbol => symbol === choice);

/**
 * What a name is measured against at a headline: SPY or QQQ when the day has one, QQQ without the name's own part; else the
 * mean of the watched names that the headline does not name; else the name's own usual drift. A fund that was chosen and
 * that the day does not have leaves the name to its own. A benchmark is one object a name.
 */
export type BenchmarkFinder = (item: WireItem, symbol: Ticker) => Benchmark;

export const createBenchmarkFinder = (
  {day}: DayFile,
  weights: Weights,
  choice: BenchmarkChoice = 'auto',
): BenchmarkFinder => {
  const known = new Map<Ticker, Map<string, Benchmark>>();
  /** Of names that no headline changes the benchmark of. */
  const fixed = new Map<Ticker, Benchmark>();
  return ({headline}, symbol) => {
    const always = fixed.get(symbol);
    if (always !== undefined) return always;
    const benchmark = benchmarkOf(day, symbol, weights, choice, headline.symbols);
    if (benchmark.kind === 'etf') fixed.set(symbol, benchmark);
    let ofName = known.get(symbol);
    if (ofName === undefined) {
      ofName = new Map();
      known.set(symbol, ofName);
    }
    const same = ofName.get(benchmark.name);
    if (same !== undefined) return same;
    ofName.set(benchmark.name, benchmark);
    return benchmark;
  };
};

/** The same where there is no headline: `named` are names that are no part of a benchmark made of names. */
export const benchmarkOf = (
  day: DayInfo,
  symbol: Ticker,
  weights: Weights,
  choice: BenchmarkChoice = 'auto',
  named: readonly Ticker[] = [],
): Benchmark => {
  if (choice === 'none') return OWN_MEAN;
  const fund = choice === 'names' ? undefined : chosenFund(day, choice);
  if (fund === symbol || (fund === undefined && choice !== 'names' && choice !== 'auto')) return OWN_MEAN;
  if (fund !== undefined) {
    const weight = fund === WEIGHTED ? (weights[symbol] ?? 0) : 0;
    return {kind: 'etf', name: weight > 0 ? `${fund} without ${symbol}` : fund, symbols: [fund], weight};
  }
  const others = day.symbols.filter(
    other => other !== symbol && !named.includes(other) && !FUNDS.some(one => one === other),
  );
  if (others.length === 0) return OWN_MEAN;
  const name = others.length === 1 ? `${others[0]}` : `mean of ${others.join(' ')}`;
  return {kind: 'names', name, symbols: others, weight: 0};
};

/** A benchmark's log return beside that of the name; undefined where it has none. */
export const benchmarkReturn = (
  {kind, symbols, weight}: Benchmark,
  own: number,
  returnOf: (symbol: Ticker) => number | undefined,
): number | undefined => {
  if (kind === 'own mean') return undefined;
  let [count, sum] = [0, 0];
  for (const symbol of symbols) {
    const value = returnOf(symbol);
    if (value === undefined) continue;
    count++;
    sum += value;
  }
  if (count === 0) return undefined;
  return weight > 0 ? leaveOneOut(sum / count, own, weight) : sum / count;
};

/** The same by the slots of a day, each name's returns looked up once; NaN is no return. */
export const marketReader = (
  {kind, symbols, weight}: Benchmark,
  returnsOf: (symbol: Ticker) => ArrayLike<number>,
): ((slot: number, own: number) => number | undefined) => {
  if (kind === 'own mean') return () => undefined;
  const others = symbols.map(returnsOf);
  return (slot, own) => {
    let [count, sum] = [0, 0];
    for (const returns of others) {
      const value = returns[slot] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      count++;
      sum += value;
    }
    if (count === 0) return undefined;
    return weight > 0 ? leaveOneOut(sum / count, own, weight) : sum / count;
  };
};

/** The same, slot by slot. */
export const benchmarkSeries = (
  {kind, symbols, weight}: Benchmark,
  own: ArrayLike<number>,
  seriesOf: (symbol: Ticker) => ArrayLike<number>,
): Float64Array | undefined => {
  if (kind === 'own mean') return undefined;
  const mean = meanOfNames(symbols.map(seriesOf));
  return weight > 0 ? leaveOneOutSeries(mean, own, weight) : mean;
};
