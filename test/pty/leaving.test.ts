import {execFileSync} from 'node:child_process';
import {afterEach, describe, expect, test} from 'vitest';
import {openTerminal, type Terminal, type TerminalOptions} from './terminal.ts';

let terminal: Terminal | undefined;
afterEach(() => terminal?.close());

const open = (args: readonly string[] = [], options: TerminalOptions = {}): Terminal => {
  terminal = openTerminal(args, options);
  return terminal;
};

/** What a terminal must have been told last for a shell to be usable: no alternate screen, a cursor, no paste marks, no pointer. */
const expectRestored = ({raw, alternate}: Terminal): void => {
  expect(alternate()).toBe(false);
  expect(raw().lastIndexOf('\u001b[?25h')).toBeGreaterThan(raw().lastIndexOf('\u001b[?25l'));
  expect(raw().lastIndexOf('\u001b[?2004l')).toBeGreaterThanOrEqual(raw().lastIndexOf('\u001b[?2004h'));
  expect(raw().lastIndexOf('\u001b[?1000l')).toBeGreaterThanOrEqual(raw().lastIndexOf('\u001b[?1000h'));
};

describe('leaving', () => {
  test.for([
    ['q', 0],
    ['\u0003', 0],
  ] as const)('%j restores the terminal and ends with %d', async ([key, code]) => {
    const screen = open();
    await screen.see(/4 Wire/);
    expect(screen.alternate()).toBe(true);
    screen.press(key);
    expect((await screen.exited).code).toBe(code);
    expectRestored(screen);
  });

  test.for([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const)('%s restores the terminal and ends with %d', async ([signal, code]) => {
    const screen = open();
    await screen.see(/4 Wire/);
    process.kill(screen.pid, signal);
    expect((await screen.exited).code).toBe(code);
    expectRestored(screen);
  });

  test.for([
    ['it alone', (line: string) => line],
    ['whoever started it', (line: string) => `sh -c '${line}; true'`],
  ] as const)(
    'Ctrl-Z stops %s and gives the shell its terminal back, and fg brings the screen back',
    async ([, started]) => {
      const node = process.execPath;
      const bundle = new URL('../../dist/tapewire.js', import.meta.url).pathname;
      const shell = open([], {command: ['bash', '--norc', '-i'], env: {PS1: 'shell> '}});
      await shell.see(/shell> /);
      shell.press(`${started(`${node} ${bundle}`)}\r`);
      await shell.see(/4 Wire/);
      shell.press('\u001a');
      await shell.see(/Stopped/);
      expect(shell.alternate()).toBe(false);
      shell.press('echo still $((40 + 2))\r');
      await shell.see(/still 42/);
      shell.press('fg\r');
      await shell.see(/4 Wire/);
      shell.press('?');
      await shell.see(/pause and go on/);
      shell.press('q');
      await shell.see(/shell> $/m);
      expect(shell.alternate()).toBe(false);
    },
  );

  test('a listener on SIGUSR1 keeps the inspector shut', async () => {
    const screen = open();
    await screen.see(/4 Wire/);
    process.kill(screen.pid, 'SIGUSR1');
    screen.press('?');
    await screen.see(/pause and go on/);
    expect(screen.raw()).not.toContain('Debugger listening');
  });

  test('no colour is written when NO_COLOR is set, and the screen is whole', async () => {
    const screen = open([], {env: {NO_COLOR: '1'}});
    await screen.see(/4 Wire/);
    expect(screen.raw()).not.toMatch(/\u001b\[[0-9;]*(?:3[0-8]|4[0-8]|9[0-7])[;0-9]*m/);
  });

  test('CI in the environment does not blank a real terminal', async () => {
    const screen = open([], {env: {CI: 'true'}});
    await screen.see(/4 Wire/);
  });

  test('a terminal that understands no movements gets lines', async () => {
    const screen = open(['--speed', '3600'], {env: {TERM: 'dumb'}});
    await screen.see(/Amazon in advanced talks/);
    expect(screen.raw()).not.toContain('\u001b');
  });

  test('nothing of the program is left running', async () => {
    const screen = open();
    await screen.see(/4 Wire/);
    screen.press('q');
    await screen.exited;
    const left = execFileSync('ps', ['-eo', 'ppid='], {encoding: 'utf8'}).split('\n').map(Number);
    expect(left).not.toContain(screen.pid);
  });
});
