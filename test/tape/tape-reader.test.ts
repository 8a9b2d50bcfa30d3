import {appendFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {TapeEvent} from '../../src/core/events.ts';
import {instant, plus, seconds} from '../../src/core/instant.ts';
import {openTape} from '../../src/tape/tape-reader.ts';
import {writeTape} from '../../src/tape/write-tape.ts';
import {makeHeadline, makeTrade, OPEN, readAll, testFolder} from './tape-fixtures.ts';

const folder = testFolder();
let files = 0;
const freshPath = (): string => join(folder, `${files++}.tape`);

/** Ten thousand trades over several blocks, some at one and the same moment, with two headlines among them. */
const long: readonly TapeEvent[] = Array.from({length: 10_000}, (_, row): TapeEvent => {
  const receivedAt = plus(OPEN, seconds(Math.floor(row / 3)));
  return row === 5_000 || row === 9_000 ? makeHeadline(`n${row}`, receivedAt) : makeTrade(row, {receivedAt});
});

describe('a tape', () => {
  test('gives back what was written, in batches, and knows what it holds', async () => {
    const path = freshPath();
    const written = await writeTape(path, long);
    const reader = await openTape(path);
    expect(await readAll(reader)).toStrictEqual(long);
    expect(reader.counts).toMatchObject({trade: 9_998, headline: 2, quote: 0});
    expect(reader.counts).toEqual(written.counts);
    expect(reader.headlineTimes).toEqual([long[5_000]?.receivedAt, long[9_000]?.receivedAt]);
    expect([reader.startAt, reader.endAt]).toEqual([long[0]?.receivedAt, long.at(-1)?.receivedAt]);
    await reader.close();
  });

  test('reads any range as filtering all of it would', async () => {
    const path = freshPath();
    await writeTape(path, long);
    const reader = await openTape(path);
    const moment = fc.option(
      fc.integer({min: -2, max: 3_400}).map(second => plus(OPEN, seconds(second))),
      {nil: undefined},
    );
    await fc.assert(
      fc.asyncProperty(moment, moment, async (after, until) => {
        const expected = long.filter(
          event =>
            event.receivedAt > (after ?? Number.NEGATIVE_INFINITY) &&
            event.receivedAt <= (until ?? Number.POSITIVE_INFINITY),
        );
        expect(await readAll(reader, {after, until})).toStrictEqual(expected);
      }),
      {numRuns: 30},
    );
    await reader.close();
  });

  test('ends quietly for who still reads when it is closed', async () => {
    const path = freshPath();
    await writeTape(path, long);
    const reader = await openTape(path);
    let batches = 0;
    for await (const _ of reader.read()) {
      batches++;
      await reader.close();
    }
    expect(batches).toBe(1);
  });

  test('may be empty', async () => {
    const path = freshPath();
    await writeTape(path, []);
    const reader = await openTape(path);
    expect(await readAll(reader)).toEqual([]);
    expect(reader.startAt).toBeUndefined();
    await reader.close();
  });

  test('is the same bytes for the same events', async () => {
    const [one, other] = [freshPath(), freshPath()];
    await writeTape(one, long);
    await writeTape(other, long);
    expect(readFileSync(one).equals(readFileSync(other))).toBe(true);
  });

  test('refuses events out of order', async () => {
    const events = [makeTrade(2), makeTrade(1)];
    await expect(writeTape(freshPath(), events)).rejects.toMatchObject({code: 'tape/corrupt', message: /out of order/});
  });

  test('takes no text that a terminal would act on', async () => {
    const path = freshPath();
    await writeTape(path, [
      makeHeadline('x', OPEN, {headline: 'Deal\u001b]52;c;aGk=\u0007 off', url: 'javascript:alert(1)'}),
    ]);
    const reader = await openTape(path);
    expect(await readAll(reader)).toMatchObject([{headline: 'Deal off', url: ''}]);
    await reader.close();
  });
});

const failure = async (path: string): Promise<unknown> => {
  try {
    const reader = await openTape(path);
    try {
      await readAll(reader);
    } finally {
      await reader.close();
    }
  } catch (cause) {
    return cause;
  }
  return undefined;
};

describe('a damaged tape', () => {
  const small = long.slice(0, 400);

  test('is told from a whole one wherever a byte is changed, with the file and the place', async () => {
    const path = freshPath();
    await writeTape(path, small);
    const good = readFileSync(path);
    for (let place = 0; place < good.length; place += 7) {
      const bytes = Buffer.from(good);
      bytes[place] = (bytes[place] ?? 0) ^ 0x20;
      writeFileSync(path, bytes);
      const cause = await failure(path);
      expect(cause, `byte ${place}`).toMatchObject({code: 'tape/corrupt'});
      expect(String(cause)).toContain(path);
      expect(String(cause)).toMatch(/at byte \d+/);
    }
  });

  test('is told from a whole one wherever it is cut, and when something is added', async () => {
    const path = freshPath();
    const {bytes} = await writeTape(path, small);
    appendFileSync(path, 'more');
    expect(await failure(path)).toMatchObject({code: 'tape/corrupt'});
    for (let length = bytes - 1; length >= 0; length -= 97) {
      truncateSync(path, length);
      expect(await failure(path), `${length} bytes`).toMatchObject({code: 'tape/corrupt'});
    }
  });

  test('spoils only the block it is in', async () => {
    const path = freshPath();
    await writeTape(path, long);
    const bytes = readFileSync(path);
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const reader = await openTape(path);
    const late = plus(OPEN, seconds(3_000));
    expect(await readAll(reader, {after: late})).toStrictEqual(long.filter(event => event.receivedAt > late));
    await expect(readAll(reader, {until: instant(OPEN)})).rejects.toMatchObject({code: 'tape/corrupt'});
    await reader.close();
  });

  test('is refused when it is no file at all, or garbage', async () => {
    expect(await failure(join(folder, 'none.tape'))).toMatchObject({code: 'tape/missing'});
    mkdirSync(join(folder, 'folder.tape'));
    expect(await failure(join(folder, 'folder.tape'))).toMatchObject({code: 'tape/corrupt'});
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({maxLength: 300}), async bytes => {
        const path = join(folder, 'garbage.tape');
        writeFileSync(path, bytes);
        expect(await failure(path)).toMatchObject({code: 'tape/corrupt'});
      }),
    );
  });
});
