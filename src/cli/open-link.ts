import {execFile} from 'node:child_process';
import {safeUrl} from '../news/safe-url.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const PATIENCE_MILLIS = 10_000;

/** The program that opens an address in a person's browser. */
export const openerFor = (platform: string, env: Environment): string => {
  if (platform === 'darwin') return 'open';
  return (env['WSL_DISTRO_NAME'] ?? '') === '' ? 'xdg-open' : 'wslview';
};

/**
 * Opens an address in the browser: http and https alone, handed over as one argument and never through a shell. Resolves
 * with what was done, or why not.
 */
export const openLink = (raw: string, opener: string): Promise<string> => {
  const url = safeUrl(raw);
  if (url === '') return Promise.resolve('this link is no web address and was not opened');
  return new Promise(resolve => {
    execFile(opener, [url], {timeout: PATIENCE_MILLIS}, error => {
      if (error === null) resolve(`opened ${url}`);
      else if (error.code === 'ENOENT') resolve(`no ${opener} here: ${url}`);
      else resolve(`${opener} could not open ${url}`);
    });
  });
};
