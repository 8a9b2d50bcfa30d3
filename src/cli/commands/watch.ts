import {parseTicker} from '../../core/ticker.ts';
import type {StockSource} from '../../feeds/alpaca/endpoints.ts';
import type {Settings} from '../../settings/settings.ts';
import type {LiveChoice} from '../live-source.ts';
import {readSettings} from '../open-named-day.ts';
import {parseSymbols} from '../parse-arguments.ts';
import {runEngineOrder} from '../run-engine-order.ts';

export type WatchOptions = {
  readonly feed: 'alpaca';
  readonly source: StockSource;
  readonly symbols?: string;
  readonly host?: string;
  readonly plain?: true;
  readonly record?: true;
};

/** What the options and, where they say nothing, the settings ask to be watched. */
export const watchChoice = (options: Omit<WatchOptions, 'plain'>, settings: Settings): LiveChoice => {
  const known = settings.values.symbols.map(parseTicker).filter(symbol => symbol !== undefined);
  return {
    source: options.source,
    symbols: options.symbols === undefined ? known : parseSymbols(options.symbols),
    host: options.host,
    record: options.record === true,
  };
};

/** `watch`: the screen, live. */
export const runWatch = async (options: WatchOptions): Promise<number> => {
  const settings = readSettings();
  return runEngineOrder({kind: 'watch', ...watchChoice(options, settings)}, settings, options.plain === true);
};
