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

/**
 * A name's figures as they stand: those of its prints, of bars made elsewhere and of looks at its price, together. A volume
 * of the day that a source has counted itself goes before what could be counted here.
 */
export const figuresOf = (symbol: Ticker, state: NameState, previousClose: number | undefined): Figures => {
  const {prints, fromBars, told} = state;
  const close = laterClose(told.tally, laterClose(prints, fromBars));
  const extended = laterExtended(told.tally, laterExtended(prints, fromBars));
  const print = told.tally.printAt > prints.printAt ? told.tally : prints;
  const opened = [prints, fromBars, told.tally].reduce((a, b) => (b.openAt < a.openAt ? b : a));
  return {
    symbol,
    last: priceAt(close.close, close.closeAt),
    extendedLast: priceAt(extended.extended, extended.extendedAt),
    lastPrint: priceAt(print.print, print.printAt),
    previousClose: previousClose ?? known(told.previousClose),
    open: known(opened.open),
    high: known(Math.max(prints.high, fromBars.high, told.tally.high)),
    low: known(Math.min(prints.low, fromBars.low, told.tally.low)),
    close: known(close.close),
    volume: known(told.volume) ?? prints.volume + fromBars.volume,
    trades: prints.trades + fromBars.trades,
    vwap: vwapOf(prints.notional + fromBars.notional, prints.vwapVolume + fromBars.vwapVolume),
    quote: quoteFace(state.quote),
    halted: state.halted,
    halts: state.halts,
    amended: state.amended,
    unknownConditions: prints.unknown,
  };
};
