import {basename} from 'node:path';
import {plus, SECOND} from '../../core/instant.ts';
import {type TradingDate, tradingDateAt} from '../../core/new-york.ts';
import type {Clock, RawMessage, Recorder} from '../../engine/ports.ts';
import {maskSecrets} from './mask-secrets.ts';
import {openRecordingFile, type RecordingFile} from './recording-file.ts';
import {type RecordingSession, sessionMessage} from './session-line.ts';
import {writeTrouble} from './write-trouble.ts';

export type RecorderOptions = {
  /** Where the recording of a day is kept. */
  readonly pathOf: (date: TradingDate) => string;
  readonly session: Omit<RecordingSession, 'format' | 'date'>;
  /** Never written, even when a server says them back. */
  readonly secrets: () => readonly string[];
  readonly clock: Clock;
  /** Bytes that may wait for the disk. */
  readonly mostWaiting?: number;
  readonly open?: (path: string) => Promise<RecordingFile>;
};

const MOST_WAITING = 64 * 1_048_576;
/** What a message takes in memory besides its bytes. */
const OVERHEAD = 200;

const weigh = ({data}: RawMessage): number => data.length + OVERHEAD;

/** Their bytes, made anew only when they are others. */
const createSecretBytes = (secrets: () => readonly string[]): (() => readonly Buffer[]) => {
  let known: readonly string[] = [];
  let bytes: readonly Buffer[] = [];
  return () => {
    const now = secrets();
    if (now === known) return bytes;
    known = now;
    bytes = now.filter(secret => secret !== '').map(secret => Buffer.from(secret));
    return bytes;
  };
};

/** `3 places damaged, the first at byte 812`. */
const damageWords = ({damage}: RecordingFile): string | undefined =>
  damage[0] === undefined
    ? undefined
    : `what was recorded before is damaged in ${damage.length} ${damage.length === 1 ? 'place' : 'places'}, the first at byte ${damage[0].offset}: it was left as it is`;

/**
 * Appends what it hears to the recording of the day in New York (midnight to midnight there, 23 to 25 hours) in which it
 * was received. Hearing costs a place in a queue: writing begins at once, takes what came meanwhile along, and is made
 * to last once a second. When the disk cannot keep up or fails, it stops for good and says why; what was heard before
 * that is kept as far as the disk allows, with nothing left out in between. Rejects when it cannot begin.
 */
export const openRecorder = async (options: RecorderOptions): Promise<Recorder> => {
  const {pathOf, session, clock, mostWaiting = MOST_WAITING, open = openRecordingFile} = options;
  const secretBytes = createSecretBytes(options.secrets);
  const since = clock.now();
  const stopper = new AbortController();
  let queue: RawMessage[] = [];
  let waiting = 0;
  let accepting = true;
  let trouble: string | undefined;
  let writing: Promise<void> | undefined;
  let file: RecordingFile | undefined;
  let date: TradingDate;
  let bytes = 0;

  const begin = async (day: TradingDate, first: RawMessage['receivedAt']): Promise<RecordingFile> => {
    const opened = await open(pathOf(day));
    file = opened;
    date = day;
    trouble ??= damageWords(opened);
    await opened.append([sessionMessage({...session, date: day}, first)]);
    bytes = opened.bytes();
    return opened;
  };

  const finish = async (): Promise<void> => {
    const closing = file;
    file = undefined;
    await closing?.sync();
    await closing?.close();
  };

  const fail = async (error: unknown): Promise<void> => {
    accepting = false;
    trouble = writeTrouble(error);
    queue = [];
    waiting = 0;
    bytes = file?.bytes() ?? bytes;
    await finish().catch(() => {});
  };

  /** The messages at the front that belong to one day; a clock that goes back does not lead back to the day before. */
  const takeDay = (): readonly RawMessage[] => {
    const day = queue[0] === undefined ? date : tradingDateAt(queue[0].receivedAt);
    const target = day > date ? day : date;
    const end = queue.findIndex(message => tradingDateAt(message.receivedAt) > target);
    const batch = end < 0 ? queue : queue.slice(0, end);
    queue = end < 0 ? [] : queue.slice(end);
    return batch;
  };

  const writeOut = async (): Promise<void> => {
    try {
      // What comes in the same breath goes in the same write.
      await Promise.resolve();
      for (let batch = takeDay(); batch[0] !== undefined; batch = takeDay()) {
        const day = tradingDateAt(batch[0].receivedAt);
        if (day > date) {
          await finish();
          await begin(day, batch[0].receivedAt);
        }
        await file?.append(batch);
        bytes = file?.bytes() ?? bytes;
        waiting -= batch.reduce((sum, message) => sum + weigh(message), 0);
      }
      if (!accepting) await finish();
    } catch (error) {
      await fail(error);
    } finally {
      writing = undefined;
    }
  };

  const keepSynced = async (): Promise<void> => {
    for (;;) {
      await clock.until(plus(clock.now(), SECOND), stopper.signal);
      await file?.sync().catch(fail);
    }
  };

  await begin(tradingDateAt(since), since);
  keepSynced().catch(() => {});

  return {
    record: message => {
      if (!accepting) return;
      if (waiting > mostWaiting) {
        accepting = false;
        trouble = `the disk is too slow, ${Math.round(waiting / 1e6)} MB wait for it: choose a faster one with TAPEWIRE_DAYS`;
        return;
      }
      queue.push({...message, data: maskSecrets(message.data, secretBytes())});
      waiting += weigh(message);
      writing ??= writeOut();
    },
    face: () => ({
      state: accepting ? 'recording' : 'stopped',
      name: basename(pathOf(date)).replace(/\.[a-z]+$/, ''),
      since,
      bytes,
      trouble,
    }),
    close: async () => {
      accepting = false;
      stopper.abort(new Error('stopped'));
      await writing;
      await finish().catch(error => {
        trouble = writeTrouble(error);
      });
    },
  };
};
