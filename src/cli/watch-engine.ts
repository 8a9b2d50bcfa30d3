import {sessionAt} from '../core/calendar.ts';
import type {DayInfo} from '../core/provenance.ts';
import type {Ticker} from '../core/ticker.ts';
import type {EngineParts} from '../engine/engine-host.ts';
import {wallClock} from '../engine/wall-clock.ts';
import {alpacaEndpoints, type StockSource} from '../feeds/alpaca/endpoints.ts';
import {createAlpacaFeed} from '../feeds/alpaca-feed.ts';
import {configFolder} from '../settings/folders.ts';
import {needKeys} from '../settings/keys/keys.ts';
import {chance} from './chance.ts';
import {askHistory, NO_HISTORY} from './session-history.ts';

/** What a live watch needs to know; the keys are not in it, the engine finds them for itself. */
export type WatchOrder = {
  readonly kind: 'watch';
  readonly source: StockSource;
  readonly symbols: readonly Ticker[];
  /** Another host that speaks the same, for streams and REST alike. */
  readonly host: string | undefined;
};

/** A live watch: the vendor's hosts, or another that speaks the same. */
export const assembleWatch = async (order: WatchOrder): Promise<EngineParts> => {
  const keys = await needKeys('alpaca', process.env, configFolder(process.env));
  const {source, symbols, host} = order;
  const rest = host?.replace(/^ws/, 'http');
  const {stockUrl, newsUrl, restUrl} = alpacaEndpoints(source, host, rest);
  const session = sessionAt(wallClock.now());
  const access = {restUrl, keys, clock: wallClock, chance};
  const day: DayInfo = {
    name: 'live',
    title: `Alpaca ${source}`,
    date: session.date,
    symbols,
    benchmark: undefined,
    provenance: 'recorded',
    made: host === undefined ? 'live' : `via ${URL.canParse(host) ? new URL(host).host : host}`,
    openingAt: wallClock.now(),
    startAt: session.preAt,
    endAt: session.endAt,
  };
  return {
    feed: createAlpacaFeed({...access, stockUrl, newsUrl, symbols, since: session.preAt, codec: 'json'}),
    file: {
      day,
      deals: [],
      ...NO_HISTORY,
    },
    history: signal => askHistory({...access, symbols, before: session.date, signal}),
    face: () => ({now: wallClock.now(), mode: 'live', state: 'running', speed: 1}),
    wall: wallClock,
    transport: undefined,
    close: async () => {},
  };
};
