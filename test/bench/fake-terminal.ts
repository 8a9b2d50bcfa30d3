import {EventEmitter} from 'node:events';
import {PassThrough} from 'node:stream';
import type {Size} from '../../src/view/layout.ts';

/** A terminal that takes everything at once and shows nothing: what is left is what a program does for its frames. */
export const createFakeTerminal = ({width, height}: Size) => {
  let bytes = 0;
  let onWrite: (text: string) => void = () => {};
  const stdout = Object.assign(new EventEmitter(), {
    columns: width,
    rows: height,
    isTTY: true,
    writable: true,
    write: (text: string, done?: () => void): boolean => {
      bytes += Buffer.byteLength(text);
      if (typeof done === 'function') done();
      if (text !== '') onWrite(text);
      return true;
    },
  });
  const stdin = Object.assign(new PassThrough(), {isTTY: true, setRawMode: () => {}, ref: () => {}, unref: () => {}});
  return {
    stdout: stdout as unknown as NodeJS.WriteStream,
    stdin: stdin as unknown as NodeJS.ReadStream,
    bytes: () => bytes,
    /** Calls back at each write that is not empty. */
    setOnWrite: (listener: (text: string) => void): void => {
      onWrite = listener;
    },
    type: (keys: string): void => {
      stdin.write(keys);
    },
  };
};
