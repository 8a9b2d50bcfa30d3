import {onTestFinished} from 'vitest';
import type {LiveChoice} from '../../src/cli/live-source.ts';
import {openRelay} from '../../src/cli/open-relay.ts';
import {assembleWatch} from '../../src/cli/watch-engine.ts';
import {type Instant, minus, plus, seconds} from '../../src/core/instant.ts';
import {atWallTime} from '../../src/core/new-york.ts';
import type {Ticker} from '../../src/core/ticker.ts';
import type {Clock, Feed} from '../../src/engine/ports.ts';
import {startSession} from '../../src/engine/session.ts';
import {createStore} from '../../src/engine/store.ts';
import {wallClock} from '../../src/engine/wall-clock.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {type AlpacaServer, startAlpacaServer} from '../../src/server/alpaca-server.ts';
import {createPlayback, type Playback} from '../../src/server/playback.ts';
import {startRelayServer} from '../../src/server/relay/relay-server.ts';
import type {Day} from '../../src/tape/day.ts';
import {storeUntil} from '../engine/store-until.ts';
import {temporaryFolder} from '../tape/recording/recording-fixtures.ts';

export const KEYS = {id: 'PKCANARYKEY', secret: 'canary-secret-of-the-relay'};

/** The machine's clock, moved so that it is just before the day's opening. */
export const clockBeforeOpening = (day: Day): Clock => {
  const shift = seconds((atWallTime(day.info.date, 9, 29, 56) - wallClock.now()) / 1_000_000);
  return {
    now: () => plus(wallClock.now(), shift),
    until: (at, signal) => wallClock.until(minus(at, shift), signal),
  };
};

export const pauseOf = (clock: Clock, length: number): Promise<void> =>
  clock.until(plus(clock.now(), seconds(length)), new AbortController().signal);

/** The day as the provider would send it, by a clock that has moved to it. */
export const serveLive = async (
  day: Day,
  clock: Clock,
  port = 0,
): Promise<{readonly server: AlpacaServer; readonly playback: Playback; readonly host: string}> => {
  const playback = createPlayback({day, wall: clock, startAt: clock.now(), speed: 1});
  const server = await startAlpacaServer({day, playback, port, keys: KEYS});
  onTestFinished(() => server.close().catch(() => undefined));
  return {server, playback, host: `ws://127.0.0.1:${server.port}`};
};

export const choiceOf = (symbols: readonly Ticker[], more: Partial<LiveChoice>): LiveChoice => ({
  feed: 'alpaca',
  source: 'sip',
  news: ['alpaca'],
  symbols,
  host: undefined,
  contact: undefined,
  rssFeeds: {},
  edgarForms: [],
  record: false,
  ...more,
});

export const envIn = (folder: string): Record<string, string> => ({
  TAPEWIRE_DAYS: folder,
  TAPEWIRE_CONFIG: `${folder}-config`,
  APCA_API_KEY_ID: KEYS.id,
  APCA_API_SECRET_KEY: KEYS.secret,
});

const fold = (parts: Parameters<typeof startSession>[0]) => {
  const store = createStore();
  const session = startSession({...parts, publish: store.apply});
  session.settled.catch(() => {});
  return {
    store,
    until: (holds: (snapshot: Snapshot) => boolean): Promise<Snapshot> => storeUntil(store, holds),
    read: (): Snapshot => {
      session.flush();
      const snapshot = store.read();
      if (snapshot === undefined) throw new Error('nothing was seen');
      return snapshot;
    },
    stop: session.stop,
  };
};

/** A relay over a live choice, which folds what it receives as a screen would, and the server that screens ask. */
export const startRelay = async (choice: LiveChoice, clock: Clock, folder = temporaryFolder(), port = 0) => {
  const relay = await openRelay(choice, clock, envIn(folder));
  const server = await startRelayServer({log: relay.log, state: relay.state, port, wall: clock});
  relay.onChange(server.tell);
  const {feed, day, history} = relay.source;
  const heard: Feed = async function* (signal) {
    for await (const batch of feed(signal)) {
      for (const event of batch) if (event.kind === 'status') relay.hooks.onStatus(event);
      yield batch;
    }
  };
  const market = fold({
    feed: heard,
    file: {day, deals: [], previousCloses: new Map(), baselines: new Map(), earlier: new Map()},
    history: async signal => {
      const told = await history(clock.now(), signal);
      relay.hooks.onHistory();
      return told;
    },
    face: () => ({now: clock.now(), mode: 'live', state: 'running', speed: 1}),
    wall: wallClock,
    publish: () => {},
  });
  const stop = async (): Promise<void> => {
    await market.stop();
    await relay.recorder.close();
    await server.close();
  };
  onTestFinished(stop);
  return {...market, ...relay, server, stop, folder};
};

/** A screen's engine, in this thread. */
export const startScreen = async (
  choice: LiveChoice,
  clock: Clock,
  folder = temporaryFolder(),
  env: Readonly<Record<string, string>> = {},
) => {
  const parts = await assembleWatch({kind: 'watch', ...choice}, clock, {...envIn(folder), ...env});
  const market = fold({...parts, publish: () => {}});
  const stop = async (): Promise<void> => {
    await market.stop();
    await parts.close();
  };
  onTestFinished(stop);
  return {...market, stop, folder};
};

/** What a person sees of the Market, without what tells of connections, clock and recording. */
export const seenIn = ({figures, bars, wire, file}: Snapshot) => ({
  figures,
  bars,
  wire,
  previousCloses: file.previousCloses,
  earlier: file.earlier,
});

export const stateOf = (snapshot: Snapshot, feed: string): string | undefined =>
  snapshot.feeds.find(health => health.feed === feed)?.state;

export const tradesOf = (snapshot: Snapshot): number =>
  [...snapshot.figures.values()].reduce((sum, {trades = 0}) => sum + trades, 0);

export const lastPrintAt = (snapshot: Snapshot): Instant =>
  [...snapshot.figures.values()].reduce(
    (at, {lastPrint}) => (lastPrint && lastPrint.at > at ? lastPrint.at : at),
    0 as Instant,
  );
