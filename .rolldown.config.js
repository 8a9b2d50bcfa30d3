import {defineConfig} from 'rolldown';

/** The bundle that `npm start` and the `tapewire` bin run: two entries, because the engine lives in a worker thread. */
export default defineConfig({
  input: {
    tapewire: 'src/cli/main.ts',
    'engine-worker': 'src/cli/engine-worker.ts',
  },
  platform: 'node',
  transform: {
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.DEV': '"false"',
    },
  },
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunk-[hash].js',
    minify: false,
    cleanDir: true,
  },
});
