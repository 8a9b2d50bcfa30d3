import {MINUTE, type Span, seconds} from '../core/instant.ts';
import type {SettingsKey, SettingsValues} from '../settings/settings-shape.ts';
import {LAYOUTS} from '../view/preferences.ts';
import type {UiState} from '../view/ui-state.ts';

const INTERVALS: Readonly<Record<SettingsValues['interval'], Span>> = {
  '1s': seconds(1),
  '5s': seconds(5),
  '15s': seconds(15),
  '1m': MINUTE,
  '5m': seconds(300),
  '15m': seconds(900),
};
const INTERVAL_NAMES = Object.entries(INTERVALS) as readonly [SettingsValues['interval'], Span][];

/** How a person's settings open the screen. */
export const uiFromSettings = (values: SettingsValues): Partial<UiState> => {
  const {interval, chart, ...preferences} = values;
  const {layout} = preferences;
  return {
    preferences,
    interval: INTERVALS[interval],
    chartKind: chart,
    ...(layout === 'monitor' ? {} : {focus: layout}),
    ...(layout === 'deals' ? {page: 'deals'} : {}),
  };
};

/** What of the screen a person finds again: the inverse of `uiFromSettings`. */
export const settingsOfUi = (ui: UiState): SettingsValues => ({
  ...ui.preferences,
  symbols: [...ui.preferences.symbols],
  edgarForms: [...ui.preferences.edgarForms],
  alerts: [...ui.preferences.alerts],
  interval: INTERVAL_NAMES.find(([, span]) => span === ui.interval)?.[0] ?? '1m',
  chart: ui.chartKind,
});

/** The screen with one setting changed, at once where that can be. */
export const withSetting = <Key extends SettingsKey>(ui: UiState, key: Key, value: SettingsValues[Key]): UiState => {
  const next: UiState = {...ui, ...uiFromSettings({...settingsOfUi(ui), [key]: value})};
  return key === 'layout' ? next : {...next, focus: ui.focus, page: ui.page};
};

/** The keys whose values differ between two screens. */
export const changedSettings = (before: UiState, after: UiState): readonly SettingsKey[] => {
  if (
    before.preferences === after.preferences &&
    before.interval === after.interval &&
    before.chartKind === after.chartKind
  )
    return [];
  const [was, is] = [settingsOfUi(before), settingsOfUi(after)];
  return (Object.keys(is) as SettingsKey[]).filter(key => JSON.stringify(was[key]) !== JSON.stringify(is[key]));
};

/** The layout after the present one. */
export const nextLayout = (ui: UiState, by: 1 | -1): SettingsValues['layout'] =>
  LAYOUTS[(LAYOUTS.indexOf(ui.preferences.layout) + by + LAYOUTS.length) % LAYOUTS.length] ?? 'monitor';
