import {onTestFinished} from 'vitest';
import type {Instant} from '../../src/core/instant.ts';
import {createVirtualClock, type VirtualClock} from '../../src/engine/virtual-clock.ts';
import {type AlpacaServer, type AlpacaServerOptions, startAlpacaServer} from '../../src/server/alpaca-server.ts';
import {createPlayback, type Playback} from '../../src/server/playback.ts';
import type {ServedDay} from '../../src/server/served-day.ts';
import {instantAt} from './small-day.ts';
import {KEYS} from './stream-client.ts';

export type Served = {
  readonly server: AlpacaServer;
  readonly playback: Playback;
  /** The wall that server and playback go by; it moves only when told. */
  readonly wall: VirtualClock;
};

export type ServedOptions = Partial<Omit<AlpacaServerOptions, 'day' | 'playback' | 'wall'>> & {
  readonly startAt?: Instant;
  readonly speed?: number;
  readonly state?: 'running' | 'paused';
};

/** A server on a free port that is closed when the test is over. */
export const serveForTest = async (day: ServedDay, options: ServedOptions = {}): Promise<Served> => {
  const {startAt = day.info.startAt, speed = 1, state = 'paused', ...rest} = options;
  const wall = createVirtualClock(instantAt('2030-01-01T00:00:00Z'));
  const playback = createPlayback({day, wall, startAt, speed, state});
  const server = await startAlpacaServer({day, playback, wall, keys: KEYS, port: 0, ...rest});
  onTestFinished(() => server.close());
  return {server, playback, wall};
};
