import {randomBytes} from 'node:crypto';
import type {Instant} from '../core/instant.ts';
import {withFund} from '../core/provenance.ts';
import type {Ticker} from '../core/ticker.ts';
import type {EngineParts} from '../engine/engine-host.ts';
import {wallClock} from '../engine/wall-clock.ts';
import {fetchEarlier} from '../feeds/alpaca/history.ts';
import {createReplayFeed} from '../feeds/replay-feed.ts';
import {startAlpacaServer} from '../server/alpaca-server.ts';
import {createPlayback} from '../server/playback.ts';
import {openDay} from '../tape/day.ts';
import {chance} from './chance.ts';
import {createReplayTransport} from './replay-transport.ts';
import {askHistory, NO_HISTORY} from './session-history.ts';

/** What a replay needs to know; plain data, so that it can be handed to a worker. */
export type ReplayOrder = {
  readonly kind: 'replay';
  /** The day's folder. */
  readonly path: string;
  readonly symbols: readonly Ticker[];
  /** Where to open; undefined for the day's own opening moment. */
  readonly at: Instant | undefined;
  readonly speed: number;
  /** Stops whenever a headline becomes known. */
  readonly holdAtHeadlines?: boolean;
};

/** Rejects with the signal's reason once it is aborted. */
const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), {once: true});
  });

/**
 * A replay, the whole way: the day's own server on a loopback port with keys made for this run, our client against
 * it, earlier sessions by REST, and the playback's controls.
 */
export const assembleReplay = async (order: ReplayOrder): Promise<EngineParts> => {
  const day = await openDay(order.path);
  const keys = {id: randomBytes(12).toString('hex'), secret: randomBytes(24).toString('hex')};
  const symbols = withFund(order.symbols, day.info.benchmark);
  const startAt = order.at ?? day.info.openingAt;
  const playback = createPlayback({
    day,
    wall: wallClock,
    startAt,
    speed: order.speed,
    state: 'paused',
    holdAtHeadlines: order.holdAtHeadlines === true,
  });
  const server = await startAlpacaServer({day, playback, port: 0, keys, marks: true, backlog: true});
  const replay = createReplayFeed({
    stockUrl: server.stockUrl,
    newsUrl: server.newsUrl,
    keys,
    symbols,
    codec: 'json',
    wall: wallClock,
    chance,
  });
  const access = {restUrl: server.restUrl, keys, clock: wallClock, chance};
  const transport = createReplayTransport({playback, position: replay.position});
  return {
    feed: replay.feed,
    file: {
      day: {...day.info, symbols: order.symbols},
      deals: day.deals,
      ...NO_HISTORY,
      previousCloses: day.previousCloses,
    },
    history: async signal => {
      // Prices first: what earlier sessions tell comes from the same server, which has its hands full until then.
      await Promise.race([transport.opened, aborted(signal)]);
      return askHistory(
        (before, sessions, stop) => fetchEarlier({...access, symbols, before, sessions, signal: stop}),
        day.info.date,
        signal,
      );
    },
    face: transport.face,
    wall: wallClock,
    transport,
    close: async () => {
      await server.close();
      await day.close();
    },
  };
};
