import {constants} from 'node:fs';
import {type FileHandle, mkdir, open} from 'node:fs/promises';
import {dirname} from 'node:path';
import type {RawMessage} from '../../engine/ports.ts';
import {type Damage, readRecording} from './read-recording.ts';
import {encodeLine} from './recording-line.ts';
import {lockRecording} from './recording-lock.ts';

/** The recording of one day, open for its one writer. */
export type RecordingFile = {
  /** Its length so far. */
  readonly bytes: () => number;
  /** What was found wrong in what it held before; left as it is. */
  readonly damage: readonly Damage[];
  /**
   * Puts lines at the end. Rejects when not all of them can be written; the file then ends with the last line that could
   * be, and nothing more may be appended.
   */
  readonly append: (messages: readonly RawMessage[]) => Promise<void>;
  /** Settles once what was appended would outlast a power cut. */
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Of a long batch, bytes that are worth a write of their own. */
const WRITE_FROM = 1_048_576;

type State = {readonly next: number; readonly end: number; readonly torn: boolean; readonly damage: readonly Damage[]};

/** Where the writing goes on: behind the last line that has an end. */
const surveyEnd = async (path: string): Promise<State> => {
  let state: State = {next: 0, end: 0, torn: false, damage: []};
  for await (const entries of readRecording(path)) {
    for (const entry of entries) {
      switch (entry.kind) {
        case 'message':
          state = {...state, next: entry.message.number + 1, end: entry.endsAt};
          break;
        case 'damage':
          state = {...state, end: entry.offset + entry.length, damage: [...state.damage, entry]};
          break;
        case 'torn':
          state = {...state, torn: true};
          break;
      }
    }
  }
  return state;
};

/** Writes all of `bytes` at `position`; tells how many of them are there when it cannot. */
const writeAll = async (
  file: FileHandle,
  bytes: Buffer,
  position: number,
): Promise<{readonly written: number; readonly error: unknown}> => {
  let written = 0;
  try {
    while (written < bytes.length) {
      const {bytesWritten} = await file.write(bytes, written, bytes.length - written, position + written);
      if (bytesWritten === 0) throw new Error('nothing more can be written');
      written += bytesWritten;
    }
    return {written, error: undefined};
  } catch (error) {
    return {written, error};
  }
};

/** Makes a new name last: a file that was synced can still be lost with its folder's entry. */
const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(dirname(path), 'r').catch(() => undefined);
  await folder?.sync().catch(() => {});
  await folder?.close();
};

/**
 * Opens the recording at `path` to go on with it, or begins it; the file is 0600, a folder made for it 0700. Only a torn
 * end is repaired. Fault `tape/busy` while another process records to it.
 */
export const openRecordingFile = async (path: string): Promise<RecordingFile> => {
  await mkdir(dirname(path), {recursive: true, mode: 0o700});
  const unlock = await lockRecording(path);
  let file: FileHandle | undefined;
  try {
    file = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
    const {next, end, torn, damage} = await surveyEnd(path);
    if (torn) {
      await file.truncate(end);
      await file.datasync();
    }
    if (end === 0) await syncFolder(path);
    return writerOf(file, unlock, {next, end, damage});
  } catch (error) {
    await file?.close();
    await unlock();
    throw error;
  }
};

const writerOf = (file: FileHandle, unlock: () => Promise<void>, begin: Omit<State, 'torn'>): RecordingFile => {
  let {next, end} = begin;
  /** A length that is not on the disk yet. */
  let unsynced = false;

  const appendLines = async (lines: readonly Buffer[]): Promise<void> => {
    const {written, error} = await writeAll(file, Buffer.concat(lines), end);
    unsynced = true;
    if (error === undefined) {
      end += written;
      return;
    }
    let whole = 0;
    for (const line of lines) {
      if (whole + line.length > written) break;
      whole += line.length;
    }
    end += whole;
    // What cannot be cut off now is a torn end, which the next opening repairs.
    await file.truncate(end).catch(() => {});
    throw error;
  };

  return {
    bytes: () => end,
    damage: begin.damage,
    append: async messages => {
      let lines: Buffer[] = [];
      let bytes = 0;
      for (const message of messages) {
        const line = encodeLine({...message, number: next++});
        lines.push(line);
        bytes += line.length;
        if (bytes < WRITE_FROM) continue;
        await appendLines(lines);
        lines = [];
        bytes = 0;
      }
      if (lines.length > 0) await appendLines(lines);
    },
    sync: async () => {
      if (!unsynced) return;
      unsynced = false;
      await file.datasync();
    },
    close: async () => {
      await file.close();
      await unlock();
    },
  };
};
