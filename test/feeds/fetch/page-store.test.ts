import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import type {TapeEvent} from '../../../src/core/events.ts';
import {plus, seconds} from '../../../src/core/instant.ts';
import type {FetchedPage} from '../../../src/feeds/fetch/day-source.ts';
import {openPageStore} from '../../../src/feeds/fetch/page-store.ts';
import {headline, OPEN, trade} from '../../server/small-day.ts';
import {temporaryFolder} from '../../tape/recording/recording-fixtures.ts';

const pageOf = (events: readonly TapeEvent[], next: string | undefined): FetchedPage => ({
  events,
  next,
  told: {items: events.length + 1, takenBack: 1, corrected: 0, unread: 0},
});

const trades = (from: number, count: number): readonly TapeEvent[] =>
  Array.from({length: count}, (_, index) => trade(plus(OPEN, seconds(from + index)), from + index, 240));

/** Text that does not pack to nothing. */
const BODY = Array.from({length: 20_000}, (_, index) => (index * 7_919) % 104_729).join(' ');

const PAGES = [
  pageOf(trades(0, 3), 'two'),
  pageOf([], 'three'),
  pageOf(trades(3, 9_000), 'four'),
  pageOf([headline(OPEN, '1', {content: BODY})], undefined),
];

const writtenPages = async (): Promise<string> => {
  const path = join(temporaryFolder(), '0.pages');
  const store = await openPageStore(path);
  for (const page of PAGES) await store.append(page);
  await store.close();
  return path;
};

const eventsIn = async (path: string): Promise<readonly TapeEvent[]> => {
  const store = await openPageStore(path);
  const events: TapeEvent[] = [];
  for await (const batch of store.read()) events.push(...batch);
  await store.close();
  return events;
};

describe('pages on disk', () => {
  test('are there again when the file is opened again', async () => {
    const path = await writtenPages();
    const store = await openPageStore(path);
    expect(store.progress()).toMatchObject({pages: 4, events: 9_004, next: undefined, complete: true});
    expect(store.progress().told).toEqual({items: 9_008, takenBack: 4, corrected: 0, unread: 0});
    await store.close();
    expect(await eventsIn(path)).toEqual(PAGES.flatMap(page => page.events));
  });

  test('cut at any place are those that were whole, and go on from there', async () => {
    const path = await writtenPages();
    const bytes = readFileSync(path);
    const known = [0, 3, 3, 9_003, 9_004];
    const seen = new Set<number>();
    for (let cut = 0; cut < bytes.length; cut += cut < 600 ? 13 : 3_989) {
      writeFileSync(path, bytes.subarray(0, cut));
      const store = await openPageStore(path);
      const {pages, events, next, complete} = store.progress();
      seen.add(pages);
      expect([events, next, complete]).toEqual([known[pages], PAGES[pages - 1]?.next, false]);
      for (const page of PAGES.slice(pages)) await store.append(page);
      await store.close();
      expect(readFileSync(path).equals(bytes)).toBe(true);
    }
    expect(seen).toEqual(new Set([0, 1, 2, 3]));
  });

  test('with a bit turned anywhere are those before it', async () => {
    const path = await writtenPages();
    const bytes = readFileSync(path);
    const all = PAGES.flatMap(page => page.events);
    for (let place = 0; place < bytes.length; place += place < 600 ? 13 : 3_989) {
      const damaged = Buffer.from(bytes);
      damaged[place] = (damaged[place] ?? 0) ^ 0x10;
      writeFileSync(path, damaged);
      const events = await eventsIn(path);
      expect(events.length).toBeLessThan(all.length);
      expect(events).toEqual(all.slice(0, events.length));
    }
  });
});
