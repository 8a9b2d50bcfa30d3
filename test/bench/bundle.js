import {build} from 'rolldown';

/** Benchmarks measure what ships: they are bundled as the program is, to where npm keeps nothing. */
await build({
  input: {
    run: 'test/bench/run.ts',
    'burst-server': 'test/bench/burst-server.ts',
    'paced-server': 'test/bench/paced-server.ts',
    'trade-thread': 'test/bench/trade-thread.ts',
  },
  platform: 'node',
  external: ['react-devtools-core', '@lydell/node-pty', '@xterm/headless'],
  transform: {define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'}},
  output: {dir: 'node_modules/.bench', format: 'esm', entryFileNames: '[name].js'},
});
