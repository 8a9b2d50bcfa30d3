import {existsSync, readdirSync, renameSync, rmSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {build} from 'rolldown';

/**
 * Makes the bundle that `npm start` and the `tapewire` bin run, unless it is newer than everything it is made of. Two
 * entries, because the engine lives in a worker thread. It is made aside and put in place whole.
 */
const BUNDLE = 'dist/tapewire.js';
const aside = `node_modules/.build-${process.pid}`;

/**
 * Yoga fetches its own code from a data: address, and the first fetch loads all of undici: a tenth of the time to the
 * first frame. It takes bytes as well, so it is given them.
 */
const yogaByBytes = {
  name: 'yoga-by-bytes',
  transform: {
    filter: {id: /yoga-wasm-base64-esm\.js$/},
    handler: code => {
      const address = /="data:application\/octet-stream;base64,([^"]+)"/;
      const begin = 'loadYoga = loadYoga || {};';
      const [, bytes] = address.exec(code) ?? [];
      if (bytes === undefined || !code.includes(begin))
        throw new Error('Yoga is packed otherwise than it was: see .build.js');
      return code
        .replace(address, () => '="data:application/octet-stream;base64,"')
        .replace(begin, () => `${begin} loadYoga.wasmBinary ??= Buffer.from("${bytes}", "base64");`);
    },
  },
};

const changedAt = path => (existsSync(path) ? statSync(path).mtimeMs : 0);
const sources = readdirSync('src', {recursive: true}).map(name => join('src', name));
const newest = Math.max(...[...sources, 'package.json', 'package-lock.json', '.build.js'].map(changedAt));

if (changedAt(BUNDLE) < newest) {
  await build({
    input: {tapewire: 'src/cli/main.ts', 'engine-worker': 'src/cli/engine-worker.ts'},
    platform: 'node',
    plugins: [yogaByBytes],
    // Ink reaches for React's developer tools only under DEV=true; they are not part of the program. The keyring is
    // native code, loaded where it was installed and keys were put into it.
    external: ['react-devtools-core', '@napi-rs/keyring'],
    transform: {define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'}},
    output: {dir: aside, format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunk-[hash].js'},
  });
  if (existsSync('dist')) renameSync('dist', `${aside}-old`);
  renameSync(aside, 'dist');
  rmSync(`${aside}-old`, {recursive: true, force: true});
}
