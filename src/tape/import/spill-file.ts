import {closeSync, mkdirSync, openSync, readSync, unlinkSync, writeSync} from 'node:fs';
import {join} from 'node:path';
import {Fault} from '../../core/fault.ts';
import {writeTrouble} from '../recording/write-trouble.ts';

/** Bytes that memory shall not hold, on disk for as long as the program needs them. */
export type SpillFile = {
  /** Puts the bytes at the end, and tells where they begin. */
  readonly append: (bytes: Uint8Array) => number;
  /** Fills `into` from `from` on. */
  readonly read: (from: number, into: Uint8Array) => void;
  readonly close: () => void;
};

const attempt = <Result>(act: () => Result): Result => {
  try {
    return act();
  } catch (cause) {
    throw new Fault('tape/write', writeTrouble(cause), {cause});
  }
};

/**
 * A file in `folder` (made, for its owner alone, when it is not there) that has no name once it is open: however the program
 * ends, nothing of it stays. Fault `tape/write` for a disk that takes no more.
 */
export const openSpillFile = (folder: string): SpillFile => {
  const file = attempt(() => {
    mkdirSync(folder, {recursive: true, mode: 0o700});
    const path = join(folder, `.import-${process.pid}`);
    const opened = openSync(path, 'wx+', 0o600);
    unlinkSync(path);
    return opened;
  });
  let end = 0;
  return {
    append: bytes =>
      attempt(() => {
        const start = end;
        for (let done = 0; done < bytes.length; )
          done += writeSync(file, bytes, done, bytes.length - done, start + done);
        end = start + bytes.length;
        return start;
      }),
    read: (from, into) =>
      attempt(() => {
        for (let done = 0; done < into.length; ) {
          const read = readSync(file, into, done, into.length - done, from + done);
          if (read === 0) throw new RangeError('rows that were set aside are gone');
          done += read;
        }
      }),
    close: () => closeSync(file),
  };
};
