import {render} from 'ink';
import type {Instant} from '../../src/core/instant.ts';
import {createVirtualClock} from '../../src/engine/virtual-clock.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {App} from '../../src/ui/app.tsx';
import {drawScreen} from '../../src/ui/draw/draw-screen.ts';
import {createOutputGate} from '../../src/ui/output/output-gate.ts';
import {createScreenOutput} from '../../src/ui/output/screen-output.ts';
import {THEMES} from '../../src/ui/theme.ts';
import type {Size} from '../../src/view/layout.ts';
import {createUiState} from '../../src/view/ui-state.ts';
import {createCellDiff} from './cell-diff.ts';
import {createFakeTerminal} from './fake-terminal.ts';
import {CHANGES, frameSnapshots, type ScreenChange} from './frame-screens.ts';

/** What one kind of frame costs: the raw cell diff of the same screens, and the whole App from publish to bytes. */
export type FrameRow = {
  readonly size: string;
  readonly change: ScreenChange;
  readonly rawMillis: number;
  readonly appMillis: number;
  /** CPU of the App as a multiple of the raw diff's. */
  readonly cpuRatio: number;
  readonly rawBytes: number;
  readonly appBytes: number;
};

const SIZES: readonly Size[] = [
  {width: 120, height: 40},
  {width: 200, height: 60},
];
const FRAMES = 240;
/** Rounds that are timed; the cheapest counts, for whatever else the machine does only adds to a round. */
const ROUNDS = 5;

const cpuMillis = (from: NodeJS.CpuUsage): number => {
  const {user, system} = process.cpuUsage(from);
  return (user + system) / 1_000;
};

const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/** Cheapest of the rounds after one to warm up, a frame. */
const timed = async (round: () => Promise<void> | void): Promise<number> => {
  await round();
  let least = Number.POSITIVE_INFINITY;
  for (let count = 0; count < ROUNDS; count++) {
    const from = process.cpuUsage();
    await round();
    least = Math.min(least, cpuMillis(from));
  }
  return least / FRAMES;
};

const openApp = async (size: Size, first: Snapshot, now: Instant) => {
  const terminal = createFakeTerminal(size);
  const gate = createOutputGate(terminal.stdout);
  let snapshot = first;
  const listeners = new Set<() => void>();
  const ink = render(
    <App
      store={{
        read: () => snapshot,
        subscribe: listener => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      }}
      output={createScreenOutput(gate)}
      send={() => {}}
      onQuit={() => {}}
      clock={createVirtualClock(now)}
      level={256}
    />,
    {
      stdout: gate.stdout,
      stdin: terminal.stdin,
      interactive: true,
      alternateScreen: true,
      patchConsole: false,
      exitOnCtrlC: false,
    },
  );
  await turn();
  return {
    bytes: terminal.bytes,
    unmount: () => ink.unmount(),
    publish: (next: Snapshot): void => {
      snapshot = next;
      for (const listener of listeners) listener();
    },
  };
};

const measure = async (size: Size, change: ScreenChange): Promise<FrameRow> => {
  const snapshots = await frameSnapshots(change, FRAMES);
  const [first] = snapshots;
  if (first === undefined) throw new RangeError('no screens to measure');
  const ui = createUiState(first.clock.now);
  const grids = snapshots.map(snapshot => drawScreen({snapshot, ui, size}));

  let raw = 0;
  const rawMillis = await timed(async () => {
    const diff = createCellDiff(THEMES.default, 256);
    diff(drawScreen({snapshot: first, ui, size}));
    raw = 0;
    // The App gives the event loop a turn a frame; so does the yardstick.
    for (const grid of grids.slice(1)) {
      raw += Buffer.byteLength(diff(grid));
      await turn();
    }
  });

  const app = await openApp(size, first, first.clock.now);
  let bytes = 0;
  const appMillis = await timed(async () => {
    app.publish(first);
    await turn();
    const before = app.bytes();
    for (const snapshot of snapshots.slice(1)) {
      app.publish(snapshot);
      await turn();
    }
    bytes = app.bytes() - before;
  });
  app.unmount();
  return {
    size: `${size.width}x${size.height}`,
    change,
    rawMillis,
    appMillis,
    cpuRatio: appMillis / rawMillis,
    rawBytes: raw / FRAMES,
    appBytes: bytes / FRAMES,
  };
};

/** Frames of the fixture day at two sizes, each kind of change against its yardstick in the same run. */
export const measureFrames = async (): Promise<readonly FrameRow[]> => {
  const rows: FrameRow[] = [];
  for (const size of SIZES) for (const change of CHANGES) rows.push(await measure(size, change));
  return rows;
};
