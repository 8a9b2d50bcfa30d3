import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, describe, expect, test} from 'vitest';
import {readSnapshotAt} from '../../src/cli/headless-market.ts';
import {type Instant, minutes, plus} from '../../src/core/instant.ts';
import {atWallTime, parseTradingDate} from '../../src/core/new-york.ts';
import {ticker} from '../../src/core/ticker.ts';
import {openDay} from '../../src/tape/day.ts';
import {importDay} from '../../src/tape/import/import-day.ts';
import {essence, pausedAt, startReplay} from './running-replay.ts';

const data = fileURLToPath(new URL('../../../shared/data', import.meta.url));
const file = (name: string): string => join(data, name);
const root = mkdtempSync(join(tmpdir(), 'tapewire-real-'));
afterAll(() => rmSync(root, {recursive: true, force: true}));

const clock = (date: string, hour: number, minute: number): Instant => {
  const parsed = parseTradingDate(date);
  if (parsed === undefined) throw new RangeError(date);
  return atWallTime(parsed, hour, minute);
};

/** The day over sockets, sought to and fro, against the same day read from its tape; gives the screens as text. */
const replayed = async (name: string, moments: readonly Instant[]): Promise<readonly string[]> => {
  const path = join(root, name);
  const day = await openDay(path);
  const {symbols, benchmark, openingAt} = day.info;
  const watched = symbols.filter(symbol => symbol !== benchmark);
  const replay = await startReplay({path, symbols: watched, at: openingAt, speed: 60});
  await replay.until(snapshot => snapshot.clock.state === 'running');
  replay.send({kind: 'pause'});
  const screens: string[] = [];
  for (const moment of moments) {
    replay.send({kind: 'seek', to: moment});
    const seen = essence(await replay.until(pausedAt(moment, {history: day.history !== undefined})));
    expect(seen).toEqual(essence(await readSnapshotAt(day, watched, moment)));
    screens.push(seen.glyphs.join('\n'));
  }
  await replay.stop();
  await day.close();
  return screens;
};

describe.skipIf(!existsSync(data))('real days that were imported are replayed and drawn', () => {
  test('five-minute bars of 30 January, with those of the days before', async () => {
    await importDay({name: 'jan', bars: file('bars-5m-2026-01-28_02-02.csv'), root});
    const date = '2026-01-30';
    const [late, early, last] = await replayed(`jan-${date}`, [
      clock(date, 15, 0),
      clock(date, 8, 0),
      clock(date, 16, 0),
    ]);
    for (const screen of [late, early, last]) expect(screen).toMatch(/IMPORTED/);
    expect(early).toMatch(/AMZN +2(?:38|39|40)\.\d\d ▼ +−[01]\.\d\d%/);
    expect(last).toMatch(/AMZN +239\.\d\d ▼ +−[01]\.\d\d%/);
    expect(last).toMatch(/[▁▂▃▄▅▆▇█]/);
  });

  test('one-minute bars and headlines of a half day', async () => {
    const [bars, news] = [file('bars-1m-2025-12-22_26.csv'), file('news-2025-12-22_27.jsonl')];
    await importDay({name: 'xmas', bars, news, root});
    const date = '2025-12-24';
    const close = clock(date, 13, 0);
    const screens = await replayed(`xmas-${date}`, [close, clock(date, 9, 35), plus(close, minutes(30))]);
    for (const [screen, time] of screens.map((text, place) => [text, ['13:00:00', '09:35:00', '13:30:00'][place]]))
      expect(screen).toMatch(new RegExp(`2025-12-24 +${time} ET .*IMPORTED`));
    const day = await openDay(join(root, `xmas-${date}`));
    const {figures, wire} = await readSnapshotAt(day, day.info.symbols, plus(close, minutes(30)));
    expect(wire.length).toBeGreaterThan(10);
    expect(figures.get(ticker('AMZN'))?.last?.at).toBe(close);
    await day.close();
  });
});
