import {once} from 'node:events';
import {Worker} from 'node:worker_threads';
import {render} from 'ink';
import {connectEngine, type ToEngine, type ToScreen} from '../../src/engine/engine-link.ts';
import {createStore} from '../../src/engine/store.ts';
import {wallClock} from '../../src/engine/wall-clock.ts';
import {App} from '../../src/ui/app.tsx';
import {createOutputGate} from '../../src/ui/output/output-gate.ts';
import {createScreenOutput} from '../../src/ui/output/screen-output.ts';
import {createFakeTerminal} from './fake-terminal.ts';

/** How long a key takes to its cells, and what all of it costs, while trades arrive. */
export type KeyRow = {
  readonly tradesPerSecond: number;
  readonly keys: number;
  readonly p50Millis: number;
  readonly p99Millis: number;
  /** CPU of the whole process, both threads, as a share of one core; without keys. */
  readonly share: number;
};

const SIZE = {width: 200, height: 60};
const WARM_MILLIS = 1_500;
const QUIET_MILLIS = 4_000;
/** The bottom row shows what is typed, and nothing else changes it. */
const TYPED = `\x1b[${SIZE.height};`;

const wait = (millis: number): Promise<void> => new Promise(resolve => setTimeout(resolve, millis));

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** The real engine in its thread, the whole App at 200x60 on this one, a person who types. */
export const measureKeys = async (tradesPerSecond: number, keys: number): Promise<KeyRow> => {
  const file = import.meta.url.endsWith('.js') ? './trade-thread.js' : './trade-thread.ts';
  const thread = new Worker(new URL(file, import.meta.url), {workerData: {perSecond: tradesPerSecond}});
  const store = createStore();
  const link = connectEngine(
    {
      postMessage: (message: ToEngine) => thread.postMessage(message),
      on: (name, listener: (message: ToScreen) => void) => thread.on(name, listener),
    },
    store,
    {
      onFault: fault => {
        throw fault;
      },
      onStopped: () => void thread.terminate(),
    },
  );
  const terminal = createFakeTerminal(SIZE);
  const gate = createOutputGate(terminal.stdout);
  const ink = render(
    <App
      store={store}
      output={createScreenOutput(gate)}
      send={() => {}}
      onQuit={() => {}}
      clock={wallClock}
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
  await wait(WARM_MILLIS);

  const from = process.cpuUsage();
  await wait(QUIET_MILLIS);
  const {user, system} = process.cpuUsage(from);

  terminal.type('/');
  const late: number[] = [];
  for (let count = 0; count < keys; count++) {
    // Never in step with the frames.
    await wait(11 + ((count * 7) % 23));
    const pressedAt = performance.now();
    const shown = new Promise<void>(resolve => {
      terminal.setOnWrite(text => {
        if (text.includes(TYPED)) resolve();
      });
    });
    terminal.type(count % 40 < 20 ? 'a' : '\x7f');
    await shown;
    late.push(performance.now() - pressedAt);
  }
  ink.unmount();
  const gone = once(thread, 'exit');
  link.stop();
  await gone;
  late.sort((a, b) => a - b);
  return {
    tradesPerSecond,
    keys,
    p50Millis: quantile(late, 0.5),
    p99Millis: quantile(late, 0.99),
    share: (user + system) / 1_000 / QUIET_MILLIS,
  };
};
