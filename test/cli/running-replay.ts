import {gridText, gridTones} from '../../src/chart/grid.ts';
import {assembleReplay} from '../../src/cli/replay-engine.ts';
import type {Instant} from '../../src/core/instant.ts';
import type {Ticker} from '../../src/core/ticker.ts';
import type {TransportCommand} from '../../src/engine/ports.ts';
import {startSession} from '../../src/engine/session.ts';
import {createStore, type Store} from '../../src/engine/store.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {drawScreen} from '../../src/ui/draw/draw-screen.ts';
import {createUiState} from '../../src/view/ui-state.ts';
import {storeUntil} from '../engine/store-until.ts';

/** What the person sees and what the Market holds, without what tells of the connection it came over. */
export const essence = (snapshot: Snapshot) => {
  const still: Snapshot = {...snapshot, revision: 0, feeds: [], clock: {...snapshot.clock, state: 'paused', speed: 1}};
  const {now} = still.clock;
  const grid = drawScreen({snapshot: still, ui: createUiState(now), size: {width: 120, height: 40}});
  const {figures, bars, wire, file} = still;
  return {now, figures, bars, wire, earlier: file.earlier, glyphs: gridText(grid), tones: gridTones(grid)};
};

export type RunningReplay = {
  readonly store: Store;
  readonly send: (command: TransportCommand) => void;
  readonly until: (holds: (snapshot: Snapshot) => boolean) => Promise<Snapshot>;
  readonly stop: () => Promise<void>;
};

export type ReplayOptions = {
  readonly path: string;
  readonly symbols: readonly Ticker[];
  readonly at: Instant;
  readonly speed: number;
  readonly holdAtHeadlines?: boolean;
};

/** The replay that `tapewire` runs, over real sockets, in this thread. */
export const startReplay = async (options: ReplayOptions): Promise<RunningReplay> => {
  const parts = await assembleReplay({kind: 'replay', ...options});
  const store = createStore();
  const session = startSession({...parts, publish: store.apply});
  session.settled.catch(() => {});
  return {
    store,
    send: command => parts.transport?.send(command),
    until: holds => storeUntil(store, holds),
    stop: async () => {
      await session.stop();
      await parts.close();
    },
  };
};

/** Stands still at `moment`, earlier sessions known where the day has any. */
export const pausedAt =
  (moment: Instant, {history}: {readonly history: boolean}) =>
  ({clock, file}: Snapshot): boolean =>
    (clock.state === 'paused' || clock.state === 'ended') &&
    clock.now === moment &&
    (!history || file.baselines.size > 0);
