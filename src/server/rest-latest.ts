import type {Quote} from '../core/events.ts';
import {DAY, type Instant, instant} from '../core/instant.ts';
import type {Ticker} from '../core/ticker.ts';
import {writeInstantText} from '../feeds/alpaca/impersonate-json.ts';
import type {SpanBar} from './day-bars.ts';
import type {FoldedDay} from './day-fold.ts';
import {barsOf, restBar} from './rest-bars.ts';
import {restTrade} from './rest-trades.ts';

/** One quote in the vendor's words. */
const restQuote = (quote: Quote): object => ({
  t: writeInstantText(quote.at),
  bx: quote.bidVenue,
  bp: quote.bid,
  bs: quote.bidSize,
  ax: quote.askVenue,
  ap: quote.ask,
  as: quote.askSize,
  c: quote.conditions,
  z: quote.tape,
});

type LastBar = (symbol: Ticker, now: Instant) => Promise<SpanBar | undefined>;

const dailyBar = (folded: FoldedDay, symbol: Ticker): SpanBar | undefined => {
  const {now} = folded;
  return barsOf(folded, new Map(), {symbol, span: DAY, start: instant(now - DAY), end: now, known: now}).at(-1);
};

const named = (entries: readonly (readonly [Ticker, object | undefined])[]): object =>
  Object.fromEntries(entries.filter(([, value]) => value !== undefined));

/** The answer of a `…/latest` endpoint, or of the snapshots: one entry a name that has one. */
export const latestAnswer = async (
  path: string,
  symbols: readonly Ticker[],
  folded: FoldedDay,
  lastBar: LastBar,
): Promise<object> => {
  const trade = (symbol: Ticker): object | undefined => {
    const last = folded.trades.get(symbol);
    return last === undefined ? undefined : restTrade({trade: last, update: undefined});
  };
  const quote = (symbol: Ticker): object | undefined => {
    const last = folded.quotes.get(symbol);
    return last === undefined ? undefined : restQuote(last);
  };
  const bar = async (symbol: Ticker): Promise<object | undefined> => {
    const last = await lastBar(symbol, folded.now);
    return last === undefined ? undefined : restBar(last);
  };
  if (path.endsWith('/trades/latest')) return {trades: named(symbols.map(symbol => [symbol, trade(symbol)]))};
  if (path.endsWith('/quotes/latest')) return {quotes: named(symbols.map(symbol => [symbol, quote(symbol)]))};
  const bars = new Map(await Promise.all(symbols.map(async symbol => [symbol, await bar(symbol)] as const)));
  if (path.endsWith('/bars/latest')) return {bars: named([...bars])};
  return named(
    symbols.map(symbol => {
      const daily = dailyBar(folded, symbol);
      const parts = {latestTrade: trade(symbol), latestQuote: quote(symbol), minuteBar: bars.get(symbol)};
      if (Object.values(parts).every(part => part === undefined)) return [symbol, undefined];
      return [symbol, {...parts, ...(daily === undefined ? {} : {dailyBar: restBar(daily)})}];
    }),
  );
};
