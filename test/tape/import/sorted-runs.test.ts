import {execFileSync} from 'node:child_process';
import {existsSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, onTestFinished, test} from 'vitest';
import {faultLine, isFault} from '../../../src/core/fault.ts';
import {instant} from '../../../src/core/instant.ts';
import {type ImportOrder, importDay} from '../../../src/tape/import/import-day.ts';
import {type PackedTrade, ROW_BYTES} from '../../../src/tape/import/row-table.ts';
import {createSortedRuns} from '../../../src/tape/import/sorted-runs.ts';
import {testFolder} from '../tape-fixtures.ts';

const folder = testFolder();
let count = 0;
const freshRoot = (): string => join(folder, `root-${count++}`);

/** Where the system lists a program's open files, those without a name too. */
const OPEN_FILES = '/proc/self/fd';

const row = fc.record({
  at: fc.integer({min: 0, max: 40}).map(instant),
  name: fc.nat({max: 0xffff_ffff}),
  price: fc.double({min: 0, noNaN: true}),
  size: fc.double({min: 0, noNaN: true}),
  checksum: fc.nat({max: 0xffff_ffff}),
});

const sorted = (rows: readonly PackedTrade[]): readonly PackedTrade[] => rows.toSorted((a, b) => a.at - b.at);

describe('rows in order of time', () => {
  test('are those of a stable sort, however many are held and whichever part is read', () => {
    const rows = fc.array(row, {maxLength: 200});
    const range = fc.tuple(fc.integer({min: -1, max: 42}), fc.integer({min: -1, max: 42}));
    fc.assert(
      fc.property(rows, fc.integer({min: 1, max: 50}), range, (given, held, [start, end]) => {
        const runs = createSortedRuns(folder, held);
        try {
          for (const each of given) runs.push(each);
          expect([...runs.between(instant(-1), instant(100))]).toEqual(sorted(given));
          const part = sorted(given).filter(({at}) => at >= start && at < end);
          expect([...runs.between(instant(start), instant(end))]).toEqual(part);
        } finally {
          runs.close();
        }
      }),
      {numRuns: 300},
    );
  });

  test('are never more in memory than may be held: the rest is on a disk that shows nothing of it', () => {
    const root = freshRoot();
    const runs = createSortedRuns(root, 10);
    const push = (number: number): void =>
      runs.push({at: instant(1_000 - number), name: 0, price: 1, size: 1, checksum: 0});
    for (let number = 0; number < 10; number++) push(number);
    expect(existsSync(root)).toBe(false);
    for (let number = 10; number < 95; number++) push(number);
    // Nine runs of ten are set aside; what is held is what is left.
    if (existsSync(OPEN_FILES)) {
      const sizes = readdirSync(OPEN_FILES).map(
        name => statSync(join(OPEN_FILES, name), {throwIfNoEntry: false})?.size,
      );
      expect(sizes).toContain(90 * ROW_BYTES);
    }
    expect(readdirSync(root)).toEqual([]);
    expect([...runs.between(instant(0), instant(2_000))]).toHaveLength(95);
    runs.close();
  });
});

const HEADER = 'ts_utc_ns,symbol,price,size';
/** Two days of three names, in no order, some rows twice. */
const csv = (rows: number): string => {
  const path = join(folder, `trades-${count++}.csv`);
  const start = Date.parse('2026-01-29T14:00:00Z');
  const lines = Array.from({length: rows}, (_, number) => {
    const place = (number * 7919) % rows;
    const at = start + (place % 2) * 86_400_000 + Math.floor(place / 4) * 1_500;
    return `${at}000000,${['AMZN', 'MSFT', 'QQQ'][place % 3]},${100 + (place % 11)},${1 + (place % 2)}`;
  });
  writeFileSync(path, [HEADER, ...lines, ...lines.slice(0, 20)].join('\n'));
  return path;
};

const sealsOf = async (path: string): Promise<unknown> =>
  JSON.parse(await readFile(join(path, 'manifest.json'), 'utf8')).files;

describe('an import of more trades than may be held', () => {
  test('makes the same days, and leaves nothing beside them', async () => {
    const trades = csv(2_000);
    const importWith = async (more: Partial<ImportOrder>) => {
      const root = freshRoot();
      const report = await importDay({name: 'day', trades, root, ...more});
      const seals = await Promise.all(report.days.map(({path}) => sealsOf(path)));
      return {root, seals, duplicates: report.duplicates, counts: report.days.map(({counts}) => counts.trade)};
    };
    const whole = await importWith({});
    expect(whole.duplicates).toBe(20);
    expect(whole.counts).toEqual([1_000, 1_000]);
    for (const rowsHeld of [1, 7, 300, 1_999]) {
      const {root, ...made} = await importWith({rowsHeld});
      expect(made).toEqual({seals: whole.seals, duplicates: 20, counts: whole.counts});
      expect(readdirSync(root).sort()).toEqual(['day-2026-01-29', 'day-2026-01-30']);
    }
  });

  test('that meets a bad row leaves nothing', async () => {
    const trades = csv(100);
    writeFileSync(trades, `${await readFile(trades, 'utf8')}\n1769783400000000000,AMZN,free,1\n`);
    const root = freshRoot();
    const order = {name: 'day', trades, root, strict: true, rowsHeld: 10};
    const fault = await importDay(order).catch(cause => cause);
    expect(isFault(fault) && faultLine(fault)).toMatch(/trades-\d+\.csv:122: not a price: free: correct the row/);
    expect(readdirSync(root)).toEqual([]);
  });

  test('on a full disk says so', async context => {
    const root = freshRoot();
    try {
      execFileSync('mkdir', ['-p', root]);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tapewire', root], {stdio: 'ignore'});
    } catch {
      context.skip('no disk can be mounted here');
    }
    onTestFinished(() => void execFileSync('umount', ['-l', root]));
    const fault = await importDay({name: 'day', trades: csv(5_000), root, rowsHeld: 100}).catch(cause => cause);
    expect(isFault(fault) && [fault.code, fault.message]).toEqual([
      'tape/write',
      'the disk is full: make room, then start again',
    ]);
    expect(readdirSync(root)).toEqual([]);
  });
});
