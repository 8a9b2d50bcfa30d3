import {mkdir, readFile, rename, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {z} from 'zod';
import {between, DAY, type Instant, instant, span} from '../../core/instant.ts';
import {parseTicker, type Ticker} from '../../core/ticker.ts';

/** The names that companies are listed under, by the SEC's number of the company. */
export type CompanyNames = ReadonlyMap<number, readonly Ticker[]>;

/** A list of names, and when it was had. */
export type DatedNames = {readonly at: Instant; readonly names: CompanyNames};

const FILE = 'company-names.json';
const LARGEST_FILE = 8 * 1_048_576;
const KEPT_FOR = span(7 * DAY);

const KeptShape = z.object({at: z.number(), names: z.record(z.string(), z.array(z.string()))});
const CompanyShape = z.object({cik_str: z.number(), ticker: z.string()});

const namesFrom = (rows: Iterable<readonly [cik: number, ticker: string]>): CompanyNames => {
  const names = new Map<number, Ticker[]>();
  for (const [cik, text] of rows) {
    // The SEC parts a class of shares by a dash, the tape by a dot.
    const symbol = parseTicker(text.toUpperCase().replace('-', '.'));
    if (symbol === undefined || !Number.isSafeInteger(cik)) continue;
    const listed = names.get(cik);
    if (listed === undefined) names.set(cik, [symbol]);
    else if (!listed.includes(symbol)) listed.push(symbol);
  }
  return names;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The SEC's own list: `{"0":{"cik_str":320193,"ticker":"AAPL","title":"Apple Inc."},…}`. Undefined for anything else. */
export const readCompanyList = (text: string): CompanyNames | undefined => {
  const list = z.record(z.string(), CompanyShape).safeParse(parseJson(text)).data;
  const names = list && namesFrom(Object.values(list).map(({cik_str, ticker}) => [cik_str, ticker] as const));
  return names === undefined || names.size === 0 ? undefined : names;
};

/** Companies come and go: a list is good for a week. */
export const isStale = ({at}: DatedNames, now: Instant): boolean => Math.abs(between(at, now)) > KEPT_FOR;

/** The list kept in `folder`; undefined when there is none that can be read. */
export const readKeptNames = async (folder: string): Promise<DatedNames | undefined> => {
  const text = await readFile(join(folder, FILE), 'utf8').catch(() => '');
  const kept = text.length > LARGEST_FILE ? undefined : KeptShape.safeParse(parseJson(text)).data;
  if (kept === undefined) return undefined;
  const rows = Object.entries(kept.names).flatMap(([cik, list]) => list.map(ticker => [Number(cik), ticker] as const));
  return {at: instant(kept.at), names: namesFrom(rows)};
};

/** Keeps a list for later runs. A folder that cannot be written to keeps nothing, and the list is asked for again. */
export const keepNames = async (folder: string, {at, names}: DatedNames): Promise<void> => {
  const path = join(folder, FILE);
  const aside = `${path}.${process.pid}`;
  try {
    await mkdir(folder, {recursive: true, mode: 0o700});
    await writeFile(aside, JSON.stringify({at, names: Object.fromEntries(names)}), {mode: 0o600});
    await rename(aside, path);
  } catch {}
};
