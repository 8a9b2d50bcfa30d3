import {EventEmitter} from 'node:events';
import {PassThrough} from 'node:stream';
import xterm from '@xterm/headless';
import {type Instance, render} from 'ink';
import type {ReactNode} from 'react';
import {createOutputGate} from '../../src/ui/output/output-gate.ts';
import {createScreenOutput, type ScreenOutput} from '../../src/ui/output/screen-output.ts';
import type {Size} from '../../src/view/layout.ts';

/** A terminal that Ink believes to be real: xterm judges what it would show. */
export type InkTerminal = {
  readonly ink: Instance;
  /** Everything written so far, escapes and all. */
  readonly written: () => string;
  /** What the screen shows once all that was written is drawn. */
  readonly shown: () => Promise<readonly string[]>;
  readonly press: (text: string) => Promise<void>;
  readonly resize: (size: Size) => Promise<void>;
  /** Puts text on the terminal past the program. */
  readonly scribble: (text: string) => void;
  readonly isAlternate: () => Promise<boolean>;
};

const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

export const openInkTerminal = async (app: (output: ScreenOutput) => ReactNode, size: Size): Promise<InkTerminal> => {
  // A tty in raw mode still turns a line feed into a new line (ONLCR).
  const terminal = new xterm.Terminal({cols: size.width, rows: size.height, allowProposedApi: true, convertEol: true});
  let written = '';
  const stdout = Object.assign(new EventEmitter(), {
    columns: size.width,
    rows: size.height,
    isTTY: true,
    writable: true,
    write: (text: string, done?: () => void): boolean => {
      written += text;
      terminal.write(text);
      done?.();
      return true;
    },
  });
  const stdin = Object.assign(new PassThrough(), {isTTY: true, setRawMode: () => {}, ref: () => {}, unref: () => {}});
  const gate = createOutputGate(stdout as unknown as NodeJS.WriteStream);
  const ink = render(app(createScreenOutput(gate)), {
    stdout: gate.stdout,
    stdin: stdin as unknown as NodeJS.ReadStream,
    interactive: true,
    alternateScreen: true,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  await ink.waitUntilRenderFlush();
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 5; round++) await turn();
    await ink.waitUntilRenderFlush();
  };
  return {
    ink,
    written: () => written,
    shown: async () => {
      await settle();
      await new Promise<void>(resolve => terminal.write('', resolve));
      const buffer = terminal.buffer.active;
      return Array.from(
        {length: terminal.rows},
        (_, y) => buffer.getLine(buffer.viewportY + y)?.translateToString(false, 0, terminal.cols) ?? '',
      );
    },
    press: async text => {
      stdin.write(text);
      await settle();
    },
    resize: async next => {
      terminal.resize(next.width, next.height);
      Object.assign(stdout, {columns: next.width, rows: next.height});
      stdout.emit('resize');
      await settle();
    },
    scribble: text => terminal.write(text),
    isAlternate: async () => {
      await new Promise<void>(resolve => terminal.write('', resolve));
      return terminal.buffer.active.type === 'alternate';
    },
  };
};
