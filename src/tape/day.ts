import {lstat} from 'node:fs/promises';
import {join} from 'node:path';
import {Fault} from '../core/fault.ts';
import type {DayInfo} from '../core/provenance.ts';
import {type Ticker, ticker} from '../core/ticker.ts';
import type {DealBook} from '../news/deals/deal.ts';
import {safeText} from '../news/safe-text.ts';
import {readJson} from './day-json.ts';
import {dealsSchema} from './deals-json.ts';
import {GET_AGAIN} from './get-again.ts';
import {storedCounts, TAPE_KINDS, type TapeCounts} from './kinds/tape-counts.ts';
import {DEALS_FILE, EVENTS_FILE, HISTORY_FILE, MANIFEST_FILE, type Manifest, manifestSchema} from './manifest.ts';
import {openTape, type TapeReader} from './tape-reader.ts';

/** How many events of each kind the day holds, its history left aside. */
export type DayCounts = TapeCounts;

/** A recorded day, open for reading. */
export type Day = {
  readonly info: DayInfo;
  readonly counts: DayCounts;
  /** The deals on file, with what becomes known only later in the day: whoever shows them looks at `knownAt`. */
  readonly deals: DealBook;
  /** Regular-session closes of the session before. */
  readonly previousCloses: ReadonlyMap<Ticker, number>;
  readonly events: TapeReader;
  /** Bars of earlier sessions. */
  readonly history: TapeReader | undefined;
  readonly close: () => Promise<void>;
};

const infoOf = (manifest: Manifest): DayInfo => ({
  name: manifest.name,
  title: manifest.title,
  date: manifest.date,
  symbols: manifest.symbols,
  benchmark: manifest.benchmark,
  provenance: manifest.provenance,
  made: manifest.made,
  openingAt: manifest.openingAt,
  startAt: manifest.startAt,
  endAt: manifest.endAt,
});

const differs = (path: string): Fault =>
  new Fault('tape/corrupt', `${safeText(path, 500)} is not the file that the day's manifest describes`, {
    remedy: GET_AGAIN,
  });

const checkLength = async (path: string, bytes: number): Promise<string> => {
  const place = await lstat(path).catch(() => undefined);
  if (place !== undefined && place.size !== bytes) throw differs(path);
  return path;
};

/**
 * Opens the day in folder `dir`. Cheap for any length of day: lengths, ends and indexes are checked now, each block when
 * it is read, everything by `verifyDay`. Fault `tape/missing` or `tape/corrupt`, naming the file.
 */
export const openDay = async (dir: string): Promise<Day> => {
  const manifest = await readJson(join(dir, MANIFEST_FILE), manifestSchema);
  const {files} = manifest;
  const counts = storedCounts(manifest.counts);
  const dealsSeal = files[DEALS_FILE];
  const historySeal = files[HISTORY_FILE];
  const deals =
    dealsSeal === undefined
      ? []
      : await readJson(await checkLength(join(dir, DEALS_FILE), dealsSeal.bytes), dealsSchema);
  const eventsPath = await checkLength(join(dir, EVENTS_FILE), files[EVENTS_FILE].bytes);
  const events = await openTape(eventsPath);
  let history: TapeReader | undefined;
  try {
    if (TAPE_KINDS.some(kind => events.counts[kind] !== counts[kind])) throw differs(eventsPath);
    if (historySeal !== undefined) {
      history = await openTape(await checkLength(join(dir, HISTORY_FILE), historySeal.bytes));
    }
  } catch (cause) {
    await events.close();
    throw cause;
  }
  return {
    info: infoOf(manifest),
    counts,
    deals,
    previousCloses: new Map(Object.entries(manifest.previousCloses).map(([name, price]) => [ticker(name), price])),
    events,
    history,
    close: async () => {
      await Promise.all([events.close(), history?.close()]);
    },
  };
};
