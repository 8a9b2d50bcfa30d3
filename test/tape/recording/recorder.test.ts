import {execFile, execFileSync, spawn} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, onTestFinished, test} from 'vitest';
import {HOUR, type Instant, MINUTE, minus, plus, SECOND, span} from '../../../src/core/instant.ts';
import {addDays, atWallTime, parseTradingDate, type TradingDate} from '../../../src/core/new-york.ts';
import type {Clock, Recorder} from '../../../src/engine/ports.ts';
import {createVirtualClock} from '../../../src/engine/virtual-clock.ts';
import {wallClock} from '../../../src/engine/wall-clock.ts';
import {openRecorder, type RecorderOptions} from '../../../src/tape/recording/recorder.ts';
import {openRecordingFile} from '../../../src/tape/recording/recording-file.ts';
import {readSession} from '../../../src/tape/recording/session-line.ts';
import {entriesOf, frame, messagesOf, NOON, temporaryFolder, textsOf} from './recording-fixtures.ts';

const CHILD = fileURLToPath(new URL('record-child.ts', import.meta.url));
const dateOf = (text: string): TradingDate => {
  const date = parseTradingDate(text);
  if (date === undefined) throw new RangeError(text);
  return date;
};

const recorderIn = (folder: string, start: Instant, more: Partial<RecorderOptions> = {}): Promise<Recorder> => {
  const clock: Clock = createVirtualClock(start);
  return openRecorder({
    pathOf: date => join(folder, `${date}-iex.rec`),
    session: {provider: 'alpaca', source: 'iex', symbols: []},
    secrets: () => [],
    clock,
    ...more,
  });
};

/** Frames that each say their number, of those that were recorded. */
const numbersIn = async (path: string): Promise<readonly number[]> =>
  (await textsOf(path)).flatMap(text => {
    const match = /"i":(\d+)/.exec(text);
    return match === null ? [] : [Number(match[1])];
  });

const upTo = (count: number): readonly number[] => Array.from({length: count}, (_, index) => index);

describe('a recorder', () => {
  test('says first what it records, then keeps everything in its order', async () => {
    const folder = temporaryFolder();
    const recorder = await recorderIn(folder, NOON);
    for (let index = 0; index < 1_000; index++) recorder.record(frame(`[{"i":${index}}]`, plus(NOON, span(index))));
    await recorder.close();
    const path = join(folder, '2026-01-30-iex.rec');
    const [first] = await messagesOf(path);
    expect(readSession(first ?? frame(''))).toEqual({
      format: 1,
      date: '2026-01-30',
      provider: 'alpaca',
      source: 'iex',
      symbols: [],
    });
    expect(await numbersIn(path)).toEqual(upTo(1_000));
    expect(recorder.face()).toMatchObject({name: '2026-01-30-iex', bytes: statSync(path).size, trouble: undefined});
  });

  test.for([
    ['2026-03-08', 23],
    ['2026-11-01', 25],
    ['2026-01-30', 24],
  ] as const)(
    'gives %s a file of its own, %i hours long, from midnight to midnight in New York',
    async ([day, hours]) => {
      const folder = temporaryFolder();
      const start = atWallTime(dateOf(day), 0);
      const end = plus(start, span(hours * HOUR));
      expect(end).toBe(atWallTime(addDays(dateOf(day), 1), 0));
      const recorder = await recorderIn(folder, minus(start, MINUTE));
      const stamps = [
        minus(start, span(1)),
        start,
        plus(start, span(3 * HOUR)),
        minus(end, span(1)),
        end,
        plus(end, SECOND),
      ];
      for (const [index, stamp] of stamps.entries()) recorder.record(frame(`[{"i":${index}}]`, stamp));
      // A clock that is set back does not lead back to the file of the day before.
      recorder.record(frame('[{"i":6}]', minus(end, SECOND)));
      await recorder.close();
      const inDay = (shift: number): Promise<readonly number[]> =>
        numbersIn(join(folder, `${addDays(dateOf(day), shift)}-iex.rec`));
      expect(await inDay(-1)).toEqual([0]);
      expect(await inDay(0)).toEqual([1, 2, 3]);
      expect(await inDay(1)).toEqual([4, 5, 6]);
    },
  );

  test('goes on with the file of the day after a restart', async () => {
    const folder = temporaryFolder();
    for (const index of [0, 1, 2]) {
      const recorder = await recorderIn(folder, NOON);
      recorder.record(frame(`[{"i":${index}}]`));
      await recorder.close();
    }
    const path = join(folder, '2026-01-30-iex.rec');
    expect(await numbersIn(path)).toEqual([0, 1, 2]);
    expect((await messagesOf(path)).filter(({channel}) => channel === 'session').length).toBe(3);
  });

  test('never writes a secret, whoever says it', async () => {
    const folder = temporaryFolder();
    const secrets = ['PKCANARY0000', 'canary/secret+1234567890'];
    const recorder = await recorderIn(folder, NOON, {secrets: () => [...secrets, '']});
    recorder.record(frame(`[{"T":"n","headline":"${secrets[0]} and ${secrets[1]}${secrets[1]}","i":1}]`));
    recorder.record({...frame(`\u0081${secrets[1]}`), binary: true});
    await recorder.close();
    const path = join(folder, '2026-01-30-iex.rec');
    const kept = (await textsOf(path)).join('\n') + readFileSync(path, 'utf8');
    for (const secret of secrets) expect(kept).not.toContain(secret);
    expect(kept).toContain('"headline":"************ and ************************************************","i":1');
  });

  test('with a disk that is too slow keeps memory bounded, then stops, says so, and has left nothing out before', async () => {
    const folder = temporaryFolder();
    const mostWaiting = 2_000_000;
    const gates: (() => void)[] = [];
    let slow = false;
    const recorder = await recorderIn(folder, NOON, {
      mostWaiting,
      open: async path => {
        const file = await openRecordingFile(path);
        const append: typeof file.append = async messages => {
          if (slow) await new Promise<void>(resolve => gates.push(resolve));
          await file.append(messages);
        };
        return {...file, append};
      },
    });
    slow = true;
    const before = process.memoryUsage().arrayBuffers;
    const padding = 'x'.repeat(300);
    /** Twenty thousand a second for ten seconds. */
    for (let index = 0; index < 200_000; index++) recorder.record(frame(`[{"i":${index},"p":"${padding}"}]`));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10 * mostWaiting);
    expect(recorder.face()).toMatchObject({
      state: 'stopped',
      trouble: 'the disk is too slow, 2 MB wait for it: choose a faster one with TAPEWIRE_DAYS',
    });
    slow = false;
    await Promise.resolve();
    for (const open of gates) open();
    await recorder.close();
    const numbers = await numbersIn(join(folder, '2026-01-30-iex.rec'));
    expect(numbers.length).toBeGreaterThan(3_000);
    expect(numbers.length).toBeLessThan(6_000);
    expect(numbers).toEqual(upTo(numbers.length));
    expect(recorder.face().trouble).toMatch(/too slow/);
  });

  test('keeps up with twenty thousand trades a second', async () => {
    const folder = temporaryFolder();
    const recorder = await openRecorder({
      pathOf: () => join(folder, 'fast.rec'),
      session: {provider: 'alpaca', source: 'iex', symbols: []},
      secrets: () => ['secret'],
      clock: wallClock,
    });
    const signal = new AbortController().signal;
    let count = 0;
    for (let tick = 0; tick < 100; tick++) {
      for (let index = 0; index < 400; index++)
        recorder.record(frame(`[{"T":"t","S":"AMZN","i":${count++},"p":241.5}]`));
      await wallClock.until(plus(wallClock.now(), span(20_000)), signal);
    }
    await recorder.close();
    expect(recorder.face().trouble).toBeUndefined();
    expect(await numbersIn(join(folder, 'fast.rec'))).toEqual(upTo(count));
  });

  test('killed at any moment leaves a file with a torn end at most, again and again', async () => {
    const path = join(temporaryFolder(), 'killed.rec');
    for (let round = 0; round < 6; round++) {
      const child = spawn(process.execPath, [CHILD, path, '50'], {stdio: 'ignore'});
      const gone = new Promise(resolve => child.once('exit', resolve));
      const before = existsSync(path) ? statSync(path).size : 0;
      // Past its beginning, then at a moment of its own.
      while (!existsSync(path) || statSync(path).size < before + 20_000) {
        await wallClock.until(plus(wallClock.now(), span(5_000)), new AbortController().signal);
      }
      await wallClock.until(plus(wallClock.now(), span(round * 7_300)), new AbortController().signal);
      child.kill('SIGKILL');
      await gone;
      const entries = await entriesOf(path);
      expect(entries.filter(entry => entry.kind === 'damage')).toEqual([]);
      expect(entries.filter(entry => entry.kind === 'torn').length).toBeLessThanOrEqual(1);
    }
    const sittings: number[][] = [];
    for (const text of await textsOf(path)) {
      const match = /"i":(\d+)/.exec(text);
      if (match === null) sittings.push([]);
      else sittings.at(-1)?.push(Number(match[1]));
    }
    expect(sittings.length).toBe(6);
    for (const sitting of sittings) expect(sitting).toEqual(upTo(sitting.length));
  });

  const runChild = (command: string): Promise<string> =>
    new Promise((resolve, reject) => {
      execFile('bash', ['-c', command], (error, stdout) => (error === null ? resolve(stdout) : reject(error)));
    });

  test('stops at the limit on file sizes with a whole last line', async () => {
    const path = join(temporaryFolder(), 'limited.rec');
    const said = await runChild(`ulimit -f 200; exec '${process.execPath}' '${CHILD}' '${path}' 200`);
    expect(said).toBe('the file may not grow further: raise the limit on file sizes, then start again');
    const entries = await entriesOf(path);
    expect(entries.every(entry => entry.kind === 'message')).toBe(true);
    const numbers = await numbersIn(path);
    expect(numbers.length).toBeGreaterThan(100);
    expect(numbers).toEqual(upTo(numbers.length));
  });

  const mounted = (folder: string): boolean => {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tapewire', folder], {stdio: 'ignore'});
      onTestFinished(() => {
        execFileSync('umount', [folder]);
      });
      return true;
    } catch {
      return false;
    }
  };

  test('stops on a full disk with a whole last line', async context => {
    const folder = join(temporaryFolder(), 'full');
    mkdirSync(folder);
    if (!mounted(folder)) context.skip('no disk can be mounted here');
    const path = join(folder, 'full.rec');
    const said = await runChild(`exec '${process.execPath}' '${CHILD}' '${path}' 200`);
    expect(said).toBe('the disk is full: make room, then start again');
    const entries = await entriesOf(path);
    expect(entries.every(entry => entry.kind === 'message')).toBe(true);
    const numbers = await numbersIn(path);
    expect(numbers.length).toBeGreaterThan(100);
    expect(numbers).toEqual(upTo(numbers.length));
  });

  test('does not begin where it cannot write', async () => {
    const taken = join(temporaryFolder(), 'taken');
    writeFileSync(taken, '');
    await expect(recorderIn(taken, NOON)).rejects.toThrow();
  });
});
