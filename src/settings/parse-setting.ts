import {Fault} from '../core/fault.ts';
import {formatAlertRule} from '../market/alerts/format-alert-rule.ts';
import {parseAlertRule} from '../market/alerts/parse-alert-rule.ts';
import {safeText} from '../news/safe-text.ts';
import {settingBounds, settingChoices} from './setting-notes.ts';
import {
  DEFAULT_SETTINGS,
  SETTINGS_KEYS,
  type SettingsKey,
  SettingsShape,
  type SettingsValues,
} from './settings-shape.ts';

const isKey = (text: string): text is SettingsKey => (SETTINGS_KEYS as readonly string[]).includes(text);

/** `text` as a settings key, or a Fault that lists them. */
export const parseSettingsKey = (text: string): SettingsKey => {
  if (isKey(text)) return text;
  throw new Fault('usage', `no setting ${JSON.stringify(text)}`, {remedy: `one of ${SETTINGS_KEYS.join(', ')}`});
};

const parts = (text: string, separator: RegExp): readonly string[] =>
  text
    .split(separator)
    .map(part => part.trim())
    .filter(part => part !== '');

/** `pause=p; help=? f` as a map; what has no `=` maps to nothing, which no shape allows. */
const readMap = (text: string): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    parts(text, /;/).map(part => {
      const [, name = part, value] = /^([^=]+)=(.*)$/.exec(part) ?? [];
      return [name.trim(), value?.trim()];
    }),
  );

/** `AMZN > 245; headline "a; b"`: rules parted by semicolons, but for those in quotes. */
const readRules = (text: string): readonly string[] =>
  (text.match(/(?:[^;"]|"[^"]*"?)+/g) ?? []).map(rule => rule.trim()).filter(rule => rule !== '');

/** The rules in their normal form, those of one meaning once. */
const parseRules = (text: string): readonly string[] => {
  const rules = readRules(text).map(line => {
    const {rule, error} = parseAlertRule(line);
    if (rule === undefined)
      throw new Fault('usage', `alerts cannot have ${JSON.stringify(line)}`, {remedy: safeText(error, 300)});
    return formatAlertRule(rule);
  });
  return [...new Set(rules)];
};

/** What was typed, in the kind of value that the setting has. */
const rawOf = (key: SettingsKey, text: string): unknown => {
  const model = DEFAULT_SETTINGS[key];
  if (key === 'alerts') return parseRules(text);
  // A form may have a blank in its name.
  if (key === 'edgarForms') return parts(text.toUpperCase(), /[,;]/);
  if (Array.isArray(model)) return parts(text.toUpperCase(), /[,\s]/);
  if (typeof model === 'object') return readMap(text);
  if (typeof model === 'number') return text.trim() === '' ? Number.NaN : Number(text);
  if (typeof model === 'boolean') return ({true: true, on: true, false: false, off: false} as const)[text] ?? text;
  return text;
};

/** How the settings are written that are maps. */
const REMEDIES: Partial<Record<SettingsKey, string>> = {
  keys: 'write pause=p; faster=+ =',
  rssFeeds: 'write prnewswire=https://…; fed*=https://…, names in small letters',
  fundWeights: 'write AMZN=0.05; MSFT=0.08, each below 0.9',
};

/** What a person typed for `key` as its value, or a Fault that says what is allowed. */
export const parseSettingsValue = <Key extends SettingsKey>(key: Key, text: string): SettingsValues[Key] => {
  const parsed = SettingsShape.shape[key].safeParse(rawOf(key, text));
  if (parsed.success) return parsed.data as SettingsValues[Key];
  const choices = settingChoices(key)?.map(formatSetting);
  const bounds = settingBounds(key);
  const shape =
    choices !== undefined
      ? `one of ${choices.join(', ')}`
      : bounds !== undefined
        ? `a number from ${bounds.least} to ${bounds.most}`
        : (parsed.error.issues[0]?.message ?? '');
  const remedy = REMEDIES[key] ?? shape;
  throw new Fault('usage', `${key} cannot be ${JSON.stringify(text)}`, {remedy});
};

/** A setting as it is typed: what `parseSettingsValue` reads back. */
export const formatSetting = (value: SettingsValues[SettingsKey]): string => {
  // A rule has blanks, a symbol has none.
  if (Array.isArray(value)) return value.join(value.some(item => /\s/.test(item)) ? '; ' : ',');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, keys]) => `${name}=${keys}`)
      .join('; ');
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return String(value);
};
