import {sessionAt} from '../core/calendar.ts';
import type {Bar} from '../core/events.ts';
import {Fault, faultLine, isFault} from '../core/fault.ts';
import type {DayInfo} from '../core/provenance.ts';
import type {Ticker} from '../core/ticker.ts';
import type {EngineParts} from '../engine/engine-host.ts';
import {wallClock} from '../engine/wall-clock.ts';
import {alpacaEndpoints, type StockSource} from '../feeds/alpaca/endpoints.ts';
import {fetchHistory} from '../feeds/alpaca/history.ts';
import {createAlpacaFeed} from '../feeds/alpaca-feed.ts';
import {baselinesFrom, previousClosesFrom} from '../market/baseline.ts';
import {BASELINE_SESSIONS, BASELINE_SLOT} from './baseline-window.ts';
import {chance} from './chance.ts';

/** What a live watch needs to know; the keys are not in it, they reach the engine by the environment. */
export type WatchOrder = {
  readonly kind: 'watch';
  readonly source: StockSource;
  readonly symbols: readonly Ticker[];
  /** Another host that speaks the same, for streams and REST alike. */
  readonly host: string | undefined;
};

/** The keys in the environment, or a Fault that says where to put them. */
const keysFrom = (env: NodeJS.ProcessEnv): {readonly id: string; readonly secret: string} => {
  const id = env['APCA_API_KEY_ID'];
  const secret = env['APCA_API_SECRET_KEY'];
  if (id !== undefined && id !== '' && secret !== undefined && secret !== '') return {id, secret};
  throw new Fault('feed/auth', 'no keys for Alpaca', {remedy: 'set APCA_API_KEY_ID and APCA_API_SECRET_KEY'});
};

/**
 * A live watch: the vendor's hosts, or another that speaks the same. Without earlier sessions it still runs, only
 * without what they would tell: a plan that does not allow history is no reason to show nothing.
 */
export const assembleWatch = async (order: WatchOrder): Promise<EngineParts> => {
  const keys = keysFrom(process.env);
  const {source, symbols, host} = order;
  const rest = host?.replace(/^ws/, 'http');
  const {stockUrl, newsUrl, restUrl} = alpacaEndpoints(source, host, rest);
  const session = sessionAt(wallClock.now());
  const access = {restUrl, keys, clock: wallClock, chance};
  let history: readonly Bar[] = [];
  try {
    history = await fetchHistory({...access, symbols, before: session.date, sessions: BASELINE_SESSIONS});
  } catch (error) {
    if (isFault(error) && error.code === 'feed/auth') throw error;
    process.stderr.write(`tapewire: no earlier sessions: ${isFault(error) ? faultLine(error) : String(error)}\n`);
  }
  const day: DayInfo = {
    name: 'live',
    title: `Alpaca ${source}`,
    date: session.date,
    symbols,
    benchmark: undefined,
    provenance: 'recorded',
    made: 'live',
    openingAt: wallClock.now(),
    startAt: session.preAt,
    endAt: session.endAt,
  };
  return {
    feed: createAlpacaFeed({stockUrl, newsUrl, restUrl, keys, symbols, codec: 'json', clock: wallClock, chance}),
    file: {
      day,
      deals: [],
      previousCloses: previousClosesFrom(history, session.date),
      baselines: baselinesFrom(history, BASELINE_SLOT),
    },
    face: () => ({now: wallClock.now(), mode: 'live', state: 'running', speed: 1}),
    wall: wallClock,
    transport: undefined,
    close: async () => {},
  };
};
