import {execFileSync} from 'node:child_process';
import {appendFileSync, readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {processStart} from '../../../src/tape/recording/process-start.ts';
import {openRecordingFile} from '../../../src/tape/recording/recording-file.ts';
import {entriesOf, frame, temporaryFolder, textsOf} from './recording-fixtures.ts';

const TEXTS = ['[{"T":"t","i":1}]', 'line\nfeed', '', '[{"T":"n","headline":"Überraschung ✓"}]', '[{"T":"t","i":2}]'];

const written = async (texts: readonly string[] = TEXTS): Promise<string> => {
  const path = join(temporaryFolder(), 'days', 'small.rec');
  const file = await openRecordingFile(path);
  await file.append(texts.map(text => frame(text)));
  await file.sync();
  await file.close();
  return path;
};

const goOn = async (path: string, text: string) => {
  const file = await openRecordingFile(path);
  await file.append([frame(text)]);
  await file.close();
  return file;
};

describe('a recording', () => {
  test('is private, keeps what it was given, and leaves no lock behind', async () => {
    const path = await written();
    expect(await textsOf(path)).toEqual(TEXTS);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
    expect(execFileSync('ls', ['-A', join(path, '..')]).toString()).toBe('small.rec\n');
  });

  test('can be searched line by line with grep', async () => {
    const path = await written();
    expect(execFileSync('grep', ['-c', '"T":"t"', path]).toString()).toBe('2\n');
    expect(execFileSync('grep', ['-c', 'Überraschung', path]).toString()).toBe('1\n');
    expect(execFileSync('grep', ['-c', '', path]).toString()).toBe(`${TEXTS.length}\n`);
  });

  test('cut at any byte keeps every whole line, and goes on behind the last of them', async () => {
    const whole = readFileSync(await written());
    const path = join(temporaryFolder(), 'cut.rec');
    for (let cut = 0; cut <= whole.length; cut++) {
      writeFileSync(path, whole.subarray(0, cut));
      const kept = whole.subarray(0, cut).toString('latin1').split('\n').length - 1;
      expect(await textsOf(path)).toEqual(TEXTS.slice(0, kept));
      const {damage} = await goOn(path, 'after');
      expect(damage).toEqual([]);
      const entries = await entriesOf(path);
      expect(entries.every(entry => entry.kind === 'message')).toBe(true);
      expect(await textsOf(path)).toEqual([...TEXTS.slice(0, kept), 'after']);
    }
  });

  test('damaged at any byte says where, cuts nothing away, and loses its neighbour at most', async () => {
    const whole = readFileSync(await written());
    const path = join(temporaryFolder(), 'damaged.rec');
    for (let place = 0; place < whole.length - 1; place++) {
      const damaged = Buffer.from(whole);
      damaged[place] = (damaged[place] ?? 0) ^ 0x01;
      writeFileSync(path, damaged);
      const entries = await entriesOf(path);
      const found = entries.flatMap(entry => (entry.kind === 'damage' ? [entry] : []));
      const from = found[0]?.offset ?? Number.NaN;
      const to = Math.max(...found.map(({offset, length}) => offset + length));
      expect(place).toBeGreaterThanOrEqual(from);
      expect(place).toBeLessThan(to);
      expect(entries.filter(entry => entry.kind === 'message').length).toBeGreaterThanOrEqual(TEXTS.length - 2);

      const {damage} = await goOn(path, 'after');
      expect(damage.length).toBe(found.length);
      expect(readFileSync(path).subarray(0, whole.length)).toEqual(damaged);
      expect((await textsOf(path)).at(-1)).toBe('after');
    }
  });

  test('tells of lines that were taken out or put in another order', async () => {
    const path = await written(['a', 'b', 'c', 'd', 'e']);
    const lines = readFileSync(path, 'utf8').split(/(?<=\n)/);
    const [a = '', b = '', c = '', d = '', e = ''] = lines;
    writeFileSync(path, [a, d, e].join(''));
    expect(await entriesOf(path)).toMatchObject([
      {kind: 'message'},
      {kind: 'damage', offset: a.length, length: 0, why: 'lines 1 to 2 are missing'},
      {kind: 'message'},
      {kind: 'message'},
    ]);
    writeFileSync(path, [a, c, b, d, e].join(''));
    expect((await entriesOf(path)).flatMap(entry => (entry.kind === 'damage' ? [entry.why] : []))).toEqual([
      'line 1 is missing',
      'line 1 is out of its place',
    ]);
  });

  test('has one writer', async () => {
    const path = await written();
    const first = await openRecordingFile(path);
    await expect(openRecordingFile(path)).rejects.toMatchObject({code: 'tape/busy'});
    await first.append([frame('still mine')]);
    await first.close();
    await goOn(path, 'now yours');
    expect((await textsOf(path)).slice(-2)).toEqual(['still mine', 'now yours']);
  });

  test('is not kept from others by the lock of a process that is gone, nor by one whose pid came again', async () => {
    const path = await written();
    writeFileSync(`${path}.lock-999999999-1-0`, '');
    writeFileSync(`${path}.lock-${process.ppid}-1-0`, '');
    await goOn(path, 'mine');
    writeFileSync(`${path}.lock-${process.ppid}-${processStart(process.ppid)}-0`, '');
    await expect(openRecordingFile(path)).rejects.toMatchObject({
      code: 'tape/busy',
      message: `process ${process.ppid} is recording to small.rec`,
    });
  });

  test('is not written through a link', async () => {
    const path = await written();
    const link = join(temporaryFolder(), 'link.rec');
    symlinkSync(path, link);
    await expect(openRecordingFile(link)).rejects.toMatchObject({code: 'ELOOP'});
  });

  test('holds a line that is longer than what is read at once', async () => {
    const long = 'x'.repeat(3_000_000);
    const path = await written(['a', long, 'b']);
    expect(await textsOf(path)).toEqual(['a', long, 'b']);
    appendFileSync(path, long);
    expect((await entriesOf(path)).at(-1)).toMatchObject({kind: 'torn', length: long.length});
    await goOn(path, 'c');
    expect(await textsOf(path)).toEqual(['a', long, 'b', 'c']);
  });
});
