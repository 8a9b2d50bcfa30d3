import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import type {TradingDate} from '../core/new-york.ts';
import type {Ticker} from '../core/ticker.ts';
import {MANIFEST_FILE} from '../tape/manifest.ts';
import {listRecordings, type RecordingSummary, recordingTitle} from '../tape/recording/recordings.ts';

/** A recording that no day was made of yet: opening it makes one. */
export type UnpackedRecording = {
  readonly name: string;
  readonly path: string;
  /** Undefined, as `fault` says why, when the file does not begin as a recording does. */
  readonly date: TradingDate | undefined;
  readonly title: string;
  readonly symbols: readonly Ticker[];
  readonly bytes: number;
  readonly provenance: 'recorded';
  readonly fault: string | undefined;
};

const unpacked = ({name, path, bytes, session}: RecordingSummary): UnpackedRecording => ({
  name,
  path,
  date: session?.date,
  title: session === undefined ? '' : recordingTitle(session),
  symbols: session?.symbols ?? [],
  bytes,
  provenance: 'recorded',
  fault: session === undefined ? `${name}.rec does not begin as a recording does` : undefined,
});

/** The recordings under `root` that are no days yet, by name. */
export const listUnpacked = async (root: string): Promise<readonly UnpackedRecording[]> => {
  const all = await Promise.all(
    (await listRecordings(root)).map(async recording => {
      const files = await readdir(join(root, recording.name)).catch((): string[] => []);
      return files.includes(MANIFEST_FILE) ? [] : [unpacked(recording)];
    }),
  );
  return all.flat();
};
