import {execFileSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';

/** Stories drive the built program: it is built before any test runs, unless it is up to date. */
export const setup = (): void => {
  execFileSync(process.execPath, ['.build.js'], {cwd: fileURLToPath(new URL('..', import.meta.url)), stdio: 'inherit'});
};
