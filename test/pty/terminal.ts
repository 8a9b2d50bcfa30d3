import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {type IPty, spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';

/** npm runs every script from the project's root. */
const BUNDLE = resolve('dist/tapewire.js');

export type TerminalOptions = {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Where it is started; here unless given. */
  readonly cwd?: string;
  /** Run this instead of the program: a shell, to see what is left behind. */
  readonly command?: readonly [file: string, ...args: string[]];
};

/** A real pseudo-terminal with the built program in it, and a real terminal emulator as the judge of what is seen. */
export type Terminal = {
  /** The rows of the screen as a person sees them, without the blanks at their ends. */
  readonly screen: () => readonly string[];
  readonly text: () => string;
  /** Waits until what is seen satisfies `seen`, and gives it back; fails with the last screen. */
  readonly see: (seen: RegExp | ((text: string) => boolean), what?: string) => Promise<string>;
  readonly press: (keys: string) => void;
  /** Takes nothing of what is written, as a terminal whose window is dragged or whose line is cut; until told to go on. */
  readonly stall: () => void;
  readonly resume: () => void;
  readonly resize: (columns: number, rows: number) => void;
  readonly kill: (signal: string) => void;
  readonly exited: Promise<{readonly code: number; readonly signal: number | undefined}>;
  /** Everything written so far, bytes and all. */
  readonly raw: () => string;
  readonly alternate: () => boolean;
  readonly pid: number;
  readonly close: () => void;
};

const PATIENCE_MILLIS = 20_000;

/** Opens the built program in a terminal of its own, with settings and days folders of its own. */
export const openTerminal = (args: readonly string[], options: TerminalOptions = {}): Terminal => {
  const {columns = 120, rows = 40, env = {}, cwd, command} = options;
  const home = mkdtempSync(join(tmpdir(), 'tapewire-home-'));
  const judge = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 1000});
  const [file, ...fileArgs] = command ?? [process.execPath, BUNDLE, ...args];
  const {NO_COLOR: _none, FORCE_COLOR: _force, CI: _ci, ...inherited} = process.env;
  const pty: IPty = spawn(file, fileArgs, {
    cols: columns,
    rows,
    ...(cwd === undefined ? {} : {cwd}),
    name: env['TERM'] ?? 'xterm-256color',
    env: {
      ...Object.fromEntries(
        Object.entries(inherited).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),
      LC_ALL: 'C.UTF-8',
      TAPEWIRE_CONFIG: join(home, 'config'),
      TAPEWIRE_DAYS: join(home, 'days'),
      XDG_DATA_HOME: join(home, 'data'),
      XDG_STATE_HOME: join(home, 'state'),
      ...env,
    },
  });
  let raw = '';
  let shown = '';
  let changed: () => void = () => {};
  let ended: {readonly code: number; readonly signal: number | undefined} | undefined;
  pty.onData(data => {
    raw += data;
    judge.write(data, () => {
      shown += data;
      changed();
    });
  });
  judge.onData(reply => pty.write(reply));
  const exited = new Promise<{readonly code: number; readonly signal: number | undefined}>(resolve => {
    pty.onExit(({exitCode, signal}) => {
      ended = {code: exitCode, signal};
      judge.write('', () => {
        changed();
        resolve({code: exitCode, signal});
      });
    });
  });

  const screen = (): readonly string[] =>
    Array.from({length: judge.rows}, (_, row) => {
      const line = judge.buffer.active.getLine(judge.buffer.active.baseY + row);
      return line?.translateToString(true, 0, judge.cols) ?? '';
    });
  const text = (): string => screen().join('\n');

  /** Whether the terminal was told to hold a frame back that is not all there yet (synchronized output). */
  const isMidFrame = (): boolean => shown.lastIndexOf('\u001b[?2026h') > shown.lastIndexOf('\u001b[?2026l');

  const see: Terminal['see'] = (seen, what) =>
    new Promise((resolve, reject) => {
      const matches = (now: string): boolean => (seen instanceof RegExp ? seen.test(now) : seen(now));
      const timer = setTimeout(() => {
        changed = () => {};
        const state = ended === undefined ? '' : ` (ended with ${ended.code})`;
        reject(new Error(`did not see ${what ?? String(seen)}${state} on:\n${text()}`));
      }, PATIENCE_MILLIS);
      changed = () => {
        const now = text();
        if (isMidFrame() || !matches(now)) return;
        clearTimeout(timer);
        changed = () => {};
        resolve(now);
      };
      changed();
    });

  return {
    screen,
    text,
    see,
    press: keys => pty.write(keys),
    stall: () => pty.pause(),
    resume: () => pty.resume(),
    resize: (nextColumns, nextRows) => {
      judge.resize(nextColumns, nextRows);
      pty.resize(nextColumns, nextRows);
    },
    kill: signal => pty.kill(signal),
    exited,
    raw: () => raw,
    alternate: () => judge.buffer.active.type === 'alternate',
    pid: pty.pid,
    close: () => {
      if (ended === undefined) pty.kill('SIGKILL');
      judge.dispose();
    },
  };
};
