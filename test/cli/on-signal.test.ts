import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';

const MODULE = new URL('../../src/cli/on-signal.ts', import.meta.url).href;

/** Runs a program that is told to end while somebody else listens, and only then begins to listen itself. */
const codeOf = (program: string): Promise<number | string | null | undefined> =>
  new Promise(resolve => {
    const args = ['--input-type=module', '--eval', program];
    execFile(process.execPath, args, {cwd: fileURLToPath(new URL('.', import.meta.url))}, error =>
      resolve(error?.code),
    );
  });

test('a signal that came a moment before is heard, by us alone', async () => {
  const code = await codeOf(`
    import {onSignal} from ${JSON.stringify(MODULE)};
    process.on('SIGINT', () => process.exit(9));
    process.kill(process.pid, 'SIGINT');
    onSignal(() => process.exit(130));
    setTimeout(() => process.exit(1), 3_000);
  `);
  expect(code).toBe(130);
});

test('no more is heard once it has been stopped', async () => {
  const code = await codeOf(`
    import {onSignal} from ${JSON.stringify(MODULE)};
    onSignal(() => process.exit(130))();
    process.on('SIGTERM', () => process.exit(7));
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), 3_000);
  `);
  expect(code).toBe(7);
});
