import {mkdtempSync, readFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Instant} from '../../../src/core/instant.ts';
import {parseInstant} from '../../../src/core/parse-instant.ts';
import type {RawMessage} from '../../../src/engine/ports.ts';
import {type RecordingEntry, readRecording} from '../../../src/tape/recording/read-recording.ts';
import type {RecordedMessage} from '../../../src/tape/recording/recording-line.ts';

export const at = (text: string): Instant => {
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new RangeError(text);
  return parsed;
};

export const NOON = at('2026-01-30T17:00:00Z');

export const frame = (text: string, receivedAt: Instant = NOON): RawMessage => ({
  receivedAt,
  channel: 'alpaca/iex',
  data: Buffer.from(text),
  binary: false,
});

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'tapewire-recording-'));

export const entriesOf = async (path: string): Promise<readonly RecordingEntry[]> => {
  const all: RecordingEntry[] = [];
  for await (const entries of readRecording(path)) all.push(...entries);
  return all;
};

export const messagesOf = async (path: string): Promise<readonly RecordedMessage[]> =>
  (await entriesOf(path)).flatMap(entry => (entry.kind === 'message' ? [entry.message] : []));

export const textsOf = async (path: string): Promise<readonly string[]> =>
  (await messagesOf(path)).map(({data}) => Buffer.from(data).toString());

export const linesOf = (path: string): readonly string[] => readFileSync(path, 'utf8').split('\n').slice(0, -1);
