import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vitest/config';

const PURE = 'test/{core,news,analytics,market,chart,view}/**/*.test.{ts,tsx}';

/** No file has a process or a thread of its own: starting one costs more than most of them do, and none leaves anything behind. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    globalSetup: [fileURLToPath(new URL('build-first.ts', import.meta.url))],
    reporters: ['default', fileURLToPath(new URL('count-reporter.ts', import.meta.url))],
    // A limit for what hangs: how fast a busy machine is, is none of its business.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    isolate: false,
    maxWorkers: '100%',
    projects: [
      {extends: true, test: {name: 'pure', include: [PURE], pool: 'threads'}},
      // Signals, working directories and terminals belong to a process.
      {extends: true, test: {name: 'world', include: ['test/**/*.test.{ts,tsx}'], exclude: [PURE], pool: 'forks'}},
    ],
  },
});
