import {type Ticker, ticker} from '../core/ticker.ts';

/** Funds of whole markets: of shares, bonds, the dollar, oil, gold and fear. What concerns all is filed under them. */
const FUNDS: ReadonlySet<Ticker> = new Set(
  [
    ...['SPY', 'VOO', 'IVV', 'RSP', 'VTI', 'QQQ', 'QQQM', 'TQQQ', 'SQQQ', 'DIA', 'IWM', 'MDY', 'VT', 'EFA', 'EEM'],
    ...['TLT', 'IEF', 'SHY', 'AGG', 'BND', 'TIP', 'LQD', 'HYG', 'UUP', 'FXE', 'FXY', 'USO', 'UNG', 'GLD', 'SLV'],
    ...['VXX', 'UVXY', 'VIXY', 'SVXY'],
  ].map(ticker),
);

/** Whether a headline is about no company but the market as a whole: it names no listing, or nothing but funds of all. */
export const isMarketWide = ({symbols}: {readonly symbols: readonly Ticker[]}): boolean =>
  symbols.every(symbol => FUNDS.has(symbol));
