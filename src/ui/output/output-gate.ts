import {Buffer} from 'node:buffer';
import type {Size} from '../../view/layout.ts';
import {allowedOutput} from './allowed-output.ts';
import {type Notification, notificationSequences} from './notification.ts';

/** More than terminals take into their clipboard at once. */
const MOST_COPIED = 100_000;
const USUAL_SIZE: Size = {width: 80, height: 24};

/** The one way to the terminal: what is written here, by whomever, passes an allow-list first. */
export type OutputGate = {
  /** For Ink: the terminal's own stream in all but `write`. What is written to it may disturb what is shown. */
  readonly stdout: NodeJS.WriteStream;
  /** Writes cells of ours; nothing while the alternate screen is off. */
  readonly paint: (frame: string) => void;
  /** Hands text to the terminal's clipboard (OSC 52); false when it is too long for that. */
  readonly copy: (text: string) => boolean;
  /** Rings and notifies at once; nothing while the terminal takes no more, for nobody would hear of it in time. */
  readonly announce: (notification: Notification) => void;
  /** Whether cells may be written: the alternate screen is on and the terminal takes what it is sent. */
  readonly isReady: () => boolean;
  readonly size: () => Size;
  /** Calls back once what is shown may no longer be what was painted, or the terminal takes more; returns its stop. */
  readonly onDisturbed: (listener: () => void) => () => void;
  readonly onReady: (listener: () => void) => () => void;
  /** Control sequences that were kept out so far. */
  readonly refused: () => number;
};

/** The last switch of the alternate screen in a text; undefined when it has none. */
const alternateAfter = (text: string): boolean | undefined => {
  const last = text.lastIndexOf('\x1b[?1049');
  return last < 0 ? undefined : text[last + 7] === 'h';
};

/** Modes alone leave the cells as they are. */
const movesCells = (text: string): boolean => text.replaceAll(/\x1b\[\?[\d;]*[hl]/g, '') !== '';

const textOf = (chunk: string | Uint8Array): string =>
  typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');

/** Puts the gate before a terminal's stream. */
export const createOutputGate = (terminal: NodeJS.WriteStream): OutputGate => {
  let refused = 0;
  let alternate = false;
  const disturbed = new Set<() => void>();

  const pass = (text: string): string => {
    const safe = allowedOutput(text);
    refused += safe.refused;
    return safe.text;
  };

  const write = (
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | ((error?: Error | null) => void),
    done?: (error?: Error | null) => void,
  ): boolean => {
    const text = pass(textOf(chunk));
    const switched = alternateAfter(text);
    if (switched !== undefined) alternate = switched;
    const taken = terminal.write(text, typeof encoding === 'function' ? encoding : done);
    if (alternate && (switched === true || movesCells(text))) for (const listener of disturbed) listener();
    return taken;
  };

  const stdout = new Proxy(terminal, {
    get: (target, name) => {
      if (name === 'write') return write;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

  return {
    stdout,
    paint: frame => {
      if (alternate) terminal.write(pass(frame));
    },
    copy: text => {
      if (text.length > MOST_COPIED) return false;
      terminal.write(`\x1b]52;c;${Buffer.from(text, 'utf8').toString('base64')}\x07`);
      return true;
    },
    announce: notification => {
      if (terminal.writableNeedDrain || terminal.destroyed || terminal.writableEnded) return;
      const sequences = notificationSequences(notification);
      if (sequences !== '') terminal.write(sequences);
    },
    isReady: () => alternate && !terminal.writableNeedDrain && !terminal.destroyed && !terminal.writableEnded,
    size: () => ({width: terminal.columns || USUAL_SIZE.width, height: terminal.rows || USUAL_SIZE.height}),
    onDisturbed: listener => {
      disturbed.add(listener);
      // The terminal moves cells itself when it takes another size.
      terminal.on('resize', listener);
      return () => {
        disturbed.delete(listener);
        terminal.off('resize', listener);
      };
    },
    onReady: listener => {
      terminal.on('drain', listener);
      return () => terminal.off('drain', listener);
    },
    refused: () => refused,
  };
};
