import {appendFileSync, readFileSync, truncateSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {DAY, plus, seconds} from '../../../src/core/instant.ts';
import {decodeLine} from '../../../src/tape/recording/recording-line.ts';
import {createRecordingLog, type KnownPlace, type RecordingLog} from '../../../src/tape/recording/recording-log.ts';
import {frame, NOON, temporaryFolder} from './recording-fixtures.ts';

const logIn = (folder: string): RecordingLog => createRecordingLog(date => join(folder, `${date}-iex.rec`));
const pathIn = (folder: string): string => join(folder, '2026-01-30-iex.rec');

/** Reads on until so many lines were seen. */
const linesFrom = async (log: RecordingLog, from: KnownPlace | undefined, count: number) => {
  const stopper = new AbortController();
  const texts: string[] = [];
  let place: KnownPlace | undefined;
  for await (const {lines, ...at} of log.read(from, stopper.signal)) {
    for (const line of lines.toString('latin1').split('\n').slice(0, -1)) {
      const {data} = decodeLine(Buffer.from(line, 'latin1')) ?? {};
      texts.push(Buffer.from(data ?? []).toString());
      place = {
        log: at.log,
        offset: (place?.log === at.log ? place.offset : at.offset) + line.length + 1,
        last: {length: line.length + 1, checksum: line.slice(0, 8)},
      };
    }
    if (texts.length >= count) break;
  }
  return {texts, place};
};

describe('a recording that is read while it is written', () => {
  test('tells each reader every line once and in order, wherever it joins and however the writing was cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.string({maxLength: 40}), {minLength: 1, maxLength: 6}), {minLength: 1, maxLength: 8}),
        fc.nat(7),
        async (batches, joinAfter) => {
          const log = logIn(temporaryFolder());
          const file = await log.open(join(temporaryFolder(), '2026-01-30-iex.rec'));
          const all = batches.flat();
          const early = linesFrom(log, undefined, all.length);
          let late: ReturnType<typeof linesFrom> | undefined;
          for (const [index, batch] of batches.entries()) {
            if (index === joinAfter) late = linesFrom(log, undefined, all.length);
            await file.append(batch.map(text => frame(text)));
          }
          expect((await early).texts).toEqual(all);
          expect((await (late ?? linesFrom(log, undefined, all.length))).texts).toEqual(all);
          await file.close();
        },
      ),
      {numRuns: 40},
    );
  });

  test('goes on where a reader was, also after the writer was started again', async () => {
    const folder = temporaryFolder();
    const first = await logIn(folder).open(pathIn(folder));
    await first.append(['a', 'b', 'c'].map(text => frame(text)));
    await first.close();
    const log = logIn(folder);
    const file = await log.open(pathIn(folder));
    const {place, texts} = await linesFrom(log, undefined, 3);
    expect(texts).toEqual(['a', 'b', 'c']);
    await file.append([frame('d')]);
    expect((await linesFrom(log, place, 1)).texts).toEqual(['d']);
    await file.close();
  });

  test('begins anew where the place is no more what it was', async () => {
    const folder = temporaryFolder();
    const log = logIn(folder);
    const file = await log.open(pathIn(folder));
    await file.append(['a', 'bb', 'c'].map(text => frame(text)));
    const {place} = await linesFrom(log, undefined, 3);
    if (place === undefined) throw new Error('no place');
    await file.close();
    // What was not on the disk when the power went, and what came instead.
    const whole = readFileSync(pathIn(folder), 'utf8');
    truncateSync(pathIn(folder), whole.lastIndexOf('\n', whole.length - 2) + 1);
    const again = logIn(folder);
    const next = await again.open(pathIn(folder));
    expect((await linesFrom(again, place, 2)).texts).toEqual(['a', 'bb']);
    await next.append([frame('x')]);
    expect(next.bytes()).toBe(place.offset);
    expect((await linesFrom(again, place, 3)).texts).toEqual(['a', 'bb', 'x']);
    expect((await linesFrom(again, {...place, log: '2026-01-30-00000000'}, 3)).texts).toEqual(['a', 'bb', 'x']);
    expect((await linesFrom(again, {...place, log: '2026-01-29-00000000'}, 3)).texts).toEqual(['a', 'bb', 'x']);
    await next.close();
  });

  test('leads from one day into the next', async () => {
    const folder = temporaryFolder();
    const log = logIn(folder);
    const first = await log.open(pathIn(folder));
    await first.append([frame('friday')]);
    const both = linesFrom(log, undefined, 2);
    await first.close();
    appendFileSync(pathIn(folder), 'torn');
    const second = await log.open(join(folder, '2026-01-31-iex.rec'));
    await second.append([frame('saturday', plus(NOON, DAY))]);
    expect((await both).texts).toEqual(['friday', 'saturday']);
    await second.close();
  });

  test('hands out what is larger than its memory, and lines that are longer than a part', async () => {
    const folder = temporaryFolder();
    const log = logIn(folder);
    const file = await log.open(pathIn(folder));
    const long = Array.from({length: 12}, (_, index) => `${index}`.repeat(700_000));
    for (const [index, text] of long.entries()) await file.append([frame(text, plus(NOON, seconds(index)))]);
    expect((await linesFrom(log, undefined, long.length)).texts).toEqual(long);
    await file.close();
  });

  test('lets a reader go that waits', async () => {
    const folder = temporaryFolder();
    const log = logIn(folder);
    const file = await log.open(pathIn(folder));
    const stopper = new AbortController();
    const reading = (async () => {
      for await (const _ of log.read(undefined, stopper.signal));
    })();
    stopper.abort(new Error('gone'));
    await reading;
    await file.close();
  });
});
