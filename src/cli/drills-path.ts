import {join} from 'node:path';
import {drillsFolder} from '../settings/folders.ts';
import {DRILLS_FILE} from '../tape/drills-file.ts';

/** Where this person's blind drills are kept. */
export const drillsPath = (env: NodeJS.ProcessEnv): string => join(drillsFolder(env), DRILLS_FILE);
