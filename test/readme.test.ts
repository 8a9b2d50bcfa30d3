import {readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {formatKey} from '../src/ui/key-names.ts';
import {KEYMAP} from '../src/ui/keymap/keymap.ts';

const PATH = fileURLToPath(new URL('../README.md', import.meta.url));
const readme = readFileSync(PATH, 'utf8');

/** The keys as a table, from the one table that the program goes by. */
const keyTable = (): string => {
  const rows = KEYMAP.map(({keys, words, group}) => {
    const names = keys.map(key => `\`${formatKey(key).replaceAll('|', '\\|')}\``).join(' ');
    return `| ${names} | ${words} | ${group} |`;
  });
  return ['| key | does | group |', '|---|---|---|', ...rows].join('\n');
};

describe('the README', () => {
  test('lists the keys as they are', () => {
    const written = /<!-- keys -->\n([\s\S]*?)\n?<!-- \/keys -->/.exec(readme);
    if (process.env['UPDATE_GOLDEN'] === '1') {
      writeFileSync(PATH, readme.replace(/(<!-- keys -->\n)[\s\S]*?(<!-- \/keys -->)/, `$1${keyTable()}\n$2`));
      return;
    }
    expect(written?.[1]).toBe(keyTable());
  });

  test('tells a newcomer to run what CI runs', () => {
    const run = readFileSync(new URL('../.ci/run', import.meta.url), 'utf8');
    const commands = run.split('\n').filter(line => line.startsWith('npm '));
    expect(commands).toContain('npm test');
    for (const command of commands) expect(readme).toContain(command);
  });

  test('names only scripts and files that exist', () => {
    const {scripts} = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...readme.matchAll(/npm run ([a-z]+)/g)].map(match => match[1] ?? '');
    expect(named.filter(name => !(name in scripts))).toEqual([]);
    const links = [...readme.matchAll(/\]\((\.?[^)#:]+)\)/g)].map(match => match[1] ?? '');
    expect(links.length).toBeGreaterThan(2);
    for (const link of links) expect(readFileSync(new URL(`../${link}`, import.meta.url)).length).toBeGreaterThan(0);
  });
});
