import {fileURLToPath} from 'node:url';
import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {gridText, gridTones} from '../../src/chart/grid.ts';
import {readSnapshotAt} from '../../src/cli/headless-market.ts';
import {assembleReplay} from '../../src/cli/replay-engine.ts';
import {type Instant, instant} from '../../src/core/instant.ts';
import {atWallTime} from '../../src/core/new-york.ts';
import type {Ticker} from '../../src/core/ticker.ts';
import type {EngineParts} from '../../src/engine/engine-host.ts';
import type {TransportCommand} from '../../src/engine/ports.ts';
import {type Session, startSession} from '../../src/engine/session.ts';
import {createStore, type Store} from '../../src/engine/store.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {type Day, openDay} from '../../src/tape/day.ts';
import {drawScreen} from '../../src/ui/draw/draw-screen.ts';
import {createUiState} from '../../src/view/ui-state.ts';
import {storeUntil} from '../engine/store-until.ts';

const PATH = fileURLToPath(new URL('../../fixtures/days/2026-01-22-quiet', import.meta.url));
const SIZE = {width: 120, height: 40};

let day: Day;
let symbols: readonly Ticker[];
beforeAll(async () => {
  day = await openDay(PATH);
  symbols = day.info.symbols.filter(symbol => symbol !== day.info.benchmark);
});
afterAll(() => day.close());

const at = (hour: number, minute: number, second = 0): Instant => atWallTime(day.info.date, hour, minute, second);

/** What the person sees and what the Market holds, without what tells of the connection it came over. */
const essence = (snapshot: Snapshot) => {
  const still: Snapshot = {...snapshot, revision: 0, feeds: [], clock: {...snapshot.clock, state: 'paused', speed: 1}};
  const {now} = still.clock;
  const grid = drawScreen({snapshot: still, ui: createUiState(now), size: SIZE});
  const {figures, bars, wire} = still;
  return {now, figures, bars, wire, glyphs: gridText(grid), tones: gridTones(grid)};
};

type Running = {
  readonly store: Store;
  readonly send: (command: TransportCommand) => void;
  readonly until: (holds: (snapshot: Snapshot) => boolean) => Promise<Snapshot>;
  readonly stop: () => Promise<void>;
};

/** The replay that `tapewire` runs, over real sockets, in this thread. */
const startReplay = async (from: Instant, speed: number): Promise<Running> => {
  const parts: EngineParts = await assembleReplay({kind: 'replay', path: PATH, symbols, at: from, speed});
  const store = createStore();
  const session: Session = startSession({...parts, publish: store.apply});
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

const pausedAt =
  (moment: Instant) =>
  ({clock, file}: Snapshot): boolean =>
    clock.state === 'paused' && clock.now === moment && file.previousCloses.size > 0;

describe('a day over real sockets and the same day read from the tape', () => {
  test('are the same market and the same screen, after seeks forwards and back', async () => {
    const replay = await startReplay(at(9, 0), 60);
    await replay.until(({clock}) => clock.state === 'running');
    replay.send({kind: 'pause'});
    for (const moment of [at(10, 30), at(9, 31, 7), at(16, 10), at(4, 30), at(12, 0)]) {
      replay.send({kind: 'seek', to: moment});
      const seen = await replay.until(pausedAt(moment));
      expect(essence(seen)).toEqual(essence(await readSnapshotAt(day, symbols, moment)));
    }
    await replay.stop();
  });

  test.for([1, 60, 3600])('are the same at %dx, wherever it is stopped', async speed => {
    const replay = await startReplay(at(9, 29, 58), speed);
    const start = at(9, 29, 58);
    await replay.until(({clock}) => clock.state === 'running' && clock.now > start + 300_000 * speed);
    replay.send({kind: 'pause'});
    const stopped = await replay.until(({clock, file}) => clock.state === 'paused' && file.previousCloses.size > 0);
    expect(essence(stopped)).toEqual(essence(await readSnapshotAt(day, symbols, stopped.clock.now)));
    await replay.stop();
  });

  test('are the same at each headline that the jump keys land on', async () => {
    const replay = await startReplay(at(4, 0), 60);
    await replay.until(({clock}) => clock.state === 'running');
    replay.send({kind: 'pause'});
    replay.send({kind: 'seek', to: day.info.startAt});
    await replay.until(pausedAt(day.info.startAt));
    for (const moment of day.events.headlineTimes) {
      replay.send({kind: 'jump', direction: 1});
      const seen = await replay.until(pausedAt(moment));
      expect(seen.wire.some(item => item.headline.receivedAt === moment)).toBe(true);
      expect(essence(seen)).toEqual(essence(await readSnapshotAt(day, symbols, moment)));
    }
    await replay.stop();
  });

  test('never show a clock outside the day', async () => {
    const replay = await startReplay(at(9, 30), 3600);
    const clocks: number[] = [];
    const stop = replay.store.subscribe(() => clocks.push(replay.store.read()?.clock.now ?? Number.NaN));
    await replay.until(({clock}) => clock.now > at(10, 0));
    replay.send({kind: 'seek', to: at(5, 0)});
    await replay.until(({clock}) => clock.state === 'running' && clock.now < at(9, 0));
    stop();
    expect(clocks.length).toBeGreaterThan(3);
    expect(clocks.filter(now => !(now >= day.info.startAt && now <= day.info.endAt))).toEqual([]);
    await replay.stop();
  });
});

describe('no lookahead', () => {
  test('cutting the tape after a moment changes nothing of that moment', async () => {
    const moments = fc.integer({min: day.info.startAt, max: day.info.endAt}).map(instant);
    await fc.assert(
      fc.asyncProperty(moments, async moment => {
        const cut: Day = {
          ...day,
          events: {
            ...day.events,
            read: range => day.events.read({...range, until: instant(Math.min(range?.until ?? moment, moment))}),
          },
        };
        const whole = await readSnapshotAt(day, symbols, moment);
        const short = await readSnapshotAt(cut, symbols, moment);
        expect(essence(short)).toEqual(essence(whole));
        for (const item of whole.wire) expect(item.headline.receivedAt).toBeLessThanOrEqual(moment);
        for (const [, {lastPrint}] of whole.figures) expect(lastPrint?.at ?? 0).toBeLessThanOrEqual(moment);
      }),
      {numRuns: 12},
    );
  });
});
