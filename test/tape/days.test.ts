import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, describe, expect, test} from 'vitest';
import {findDay, listDays} from '../../src/tape/days.ts';
import {writeDay} from '../../src/tape/write-day.ts';
import {makeDraft, testFolder} from './tape-fixtures.ts';

const folder = testFolder();
const own = join(folder, 'own');
const bundled = join(folder, 'bundled');
const roots = [own, bundled, join(folder, 'nowhere')];

beforeAll(async () => {
  await writeDay(join(bundled, '2026-01-30'), makeDraft('2026-01-30'));
  await writeDay(join(bundled, '2026-01-30-ohlc'), makeDraft('2026-01-30-ohlc'));
  await writeDay(join(own, '2026-01-30'), makeDraft('2026-01-30', {title: 'My own'}));
  mkdirSync(join(own, 'broken'));
  writeFileSync(join(own, 'broken', 'manifest.json'), '{');
  mkdirSync(join(own, '.hidden'));
});

describe('the list of days', () => {
  test('names each once, the earlier root first, and says what is wrong with broken ones', async () => {
    const days = await listDays(roots);
    expect(days).toMatchObject([
      {name: '2026-01-30', title: 'My own', trades: 240, headlines: 1, bars: 0, provenance: 'simulated'},
      {name: 'broken', fault: expect.stringMatching(/manifest\.json: not JSON/)},
      {name: '2026-01-30-ohlc', path: join(bundled, '2026-01-30-ohlc'), fault: undefined},
    ]);
  });
});

describe('a day is found', () => {
  test('by its name and by its path', async () => {
    expect(await findDay('2026-01-30', roots)).toBe(join(own, '2026-01-30'));
    expect(await findDay(join(bundled, '2026-01-30'), roots)).toBe(join(bundled, '2026-01-30'));
  });

  test('or near names are offered', async () => {
    await expect(findDay('2026-01-3', roots)).rejects.toMatchObject({
      code: 'tape/unknown-day',
      remedy: 'did you mean 2026-01-30 or 2026-01-30-ohlc; `tapewire days` lists them',
    });
    for (const wrong of ['', '..', '../own', '/etc', '2026\u001b]0;x\u0007']) {
      await expect(findDay(wrong, roots)).rejects.toMatchObject({code: 'tape/unknown-day'});
    }
  });
});
