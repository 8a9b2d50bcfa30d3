import {SPEEDS} from '../engine/ports.ts';
import {formatSetting} from '../settings/parse-setting.ts';
import {SETTING_WORDS, SHOWN_SETTINGS, settingChoices} from '../settings/setting-notes.ts';
import type {SettingsKey, SettingsValues} from '../settings/settings-shape.ts';
import type {UiState} from '../view/ui-state.ts';
import {settingsOfUi} from './ui-settings.ts';

/** One setting as the settings screen lists it. */
export type SettingRow = {
  readonly key: SettingsKey;
  readonly value: string;
  readonly words: string;
  /** Its values to step through; without them it is typed. */
  readonly choices: readonly SettingsValues[SettingsKey][] | undefined;
};

const choicesOf = (key: SettingsKey): SettingRow['choices'] => (key === 'speed' ? SPEEDS : settingChoices(key));

export const settingRows = (ui: UiState): readonly SettingRow[] => {
  const values = settingsOfUi(ui);
  return SHOWN_SETTINGS.map(key => ({
    key,
    value: formatSetting(values[key]),
    words: SETTING_WORDS[key],
    choices: choicesOf(key),
  }));
};

/** The value `by` places on among a row's choices; a value that is none of them steps to its nearest end. */
export const steppedSetting = (row: SettingRow, by: number): SettingsValues[SettingsKey] | undefined => {
  const {choices} = row;
  if (choices === undefined) return undefined;
  const place = choices.findIndex(choice => formatSetting(choice) === row.value);
  return choices[place < 0 ? 0 : (place + by + choices.length) % choices.length];
};
