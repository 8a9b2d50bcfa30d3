import {type DrillSession, drillSchema} from './drills-json.ts';
import {appendJsonLine, type LinesKind, type ReadLines, readJsonLines} from './json-lines-file.ts';

/** The file of the blind drills, a JSON object a line. */
export const DRILLS_FILE = 'drills.jsonl';

const DRILLS: LinesKind<DrillSession> = {
  what: 'drills',
  schema: drillSchema,
  mostBytes: 64 * 1024 * 1024,
  mostLines: 20_000,
};

/** The drills kept in a file, oldest first; see readJsonLines for what is left out of it. */
export const readDrills = (path: string): ReadLines<DrillSession> => readJsonLines(path, DRILLS);

/** Adds a drill to a file; see appendJsonLine. */
export const appendDrill = (path: string, drill: DrillSession): string | undefined =>
  appendJsonLine(path, DRILLS, drill);
