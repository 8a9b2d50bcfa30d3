import {open, readdir} from 'node:fs/promises';
import {join} from 'node:path';
import type {TradingDate} from '../../core/new-york.ts';
import type {DayInfo} from '../../core/provenance.ts';
import {DAY_NAME} from '../manifest.ts';
import {decodeLine} from './recording-line.ts';
import {type RecordingSession, readSession, SESSION_CHANNEL} from './session-line.ts';

const EXTENSION = '.rec';
/** A first line is longer only when thousands of names were asked for. */
const FIRST_LINE = 262_144;

export type RecordingSummary = {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  /** Undefined when the file does not begin as a recording does. */
  readonly session: RecordingSession | undefined;
};

/** Where the recording NAME lies under `root`: beside the days. */
export const recordingPath = (root: string, name: string): string => join(root, `${name}${EXTENSION}`);

/**
 * `2026-01-30-iex`: the name of a day's recording and of the day that is packed from it. Another host than the
 * provider's own is part of it, so that what was served is never mixed with what was live.
 */
export const recordingName = (date: TradingDate, source: string, via: string | undefined): string => {
  const suffix = via === undefined ? '' : `-via-${via.replace(/[^A-Za-z0-9.-]+/g, '-')}`;
  return `${date}-${source.replaceAll('+', '-')}${suffix}`.slice(0, 64);
};

/** What a recording and its day are called in lists: `Alpaca iex`. */
export const recordingTitle = ({
  provider,
  source,
  via,
}: Pick<RecordingSession, 'provider' | 'source' | 'via'>): string =>
  `${provider.slice(0, 1).toUpperCase()}${provider.slice(1)} ${source}${via === undefined ? '' : ` via ${via}`}`;

/** How a day that was packed from a recording begins to say how it was made: `recorded from Alpaca iex, 09:25:01 to`. */
const PACKED = /^recorded from (.+?), \d{2}:\d{2}:\d{2} to /;

/** What the recording was titled that a day was packed from; undefined for a day that was made otherwise. */
export const recordedTitle = ({provenance, made}: Pick<DayInfo, 'provenance' | 'made'>): string | undefined =>
  provenance === 'recorded' ? PACKED.exec(made)?.[1] : undefined;

const summarise = async (root: string, name: string): Promise<RecordingSummary> => {
  const path = recordingPath(root, name);
  const file = await open(path, 'r');
  try {
    const {size: bytes} = await file.stat();
    const start = Buffer.alloc(Math.min(bytes, FIRST_LINE));
    await file.read(start, 0, start.length, 0);
    const end = start.indexOf('\n');
    const line = end < 0 ? undefined : decodeLine(start.subarray(0, end));
    return {name, path, bytes, session: line?.channel === SESSION_CHANNEL ? readSession(line) : undefined};
  } finally {
    await file.close();
  }
};

/** The recordings under `root`, by name. A root that does not exist holds none. */
export const listRecordings = async (root: string): Promise<readonly RecordingSummary[]> => {
  const entries = await readdir(root, {withFileTypes: true}).catch(() => []);
  const names = entries
    .filter(entry => entry.isFile() && entry.name.endsWith(EXTENSION))
    .map(entry => entry.name.slice(0, -EXTENSION.length))
    .filter(name => DAY_NAME.test(name))
    .sort();
  const summaries: RecordingSummary[] = [];
  for (const name of names) summaries.push(await summarise(root, name));
  return summaries;
};
