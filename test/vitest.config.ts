import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vitest/config';

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: [fileURLToPath(new URL('build-first.ts', import.meta.url))],
    reporters: ['default', fileURLToPath(new URL('count-reporter.ts', import.meta.url))],
    // A limit for what hangs: how fast a busy machine is, is none of its business.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Processes, so that what a test spends of the processor is its own; shared by files, since starting one costs more
    // than most of them do and none leaves anything behind.
    pool: 'forks',
    isolate: false,
    maxWorkers: '100%',
  },
});
