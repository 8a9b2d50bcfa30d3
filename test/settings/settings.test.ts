import {mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {beforeEach, describe, expect, test} from 'vitest';
import {configFolder, daysFolder} from '../../src/settings/folders.ts';
import {openSettings, parseSettingsKey, parseSettingsValue} from '../../src/settings/settings.ts';
import {DEFAULT_SETTINGS} from '../../src/settings/settings-shape.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tapewire-settings-'));
});

describe('settings', () => {
  test('an empty folder gives every default and no problem', () => {
    const settings = openSettings(join(folder, 'new'));
    expect(settings.values).toEqual(DEFAULT_SETTINGS);
    expect(settings.problem).toBeUndefined();
  });

  test('what is saved is there the next time, in a file nobody else can read', () => {
    openSettings(folder).save('theme', 'colorblind');
    const again = openSettings(folder);
    expect(again.values.theme).toBe('colorblind');
    expect(statSync(again.path).mode & 0o777).toBe(0o600);
  });

  test('settings are read once: a save does not change what was read', () => {
    const settings = openSettings(folder);
    settings.save('speed', 10);
    expect(settings.values.speed).toBe(DEFAULT_SETTINGS.speed);
  });

  test('a file that is not JSON is set aside whole, and said', () => {
    writeFileSync(join(folder, 'config.json'), '{"theme": "mono"');
    const settings = openSettings(folder);
    expect(settings.values).toEqual(DEFAULT_SETTINGS);
    expect(settings.problem).toContain('config.json.broken');
    expect(readFileSync(join(folder, 'config.json.broken'), 'utf8')).toBe('{"theme": "mono"');
    writeFileSync(join(folder, 'config.json'), 'worse');
    openSettings(folder);
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['config.json.broken', 'config.json.broken-2']));
  });

  test('one bad value costs only its own default, and stays in the file', () => {
    writeFileSync(join(folder, 'config.json'), '{"theme": "purple", "speed": 30}');
    const settings = openSettings(folder);
    expect(settings.values).toEqual({...DEFAULT_SETTINGS, speed: 30});
    expect(settings.problem).toContain('theme');
    expect(readFileSync(join(folder, 'config.json'), 'utf8')).toContain('purple');
  });

  test('what a person types is checked against the shape', () => {
    expect(parseSettingsValue('symbols', 'AMZN, NVDA')).toEqual(['AMZN', 'NVDA']);
    expect(parseSettingsValue('speed', '120')).toBe(120);
    expect(() => parseSettingsValue('speed', 'fast')).toThrow('speed cannot be "fast"');
    expect(() => parseSettingsValue('symbols', 'amazon!')).toThrow('symbols cannot be');
    expect(() => parseSettingsKey('colour')).toThrow('no setting "colour"');
    expect(parseSettingsKey('theme')).toBe('theme');
  });
});

describe('folders', () => {
  test('the program’s own variable wins over XDG, and relative paths do not count', () => {
    expect(configFolder({TAPEWIRE_CONFIG: '/a', XDG_CONFIG_HOME: '/b'})).toBe('/a');
    expect(configFolder({XDG_CONFIG_HOME: '/b'})).toBe('/b/tapewire');
    expect(daysFolder({TAPEWIRE_DAYS: 'days', XDG_DATA_HOME: '/data'})).toBe('/data/tapewire/days');
  });
});
