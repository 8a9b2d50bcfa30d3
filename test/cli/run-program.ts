import {execFile} from 'node:child_process';
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const BUNDLE = fileURLToPath(new URL('../../dist/tapewire.js', import.meta.url));

export type Ran = {readonly code: number; readonly stdout: string; readonly stderr: string};

/** A home of its own for settings, days and logs. */
export const makeHome = (): Readonly<Record<string, string>> => {
  const home = mkdtempSync(join(tmpdir(), 'tapewire-home-'));
  return {
    TAPEWIRE_CONFIG: join(home, 'config'),
    TAPEWIRE_DAYS: join(home, 'days'),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_STATE_HOME: join(home, 'state'),
  };
};

/** Runs the built program to its end, its output piped. */
export const runProgram = (args: readonly string[], env: Readonly<Record<string, string>> = makeHome()): Promise<Ran> =>
  new Promise(resolve => {
    const {APCA_API_KEY_ID: _id, APCA_API_SECRET_KEY: _secret, ...inherited} = process.env;
    const options = {env: {...inherited, ...env}, maxBuffer: 64 << 20};
    execFile(process.execPath, [BUNDLE, ...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({code, stdout, stderr});
    });
  });
