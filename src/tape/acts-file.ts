import type {ManualAct, ManualActs} from '../news/deals/manual-act.ts';
import {actSchema} from './acts-json.ts';
import {appendJsonLine, type LinesKind, readJsonLines} from './json-lines-file.ts';

/** The file of a day's manual acts, a JSON object a line. */
export const ACTS_FILE = 'acts.jsonl';

const ACTS: LinesKind<ManualAct> = {what: 'acts', schema: actSchema, mostBytes: 4 * 1024 * 1024, mostLines: 10_000};

/** The acts in a file, and one line on what of it was left out. */
export type ReadActs = {readonly acts: ManualActs; readonly problem: string | undefined};

/** The manual acts kept in a file; see readJsonLines for what is left out of it. */
export const readActs = (path: string): ReadActs => {
  const {items, problem} = readJsonLines(path, ACTS);
  return {acts: items, problem};
};

/** Adds an act to a file; see appendJsonLine. */
export const appendAct = (path: string, act: ManualAct): string | undefined => appendJsonLine(path, ACTS, act);
