import {mkdtempSync, rmSync} from 'node:fs';
import {open} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {RawMessage} from '../../src/engine/ports.ts';
import {wallClock} from '../../src/engine/wall-clock.ts';
import {openRecorder} from '../../src/tape/recording/recorder.ts';
import {median} from './table.ts';

export type RecordingRow = {
  readonly perFrame: number;
  readonly bytes: number;
  /** CPU of one frame, in microseconds: appended as it is, and recorded. */
  readonly plainMicros: number;
  readonly recordedMicros: number;
  readonly ratio: number;
};

const FRAMES_A_BATCH = 20;
const SECRETS = ['PK0123456789ABCDEFGH', 'abcdefghijklmnopqrstuvwxyz0123456789ABCD'];

const frameOf = (perFrame: number, number: number): RawMessage => {
  const trade = {
    T: 't',
    i: number,
    S: 'AMZN',
    x: 'Q',
    p: 241.57,
    s: 100,
    c: ['@'],
    t: '2026-01-30T14:30:00.123456789Z',
    z: 'C',
  };
  const data = Buffer.from(JSON.stringify(Array.from({length: perFrame}, () => trade)));
  return {receivedAt: wallClock.now(), channel: 'alpaca/sip', data, binary: false};
};

const nextTurn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/** CPU of all threads while `frames` come in batches, as they do off a socket; in microseconds a frame. */
const cpuOf = async (
  frames: readonly RawMessage[],
  take: (batch: readonly RawMessage[]) => Promise<void>,
  finish: () => Promise<void>,
): Promise<number> => {
  const before = process.cpuUsage();
  for (let index = 0; index < frames.length; index += FRAMES_A_BATCH)
    await take(frames.slice(index, index + FRAMES_A_BATCH));
  await finish();
  const {user, system} = process.cpuUsage(before);
  return (user + system) / frames.length;
};

/** The yardstick: the bytes and a line feed, written batch by batch. */
const measurePlain = async (path: string, frames: readonly RawMessage[]): Promise<number> => {
  const file = await open(path, 'w');
  const end = Buffer.from('\n');
  return cpuOf(
    frames,
    async batch => {
      await file.write(Buffer.concat(batch.flatMap(({data}) => [data, end])));
      await nextTurn();
    },
    async () => {
      await file.datasync();
      await file.close();
    },
  );
};

const measureRecorder = async (path: string, frames: readonly RawMessage[]): Promise<number> => {
  const recorder = await openRecorder({
    pathOf: () => path,
    session: {provider: 'alpaca', source: 'sip', symbols: []},
    secrets: () => SECRETS,
    clock: wallClock,
  });
  return cpuOf(
    frames,
    async batch => {
      for (const frame of batch) recorder.record(frame);
      await nextTurn();
    },
    recorder.close,
  );
};

/** What recording costs a frame of `perFrame` trades, beside a plain write of the same bytes in the same run. */
export const measureRecording = async (perFrame: number, count: number): Promise<RecordingRow> => {
  const folder = mkdtempSync(join(tmpdir(), 'tapewire-bench-'));
  const frames = Array.from({length: count}, (_, number) => frameOf(perFrame, number));
  const plain: number[] = [];
  const recorded: number[] = [];
  for (let round = 0; round < 5; round++) {
    plain.push(await measurePlain(join(folder, `plain-${round}`), frames));
    recorded.push(await measureRecorder(join(folder, `recorded-${round}.rec`), frames));
  }
  rmSync(folder, {recursive: true});
  const [plainMicros, recordedMicros] = [median(plain), median(recorded)];
  const bytes = frames[0]?.data.length ?? 0;
  return {perFrame, bytes, plainMicros, recordedMicros, ratio: recordedMicros / plainMicros};
};
