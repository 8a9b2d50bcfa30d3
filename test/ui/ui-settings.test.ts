import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {settingChoices} from '../../src/settings/setting-notes.ts';
import {DEFAULT_SETTINGS, SETTINGS_KEYS} from '../../src/settings/settings-shape.ts';
import {settingRows, steppedSetting} from '../../src/ui/setting-rows.ts';
import {changedSettings, settingsOfUi, uiFromSettings, withSetting} from '../../src/ui/ui-settings.ts';
import {createUiState} from '../../src/view/ui-state.ts';
import {at} from './day-fixture.ts';

const start = createUiState(at(9, 40), uiFromSettings(DEFAULT_SETTINGS));

describe('settings and the screen', () => {
  test('a screen opened with settings gives the same settings back', () => {
    const choice = <Key extends 'theme' | 'layout' | 'interval' | 'chart' | 'glyphs'>(key: Key) =>
      fc.constantFrom(...(settingChoices(key) ?? [])).map(value => ({[key]: value}));
    fc.assert(
      fc.property(
        choice('theme'),
        choice('layout'),
        choice('interval'),
        choice('chart'),
        choice('glyphs'),
        (...parts) => {
          const values = {...DEFAULT_SETTINGS, ...Object.assign({}, ...parts)};
          expect(settingsOfUi(createUiState(at(9, 40), uiFromSettings(values)))).toEqual(values);
        },
      ),
    );
  });

  test('every row that has choices comes back to its start when it was stepped through them all', () => {
    for (const row of settingRows(start)) {
      let ui = start;
      for (let step = 0; step < (row.choices?.length ?? 0); step++) {
        const now = settingRows(ui).find(one => one.key === row.key);
        const next = now === undefined ? undefined : steppedSetting(now, 1);
        if (next !== undefined) ui = withSetting(ui, row.key, next);
      }
      expect(settingsOfUi(ui)).toEqual(settingsOfUi(start));
    }
  });

  test('only what changed is kept', () => {
    expect(changedSettings(start, start)).toEqual([]);
    expect(changedSettings(start, {...start, notice: 'x', compare: true})).toEqual([]);
    expect(changedSettings(start, withSetting(start, 'interval', '5m'))).toEqual(['interval']);
    expect(changedSettings(start, withSetting(start, 'keys', {pause: 'b'}))).toEqual(['keys']);
    expect(SETTINGS_KEYS).toContain('greeted');
  });
});
