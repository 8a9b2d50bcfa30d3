import {createHash} from 'node:crypto';
import {mkdir, mkdtemp, rename, rm, writeFile} from 'node:fs/promises';
import {basename, dirname, join, resolve} from 'node:path';
import type {Bar, TapeEvent} from '../core/events.ts';
import {earlier, type Instant, later} from '../core/instant.ts';
import type {DayInfo} from '../core/provenance.ts';
import type {Ticker} from '../core/ticker.ts';
import type {DealBook} from '../news/deals/deal.ts';
import {ACTS_FILE} from './acts-file.ts';
import {formatJson} from './day-json.ts';
import {checkDayName, checkPlace} from './day-place.ts';
import {dealsSchema} from './deals-json.ts';
import {countsToStore} from './kinds/tape-counts.ts';
import {
  DEALS_FILE,
  EVENTS_FILE,
  FORMAT_VERSION,
  HISTORY_FILE,
  MANIFEST_FILE,
  type Manifest,
  manifestSchema,
} from './manifest.ts';
import {type WrittenTape, writeTape} from './write-tape.ts';

/** A day to be written. */
export type DayDraft = Omit<DayInfo, 'startAt' | 'endAt'> & {
  /** Left out: the receipt of the first and the last event. */
  readonly startAt?: Instant;
  readonly endAt?: Instant;
  readonly previousCloses: ReadonlyMap<Ticker, number>;
  /** In order of `receivedAt`. */
  readonly events: Iterable<TapeEvent> | AsyncIterable<TapeEvent>;
  readonly history?: Iterable<Bar> | AsyncIterable<Bar>;
  readonly deals?: DealBook;
};

export type WriteDayOptions = {
  /** The folder 0700 and its files 0600. */
  readonly private?: boolean;
  /** An older day of that name goes once the new one is whole. */
  readonly replace?: boolean;
};

type Seal = {readonly bytes: number; readonly sha256: string};

const sealOf = ({bytes, sha256}: Seal): Seal => ({bytes, sha256});

const writeSealed = async (path: string, text: string, mode: number): Promise<Seal> => {
  const bytes = Buffer.from(text);
  await writeFile(path, bytes, {mode, flag: 'wx'});
  return {bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex')};
};

const manifestOf = (draft: DayDraft, events: WrittenTape, files: Manifest['files']): Manifest => {
  const startAt = draft.startAt ?? events.startAt ?? draft.openingAt;
  const endAt = later(startAt, draft.endAt ?? events.endAt ?? draft.openingAt);
  return {
    format: FORMAT_VERSION,
    name: draft.name,
    title: draft.title,
    date: draft.date,
    symbols: draft.symbols,
    ...(draft.benchmark === undefined ? {} : {benchmark: draft.benchmark}),
    provenance: draft.provenance,
    made: draft.made,
    openingAt: later(startAt, earlier(draft.openingAt, endAt)),
    startAt,
    endAt,
    previousCloses: Object.fromEntries([...draft.previousCloses].sort(([a], [b]) => (a < b ? -1 : 1))),
    counts: countsToStore(events.counts),
    files,
  };
};

const fill = async (dir: string, draft: DayDraft, mode: number): Promise<Manifest> => {
  const events = await writeTape(join(dir, EVENTS_FILE), draft.events, mode);
  const history = draft.history && (await writeTape(join(dir, HISTORY_FILE), draft.history, mode));
  const deals = draft.deals && (await writeSealed(join(dir, DEALS_FILE), formatJson(dealsSchema, draft.deals), mode));
  const manifest = manifestOf(draft, events, {
    [EVENTS_FILE]: sealOf(events),
    ...(history === undefined ? {} : {[HISTORY_FILE]: sealOf(history)}),
    ...(deals === undefined ? {} : {[DEALS_FILE]: deals}),
  });
  await writeSealed(join(dir, MANIFEST_FILE), formatJson(manifestSchema, manifest), mode);
  return manifest;
};

const ignoreMissing = (cause: unknown): void => {
  if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause;
};

/** Puts the finished folder in its place; a day that stood there moves beside it. */
const install = async (made: string, dir: string, replace: boolean): Promise<void> => {
  const old = `${made}.old`;
  const replaced = (await checkPlace(dir, replace)) === 'day';
  if (replaced) await rename(dir, old);
  await rename(made, dir);
  // What a person did to the day's deals is theirs, whichever tape lies beside it.
  if (replaced) await rename(join(old, ACTS_FILE), join(dir, ACTS_FILE)).catch(ignoreMissing);
};

/**
 * Writes a day as folder `dir`, whose parents are made as needed. Nothing is to be seen there until the day is whole.
 * The same draft gives the same bytes. Fault `usage` when something stands there already or the name is no day's name.
 */
export const writeDay = async (dir: string, draft: DayDraft, options: WriteDayOptions = {}): Promise<Manifest> => {
  const target = resolve(dir);
  checkDayName(draft.name);
  const own = options.private === true;
  await checkPlace(target, options.replace === true);
  await mkdir(dirname(target), {recursive: true, mode: own ? 0o700 : 0o755});
  const made = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
  try {
    const inner = join(made, 'day');
    await mkdir(inner, {mode: own ? 0o700 : 0o755});
    const manifest = await fill(inner, draft, own ? 0o600 : 0o644);
    await install(inner, target, options.replace === true);
    return manifest;
  } finally {
    await rm(made, {recursive: true, force: true});
  }
};
