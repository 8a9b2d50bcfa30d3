import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {minutes} from '../../../src/core/instant.ts';
import {ticker} from '../../../src/core/ticker.ts';
import {openDay} from '../../../src/tape/day.ts';
import {importDay} from '../../../src/tape/import/import-day.ts';
import {verifyDay} from '../../../src/tape/verify-day.ts';
import {at, readAll, testFolder} from '../tape-fixtures.ts';

const data = fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const file = (name: string): string => join(data, name);
const folder = testFolder();

test.skipIf(!existsSync(data))('real five-minute bars make four days, each with those before it', async () => {
  const root = join(folder, 'five');
  const report = await importDay({name: 'jan', bars: file('bars-5m-2026-01-28_02-02.csv'), root, strict: true});
  expect(report).toMatchObject({rejectedCount: 0, duplicates: 0});
  expect(report.days.map(day => [day.date, day.counts.bar])).toEqual([
    ['2026-01-28', 546],
    ['2026-01-29', 582],
    ['2026-01-30', 409],
    ['2026-02-02', 156],
  ]);
  const day = await openDay(join(root, 'jan-2026-01-30'));
  expect(day.previousCloses.get(ticker('AMZN'))).toBeCloseTo(241.68, 2);
  expect(day.history?.counts.bar).toBe(546 + 582);
  await day.close();
});

test.skipIf(!existsSync(data))('real one-minute bars and headlines make four days, a half day among them', async () => {
  const root = join(folder, 'one');
  const [bars, news] = [file('bars-1m-2025-12-22_26.csv'), file('news-2025-12-22_27.jsonl')];
  const report = await importDay({name: 'xmas', bars, news, root});
  expect(report.days.map(day => day.date)).toEqual(['2025-12-22', '2025-12-23', '2025-12-24', '2025-12-26']);
  const reasons = new Set(report.rejected.map(row => row.reason));
  expect([...reasons]).toEqual([
    'does not start on the grid of 1-minute bars',
    'no day of this import follows within four days',
  ]);
  expect(report.days.reduce((sum, day) => sum + day.counts.headline, 0)).toBe(156);
  for (const {path} of report.days) await verifyDay(path);
  const half = await openDay(join(root, 'xmas-2025-12-24'));
  expect(half.info.endAt).toBe(at('2025-12-24T22:00:00Z'));
  const after = await openDay(join(root, 'xmas-2025-12-26'));
  expect([...after.previousCloses.keys()].sort()).toEqual(['AMZN', 'GOOGL', 'MSFT', 'NVDA', 'QQQ', 'SPY']);
  const history = after.history === undefined ? [] : await readAll(after.history);
  expect(history.every(bar => bar.kind === 'bar' && bar.span === minutes(5))).toBe(true);
  await Promise.all([half.close(), after.close()]);
});
