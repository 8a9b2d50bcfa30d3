import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');

test('what CI runs is what the README tells a newcomer to run', () => {
  const commands = read('.ci/run')
    .split('\n')
    .filter(line => line.startsWith('npm '));
  expect(commands).toContain('npm test');
  const readme = read('README.md');
  for (const command of commands) expect(readme).toContain(command);
});

test('every script that the README names is there', () => {
  const {scripts} = JSON.parse(read('package.json')) as {readonly scripts: Readonly<Record<string, string>>};
  const named = [...read('README.md').matchAll(/\bnpm run (?:--silent )?([a-z:-]+)/g)].map(([, name]) => name);
  expect(named).toContain('tapewire');
  for (const name of named) expect(Object.keys(scripts)).toContain(name);
});
