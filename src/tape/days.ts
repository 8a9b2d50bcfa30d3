import {readdir} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {Fault, faultLine, isFault} from '../core/fault.ts';
import type {TradingDate} from '../core/new-york.ts';
import type {Provenance} from '../core/provenance.ts';
import type {Ticker} from '../core/ticker.ts';
import {safeText} from '../news/safe-text.ts';
import {openDay} from './day.ts';
import {DAY_NAME, MANIFEST_FILE} from './manifest.ts';
import {nearNames} from './near-names.ts';

/** One line of the list of days: a day, or a folder that should be one with what is wrong with it. */
export type DaySummary =
  | {
      readonly name: string;
      readonly path: string;
      readonly fault: undefined;
      readonly date: TradingDate;
      readonly title: string;
      readonly symbols: readonly Ticker[];
      readonly trades: number;
      readonly bars: number;
      readonly headlines: number;
      readonly provenance: Provenance;
    }
  | {readonly name: string; readonly path: string; readonly fault: string};

type Place = {readonly name: string; readonly path: string};

const foldersIn = async (root: string): Promise<readonly Place[]> => {
  const entries = await readdir(root, {withFileTypes: true}).catch(() => []);
  return entries
    .filter(entry => entry.isDirectory() && DAY_NAME.test(entry.name))
    .map(entry => ({name: entry.name, path: join(root, entry.name)}))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
};

/** Every folder under the roots that may be a day; of two with one name, that of the earlier root. */
const placesIn = async (roots: readonly string[]): Promise<readonly Place[]> => {
  const byName = new Map<string, Place>();
  for (const places of await Promise.all(roots.map(foldersIn))) {
    for (const place of places) if (!byName.has(place.name)) byName.set(place.name, place);
  }
  return [...byName.values()];
};

const summarise = async ({name, path}: Place): Promise<DaySummary> => {
  try {
    const {info, counts, close} = await openDay(path);
    await close();
    const {date, title, symbols, provenance} = info;
    const {trade: trades, bar: bars, headline: headlines} = counts;
    return {name, path, fault: undefined, date, title, symbols, trades, bars, headlines, provenance};
  } catch (cause) {
    return {name, path, fault: isFault(cause) ? faultLine(cause) : safeText(String(cause), 200)};
  }
};

/** The days under the folders `roots`, root by root, by name. A root that does not exist holds none. */
export const listDays = async (roots: readonly string[]): Promise<readonly DaySummary[]> => {
  const summaries: DaySummary[] = [];
  for (const place of await placesIn(roots)) summaries.push(await summarise(place));
  return summaries;
};

const isDayFolder = async (path: string): Promise<boolean> =>
  (await readdir(path).catch((): string[] => [])).includes(MANIFEST_FILE);

/**
 * The folder of a day by its name under `roots` or by its path. A name comes first, so that a folder of the same name in
 * the working directory is reached by `./NAME`. Fault `tape/unknown-day` when there is none, with the names that are near.
 */
export const findDay = async (nameOrPath: string, roots: readonly string[]): Promise<string> => {
  const places = await placesIn(roots);
  const named = places.find(place => place.name === nameOrPath);
  if (named !== undefined) return named.path;
  const path = resolve(nameOrPath);
  if (nameOrPath !== '' && (await isDayFolder(path))) return path;
  const names = places.map(place => place.name);
  const near = nearNames(nameOrPath, names);
  const hint = near.length > 0 ? `did you mean ${near.join(' or ')}; ` : '';
  throw new Fault('tape/unknown-day', `there is no day ${JSON.stringify(safeText(nameOrPath, 200))}`, {
    remedy: `${hint}\`tapewire days\` lists them`,
  });
};
