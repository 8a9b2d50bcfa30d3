import {basename} from 'node:path';
import {Fault} from '../../core/fault.ts';
import {takeLock, type Unlock} from '../take-lock.ts';

/** Makes this thread the one writer of the recording at `path`. Fault `tape/busy` where another process is. */
export const lockRecording = (path: string): Promise<Unlock> =>
  takeLock(
    path,
    pid => new Fault('tape/busy', `process ${pid} is recording to ${basename(path)}`, {remedy: 'stop it first'}),
  );
