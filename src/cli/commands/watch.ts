import {parseTicker} from '../../core/ticker.ts';
import type {StockSource} from '../../feeds/alpaca/endpoints.ts';
import {readSettings} from '../open-named-day.ts';
import {parseSymbols} from '../parse-arguments.ts';
import {runEngineOrder} from '../run-engine-order.ts';

export type WatchOptions = {
  readonly feed: 'alpaca';
  readonly source: StockSource;
  readonly symbols?: string;
  readonly host?: string;
  readonly plain?: true;
};

/** `watch`: the screen, live. */
export const runWatch = async (options: WatchOptions): Promise<number> => {
  const settings = readSettings();
  const known = settings.values.symbols.map(parseTicker).filter(symbol => symbol !== undefined);
  const symbols = options.symbols === undefined ? known : parseSymbols(options.symbols);
  const order = {kind: 'watch', source: options.source, symbols, host: options.host} as const;
  return runEngineOrder(order, settings, options.plain === true);
};
