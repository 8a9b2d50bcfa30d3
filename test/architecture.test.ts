import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, normalize, relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';

/** A file may import its own folder or one in an earlier row; folders in one row do not know each other. */
const LAYERS = [
  ['core'],
  ['news'],
  ['analytics'],
  ['market'],
  ['chart'],
  ['view', 'engine'],
  ['tape'],
  ['feeds'],
  ['settings', 'server'],
  ['ui'],
  ['cli'],
];
const PURE = new Set(['core', 'news', 'analytics', 'market', 'chart', 'view']);
/** What stands right of `view` and left of `engine` sees only what is on its own side. */
const FORBIDDEN: Readonly<Record<string, readonly string[]>> = {
  engine: ['view', 'chart'],
  tape: ['view', 'chart'],
  feeds: ['view', 'chart'],
  settings: ['feeds', 'tape', 'engine'],
  server: ['view', 'chart', 'settings'],
  ui: ['server', 'feeds', 'tape'],
};
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  ink: ['ui', 'cli'],
  react: ['ui', 'cli'],
  ws: ['feeds', 'server'],
  zod: ['feeds', 'tape', 'settings'],
  conf: ['settings'],
  asciichart: ['chart'],
  'get-east-asian-width': ['chart'],
  '@msgpack/msgpack': ['feeds'],
  pbf: ['feeds'],
  entities: ['news'],
  htmlparser2: ['news'],
  commander: ['cli'],
  '@napi-rs/keyring': ['settings'],
  '@nats-io/jetstream': ['feeds'],
  '@nats-io/transport-node': ['feeds'],
};
/** The only places that may ask the machine for the time, a timer or chance. */
const CLOCK_SEAMS = new Set(['engine/wall-clock.ts']);
const AMBIENT =
  /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.now\b|\bset(?:Timeout|Interval|Immediate)\b|\bAbortSignal\.timeout\b|\bhrtime\b|\brandomUUID\b|node:timers/;
const MOST_LINES = 300;

const root = fileURLToPath(new URL('../src', import.meta.url));
const files = readdirSync(root, {recursive: true, encoding: 'utf8'})
  .filter(name => /\.tsx?$/.test(name))
  .map(name => ({name, text: readFileSync(join(root, name), 'utf8')}));
/** Static imports and exports stand at a line's start; dynamic ones are calls. Words in strings and help are neither. */
const IMPORT = /^(?:import|export)\s+(?:[^'"`;()=]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;
const imports = files.flatMap(file =>
  [...file.text.matchAll(IMPORT)].map(match => ({from: file.name, to: match[1] ?? match[2] ?? ''})),
);
const folderOf = (name: string): string => name.split('/')[0] ?? '';
const row = (folder: string): number => LAYERS.findIndex(layer => layer.includes(folder));

describe('the house', () => {
  test('sees files in every folder, and their imports', () => {
    expect(files.length).toBeGreaterThan(40);
    expect(imports.length).toBeGreaterThan(files.length);
    expect(new Set(files.map(file => folderOf(file.name)))).toEqual(new Set(LAYERS.flat()));
  });

  test('imports go one way', () => {
    const wrong = imports.filter(({from, to}) => {
      if (!to.startsWith('.')) return false;
      const target = relative(root, normalize(join(root, dirname(from), to)));
      if (target.startsWith('..')) return !target.endsWith('package.json');
      const [here, there] = [folderOf(from), folderOf(target)];
      if (here === there) return false;
      return row(there) < 0 || row(there) >= row(here) || (FORBIDDEN[here] ?? []).includes(there);
    });
    expect(wrong).toEqual([]);
  });

  test('each package has its owners', () => {
    const packageOf = (to: string): string =>
      to
        .split('/')
        .slice(0, to.startsWith('@') ? 2 : 1)
        .join('/');
    const wrong = imports.filter(({from, to}) => {
      if (to.startsWith('.')) return false;
      if (to.startsWith('node:')) return PURE.has(folderOf(from));
      return !(OWNERS[packageOf(to)] ?? []).includes(folderOf(from));
    });
    expect(wrong).toEqual([]);
  });

  test('each package is a dependency, and each dependency is put to work by its owner', () => {
    const {dependencies, optionalDependencies} = JSON.parse(readFileSync(join(root, '../package.json'), 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>;
      readonly optionalDependencies: Readonly<Record<string, string>>;
    };
    expect(Object.keys({...dependencies, ...optionalDependencies}).sort()).toEqual(Object.keys(OWNERS).sort());
    const idle = Object.entries(OWNERS).filter(
      ([name, owners]) =>
        !imports.some(({from, to}) => owners.includes(folderOf(from)) && (to === name || to.startsWith(`${name}/`))),
    );
    expect(idle).toEqual([]);
  });

  test('time and chance come in by argument', () => {
    const code = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    const wrong = files.filter(file => !CLOCK_SEAMS.has(file.name) && AMBIENT.test(code(file.text)));
    expect(wrong.map(file => file.name)).toEqual([]);
  });

  test('rooms stay small', () => {
    const sizes = files.map(file => ({name: file.name, lines: file.text.split('\n').length - 1}));
    expect(sizes.filter(size => size.lines > MOST_LINES)).toEqual([]);
    const sorted = sizes.map(size => size.lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(100);
  });
});
