import type {Instant, Span} from '../../core/instant.ts';
import {span} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';

/** How long bars are, and how far past whole multiples of that they start. */
export type BarGrid = {readonly span: Span; readonly offset: number};

type Start = {readonly openAt: Instant; readonly symbol: Ticker};

/** The value that comes most often, the smallest of those; undefined of none. */
const mostCommon = (values: Iterable<number>): number | undefined => {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: number | undefined;
  for (const [value, count] of counts) {
    const most = best === undefined ? 0 : (counts.get(best) ?? 0);
    if (count > most || (count === most && value < (best ?? value))) best = value;
  }
  return best;
};

const gaps = function* (bars: readonly Start[]): Generator<number> {
  const last = new Map<Ticker, Instant>();
  for (const {symbol, openAt} of bars) {
    const before = last.get(symbol);
    if (before !== undefined && openAt > before) yield openAt - before;
    last.set(symbol, openAt);
  }
};

/** The grid of bars given in order of their start: the most common gap between bars of one symbol. */
export const findBarSpan = (bars: readonly Start[]): BarGrid | undefined => {
  const length = mostCommon(gaps(bars));
  if (length === undefined) return undefined;
  return {span: span(length), offset: mostCommon(bars.map(bar => bar.openAt % length)) ?? 0};
};
