import {headlineReturn, type PriceLookup} from '../analytics/headline-return.ts';
import {type Instant, minutes, type Span} from '../core/instant.ts';
import type {Ticker} from '../core/ticker.ts';
import type {Snapshot, WireItem} from '../market/snapshot.ts';
import {formatPercent, UNKNOWN} from './format.ts';
import {priceLookup} from './price-lookup.ts';

/** How long after a headline its reaction is read. */
export const HORIZONS: readonly {readonly label: string; readonly span: Span}[] = [
  {label: '+1m', span: minutes(1)},
  {label: '+5m', span: minutes(5)},
  {label: '+30m', span: minutes(30)},
  {label: '+2h', span: minutes(120)},
];

/** One return written out. `·` while it lies ahead, and where the tape does not say. */
export type Reaction = {readonly text: string; readonly trend: 'up' | 'down' | 'flat' | 'unknown'};

const NOT_KNOWN: Reaction = {text: UNKNOWN, trend: 'unknown'};

export const reactionOf = (value: number | undefined, digits = 1): Reaction => {
  const text = formatPercent(value, digits);
  if (text === UNKNOWN) return NOT_KNOWN;
  return {text, trend: text.startsWith('+') ? 'up' : text.startsWith('−') ? 'down' : 'flat'};
};

/** What one name did after `from`, a cell a horizon. */
export const reactionCells = (prices: PriceLookup, from: Instant, now: Instant, count: number): readonly Reaction[] =>
  HORIZONS.slice(0, count).map(({span}) => {
    const result = headlineReturn(prices, from, span, now);
    return result.status === 'ok' ? reactionOf(result.value) : NOT_KNOWN;
  });

/** The watched name that a headline is about most, or the first that its feed lists. */
export const watchedSymbol = ({file}: Snapshot, {headline, notes}: WireItem): Ticker | undefined => {
  const {symbols} = file.day;
  const named = notes.companies.find(
    ({ticker, mentions}) => mentions.length > 0 && ticker !== undefined && symbols.includes(ticker),
  );
  return named?.ticker ?? headline.symbols.find(symbol => symbols.includes(symbol));
};

/** A headline's reaction in the watched name that it is about most. */
export const headlineReactions = (snapshot: Snapshot, item: WireItem, count: number): readonly Reaction[] => {
  const symbol = watchedSymbol(snapshot, item);
  const series = symbol === undefined ? undefined : snapshot.bars.get(symbol);
  return reactionCells(priceLookup(series), item.headline.at, snapshot.clock.now, count);
};
