import {mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {beforeEach, describe, expect, test} from 'vitest';
import {alertProblems} from '../../src/market/alerts/alert-lines.ts';
import {configFolder, daysFolder} from '../../src/settings/folders.ts';
import {formatSetting, parseSettingsKey, parseSettingsValue} from '../../src/settings/parse-setting.ts';
import {SETTING_WORDS, SHOWN_SETTINGS, settingChoices} from '../../src/settings/setting-notes.ts';
import {openSettings} from '../../src/settings/settings.ts';
import {DEFAULT_SETTINGS, SETTINGS_KEYS} from '../../src/settings/settings-shape.ts';

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

  test('rules of alerts are kept; one that is none costs no other and stays in the file', () => {
    const rules = ['AMZN > 245', 'headline "a; b" then AMZN ±1% in 5m'];
    openSettings(folder).save('alerts', rules);
    expect(openSettings(folder).values.alerts).toEqual(rules);
    writeFileSync(
      join(folder, 'config.json'),
      '{"alerts": ["AMZN > 245", 7, {"toString": 1}, "AMZN up"], "speed": 30}',
    );
    const settings = openSettings(folder);
    expect(settings.values).toEqual({...DEFAULT_SETTINGS, speed: 30, alerts: ['AMZN > 245', '7', '{…}', 'AMZN up']});
    expect(settings.problem).toBeUndefined();
    expect(alertProblems(settings.values.alerts)).toEqual([
      expect.stringContaining('alerts: 7: '),
      expect.stringContaining('alerts: {…}: '),
      expect.stringContaining('alerts: AMZN up: “up”'),
    ]);
  });

  test('rules are kept in their normal form, each once', () => {
    expect(parseSettingsValue('alerts', 'amzn > 245.0; AMZN 1% in 300s; AMZN ±1% in 5m')).toEqual([
      'AMZN > 245',
      'AMZN ±1% in 5m',
    ]);
  });

  test('rules are typed with semicolons between them, and a broken one is named', () => {
    const rules = ['AMZN > 245', 'headline "a; b"'];
    expect(parseSettingsValue('alerts', 'AMZN > 245; headline "a; b";')).toEqual(rules);
    expect(parseSettingsValue('alerts', formatSetting(rules))).toEqual(rules);
    expect(parseSettingsValue('alerts', '')).toEqual([]);
    expect(() => parseSettingsValue('alerts', 'headline x; AMZN up')).toThrow('alerts cannot have "AMZN up"');
  });

  test('what a person types is checked against the shape', () => {
    expect(parseSettingsValue('symbols', 'AMZN, NVDA')).toEqual(['AMZN', 'NVDA']);
    expect(parseSettingsValue('speed', '120')).toBe(120);
    expect(parseSettingsValue('edgarForms', '8-k, schedule 13d')).toEqual(['8-K', 'SCHEDULE 13D']);
    expect(parseSettingsValue('rssFeeds', 'fed*=https://a.example/?x=y==')).toEqual({
      'fed*': 'https://a.example/?x=y==',
    });
    expect(() => parseSettingsValue('rssFeeds', 'Fed=file:///etc/passwd')).toThrow('rssFeeds cannot be');
    expect(() => parseSettingsValue('speed', 'fast')).toThrow(
      expect.objectContaining({message: 'speed cannot be "fast"', remedy: 'a number from 1 to 3600'}),
    );
    expect(() => parseSettingsValue('symbols', 'amazon!')).toThrow('symbols cannot be');
    expect(() => parseSettingsKey('colour')).toThrow('no setting "colour"');
    expect(parseSettingsKey('theme')).toBe('theme');
    expect(parseSettingsValue('mouse', 'off')).toBe(false);
    expect(parseSettingsValue('keys', 'pause=p; help=? f')).toEqual({pause: 'p', help: '? f'});
    expect(() => parseSettingsValue('keys', 'pause')).toThrow('keys cannot be "pause"');
    expect(() => parseSettingsValue('mouse', 'maybe')).toThrow('mouse cannot be');
    expect(() => parseSettingsValue('speed', ' ')).toThrow('speed cannot be');
  });
});

describe('each setting', () => {
  test.each(SETTINGS_KEYS)('%s is read back from how it is written', key => {
    const value = key === 'keys' ? {pause: 'p', faster: '+ ='} : DEFAULT_SETTINGS[key];
    expect(parseSettingsValue(key, formatSetting(value))).toEqual(value);
  });

  test('that has few values lists them, all allowed', () => {
    expect(settingChoices('mouse')).toEqual([true, false]);
    expect(settingChoices('symbols')).toBeUndefined();
    for (const key of SETTINGS_KEYS)
      for (const choice of settingChoices(key) ?? [])
        expect(parseSettingsValue(key, formatSetting(choice))).toBe(choice);
  });

  test('says what it is for, and none that is the program’s own is shown', () => {
    for (const key of SHOWN_SETTINGS) expect(SETTING_WORDS[key]).not.toBe('');
    expect(SHOWN_SETTINGS).not.toContain('greeted');
  });
});

describe('folders', () => {
  test('the program’s own variable wins over XDG, and relative paths do not count', () => {
    expect(configFolder({TAPEWIRE_CONFIG: '/a', XDG_CONFIG_HOME: '/b'})).toBe('/a');
    expect(configFolder({XDG_CONFIG_HOME: '/b'})).toBe('/b/tapewire');
    expect(daysFolder({TAPEWIRE_DAYS: 'days', XDG_DATA_HOME: '/data'})).toBe('/data/tapewire/days');
  });
});
