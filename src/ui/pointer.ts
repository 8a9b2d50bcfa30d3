import type {Command} from '../view/command.ts';
import {createReportReader} from './pointer-reports.ts';

/** A terminal's pointer: its wheel and its left button. */
export type Pointer = {
  /** Hears what the pointer does; returns how to stop hearing. */
  readonly onCommand: (listener: (command: Command) => void) => () => void;
  /** Asks the terminal to report its pointer, or not to. */
  readonly report: (on: boolean) => void;
};

export type TerminalPointer = Pointer & {
  /** For Ink: the terminal's own stream in all but `read`, which leaves the pointer's reports out; Ink would drop them. */
  readonly stdin: NodeJS.ReadStream;
  /** No reports while the terminal is somebody else's; what was asked for comes back after. */
  readonly whileAway: (away: () => Promise<void>) => Promise<void>;
};

/** Presses and the wheel (1000), written in SGR (1006). */
const ON = '\x1b[?1000h\x1b[?1006h';
const OFF = '\x1b[?1006l\x1b[?1000l';

/** `write` reaches the terminal as it is: what is written are modes of ours, with nothing from outside in them. */
export const createPointer = (terminal: NodeJS.ReadStream, write: (text: string) => void): TerminalPointer => {
  const listeners = new Set<(command: Command) => void>();
  const readReports = createReportReader();
  let isOn = false;

  const read = (size?: number): string | null => {
    const chunk: unknown = terminal.read(size);
    if (chunk === null || chunk === undefined) return null;
    const {typed, pointed} = readReports(String(chunk));
    for (const command of pointed) for (const listener of listeners) listener(command);
    return typed;
  };

  const stdin = new Proxy(terminal, {
    get: (target, name) => {
      if (name === 'read') return read;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

  return {
    stdin,
    onCommand: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    report: on => {
      if (on !== isOn) write(on ? ON : OFF);
      isOn = on;
    },
    whileAway: async away => {
      if (isOn) write(OFF);
      await away();
      if (isOn) write(ON);
    },
  };
};
