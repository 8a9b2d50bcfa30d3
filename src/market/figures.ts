import {vwapOf} from '../analytics/vwap.ts';
import {instant} from '../core/instant.ts';
import type {Ticker} from '../core/ticker.ts';
import type {DayTally} from './day-tally.ts';
import type {NameState, QuoteState} from './name-state.ts';
import type {Figures, PriceAt, QuoteFace} from './snapshot.ts';

const known = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);

const priceAt = (price: number, at: number): PriceAt | undefined =>
  Number.isFinite(at) ? {price, at: instant(at)} : undefined;

const laterClose = (a: DayTally, b: DayTally): DayTally => (b.closeAt > a.closeAt ? b : a);
const laterExtended = (a: DayTally, b: DayTally): DayTally => (b.extendedAt > a.extendedAt ? b : a);

const quoteFace = (quote: QuoteState): QuoteFace | undefined =>
  Number.isFinite(quote.at) ? {...quote, at: instant(quote.at)} : undefined;

/** A name's figures as they stand: those of its prints and those of bars made elsewhere, together. */
export const figuresOf = (symbol: Ticker, state: NameState, previousClose: number | undefined): Figures => {
  const {prints, fromBars} = state;
  const close = laterClose(prints, fromBars);
  const extended = laterExtended(prints, fromBars);
  return {
    symbol,
    last: priceAt(close.close, close.closeAt),
    extendedLast: priceAt(extended.extended, extended.extendedAt),
    lastPrint: priceAt(prints.print, prints.printAt),
    previousClose,
    open: known(fromBars.openAt < prints.openAt ? fromBars.open : prints.open),
    high: known(Math.max(prints.high, fromBars.high)),
    low: known(Math.min(prints.low, fromBars.low)),
    close: known(close.close),
    volume: prints.volume + fromBars.volume,
    trades: prints.trades + fromBars.trades,
    vwap: vwapOf(prints.notional + fromBars.notional, prints.vwapVolume + fromBars.vwapVolume),
    quote: quoteFace(state.quote),
    halted: state.halted,
    halts: state.halts,
    amended: state.amended,
    unknownConditions: prints.unknown,
  };
};
