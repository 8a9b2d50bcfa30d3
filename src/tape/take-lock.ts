import {open, readdir, rm} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {threadId} from 'node:worker_threads';
import type {Fault} from '../core/fault.ts';
import {isRunning, processStart} from './recording/process-start.ts';

/** Gives the lock back. */
export type Unlock = () => Promise<void>;

type Holder = {readonly file: string; readonly pid: number; readonly start: string; readonly thread: number};

const holdersOf = async (folder: string, prefix: string): Promise<readonly Holder[]> =>
  (await readdir(folder)).flatMap(file => {
    const match = file.startsWith(prefix) ? /^(\d{1,10})-(\d{1,20})-(\d{1,10})$/.exec(file.slice(prefix.length)) : null;
    return match === null ? [] : [{file, pid: Number(match[1]), start: match[2] ?? '', thread: Number(match[3])}];
  });

/**
 * Makes this thread the one holder of what `path` names; `busy` makes the Fault where another process has it. The holder is named by the lock's own name (pid, start of the
 * process, thread), so that no moment exists at which a lock has no holder; one whose process is gone is swept away, and
 * so is one of another thread of this process, for only a thread that died leaves its own behind. Each puts its own lock
 * down before it looks for others: two that come at once may both be refused, and never both let in.
 */
export const takeLock = async (path: string, busy: (pid: number) => Fault): Promise<Unlock> => {
  const folder = dirname(path);
  const prefix = `${basename(path)}.lock-`;
  const start = processStart(process.pid) ?? '0';
  const own = `${prefix}${process.pid}-${start}-${threadId}`;
  const unlock = (): Promise<void> => rm(join(folder, own), {force: true});
  const file = await open(join(folder, own), 'wx', 0o600).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'EEXIST' ? busy(process.pid) : cause;
  });
  await file.close();
  try {
    for (const holder of await holdersOf(folder, prefix)) {
      if (holder.file === own) continue;
      const mine = holder.pid === process.pid && holder.start === start;
      if (!mine && isRunning(holder.pid, holder.start)) throw busy(holder.pid);
      await rm(join(folder, holder.file), {force: true});
    }
    return unlock;
  } catch (error) {
    await unlock();
    throw error;
  }
};
