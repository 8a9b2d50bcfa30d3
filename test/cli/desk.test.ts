import {chmodSync, mkdtempSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {openerFor, openLink} from '../../src/cli/open-link.ts';
import {saveFrame} from '../../src/cli/save-frame.ts';
import {surroundingsOf} from '../../src/cli/surroundings.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'tapewire-desk-'));

describe('opening a link', () => {
  test('hands one argument to the opener, whatever is in it', async () => {
    const place = folder();
    const opener = join(place, 'opener');
    writeFileSync(opener, '#!/bin/sh\nprintf "%s|%s" "$#" "$1" > "$(dirname "$0")/got"\n');
    chmodSync(opener, 0o700);
    const url = 'https://example.com/a?b=$(touch%20x)&c=;d';
    expect(await openLink(url, opener)).toBe(`opened ${url}`);
    expect(readFileSync(join(place, 'got'), 'utf8')).toBe(`1|${url}`);
  });

  test.each(['file:///etc/passwd', 'javascript:alert(1)', '--help', 'https://user:pass@example.com/', ''])(
    'refuses %j',
    async url => {
      expect(await openLink(url, '/nowhere/opener')).toContain('was not opened');
    },
  );

  test('says which opener is missing, and the link', async () => {
    expect(await openLink('https://example.com/x', 'no-such-opener')).toBe(
      'no no-such-opener here: https://example.com/x',
    );
  });

  test('knows the opener of each system', () => {
    expect(openerFor('darwin', {})).toBe('open');
    expect(openerFor('linux', {})).toBe('xdg-open');
    expect(openerFor('linux', {WSL_DISTRO_NAME: 'Ubuntu'})).toBe('wslview');
  });
});

describe('saving a screen', () => {
  const file = {name: 'tapewire-2026-01-30-094712-80x24', extension: 'txt', text: 'screen\n'} as const;

  test('takes a free name and never writes over a file', async () => {
    const place = folder();
    expect(await saveFrame(file, place)).toBe(`saved ${join(place, `${file.name}.txt`)}`);
    expect(await saveFrame({...file, text: 'other\n'}, place)).toContain(`${file.name}-2.txt`);
    expect(readFileSync(join(place, `${file.name}.txt`), 'utf8')).toBe('screen\n');
    expect(readdirSync(place)).toHaveLength(2);
  });

  test('says why it could not', async () => {
    expect(await saveFrame(file, join(folder(), 'gone'))).toContain('not saved: cannot write in');
  });
});

describe('what the environment tells of the terminal', () => {
  const unicode = (env: Record<string, string>) => surroundingsOf(env, '/c').unicode;
  const light = (value: string) => surroundingsOf({COLORFGBG: value}, '/c').light;

  test('a locale decides by its first variable that is set', () => {
    expect(unicode({})).toBe(true);
    expect(unicode({LANG: 'de_DE.UTF-8'})).toBe(true);
    expect(unicode({LANG: 'en_US.utf8', LC_ALL: 'C'})).toBe(false);
    expect(unicode({LANG: 'C', LC_ALL: ''})).toBe(false);
    expect(unicode({LC_CTYPE: 'C.UTF-8', LANG: 'C'})).toBe(true);
  });

  test('a background decides by its number', () => {
    expect([light('0;15'), light('0;default;15'), light('0;7')]).toEqual([true, true, true]);
    expect([light('15;0'), light('15;8'), light(''), light('x')]).toEqual([false, false, false, false]);
  });
});
