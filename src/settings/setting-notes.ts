import {z} from 'zod';
import {SETTINGS_KEYS, type SettingsKey, SettingsShape, type SettingsValues} from './settings-shape.ts';

/** What each setting is for, in a few words. */
export const SETTING_WORDS: Readonly<Record<SettingsKey, string>> = {
  symbols: 'names that a live screen watches',
  benchmark: 'the fund that a live screen holds names against',
  theme: 'colours; auto follows a terminal that says it is light',
  lastDay: 'the day that opens when none is named',
  layout: 'which pane is large',
  interval: 'length of a bar',
  chart: 'kind of chart',
  speed: 'replay seconds a second, at the start',
  feed: 'what plain tapewire watches; none replays a day',
  relay: 'where a live screen has its data from, as desk:8766 or nats://127.0.0.1; empty: from the feed itself',
  contact: 'how the SEC and others that ask for it can reach you: an address of mail',
  rssFeeds: 'wires of --news rss, as NAME=URL; all of NAME*=URL, of others what names a watched listing',
  edgarForms: 'filings of --news edgar, as 8-K,10-Q; amendments come with them',
  mouse: 'the wheel scrolls, a click selects',
  glyphs: 'what signs are drawn with',
  screenReader: 'lines instead of a screen, from the next start',
  keys: 'your own keys, as pause=p; help=? f',
  alerts: 'rules: AMZN > 245; headline openai',
  alertSound: 'what rings when an alert fires',
  alertNotify: 'desktop notification; which one, the terminal says',
  alertsInReplay: 'alerts ring in a replay too',
  fundWeights: 'parts of QQQ; roughly those of January 2026, yours to set',
  greeted: 'the words to a newcomer were seen',
};

/** Every value that a setting can have; undefined where they cannot be counted. */
export const settingChoices = (key: SettingsKey): readonly SettingsValues[SettingsKey][] | undefined => {
  const {def} = SettingsShape.shape[key];
  const inner = def.innerType.def;
  if (inner.type === 'boolean') return [true, false];
  return inner.type === 'enum' ? (Object.values(inner.entries) as readonly SettingsValues[SettingsKey][]) : undefined;
};

/** The numbers that a setting lies between; undefined where it is none, or may be any. */
export const settingBounds = (key: SettingsKey): {readonly least: number; readonly most: number} | undefined => {
  const inner = SettingsShape.shape[key].def.innerType;
  if (!(inner instanceof z.ZodNumber)) return undefined;
  const {minValue, maxValue} = inner;
  return minValue === null || maxValue === null ? undefined : {least: minValue, most: maxValue};
};

/** The settings that a person looks after; the program keeps the others to itself. */
export const SHOWN_SETTINGS: readonly SettingsKey[] = SETTINGS_KEYS.filter(key => key !== 'greeted');
