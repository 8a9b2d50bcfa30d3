import {z} from 'zod';
import {
  ALERT_NOTICES,
  ALERT_SOUNDS,
  DEFAULT_PREFERENCES,
  FUND_CHOICES,
  GLYPH_CHOICES,
  LAYOUTS,
  type Preferences,
  THEME_CHOICES,
} from '../view/preferences.ts';

/** What stands where a rule should; an object need not have a text. */
const textOf = (value: unknown): string => (typeof value === 'object' && value !== null ? '{…}' : String(value));

/** What a person may set; every key has a default, so an empty file is a whole one. */
export const SettingsShape = z.object({
  /** Names watched, in the order shown. */
  symbols: z
    .array(z.string().regex(/^[A-Z][A-Z0-9.-]{0,9}$/, 'a symbol is 1–10 capital letters, digits, dots or dashes'))
    .min(1)
    .max(30)
    .default([...DEFAULT_PREFERENCES.symbols]),
  /** The fund that they are held against. */
  benchmark: z.enum(FUND_CHOICES).default(DEFAULT_PREFERENCES.benchmark),
  theme: z.enum(THEME_CHOICES).default(DEFAULT_PREFERENCES.theme),
  /** The day that plain `tapewire` opens when none is named. */
  lastDay: z.string().max(200).default(DEFAULT_PREFERENCES.lastDay),
  /** Which pane is large; `monitor` for none. */
  layout: z.enum(LAYOUTS).default(DEFAULT_PREFERENCES.layout),
  interval: z.enum(['1s', '5s', '15s', '1m', '5m', '15m']).default('1m'),
  chart: z.enum(['candles', 'ohlc', 'line', 'area']).default('candles'),
  /** Replay seconds a wall second. */
  speed: z.number().min(1).max(3600).default(DEFAULT_PREFERENCES.speed),
  /** `none` replays; a feed's name makes plain `tapewire` watch live. */
  feed: z.enum(['none', 'alpaca', 'massive', 'finnhub', 'yahoo']).default(DEFAULT_PREFERENCES.feed),
  /** By which relay or bus a live screen watches; empty: by none. */
  relay: z.string().max(300).default(DEFAULT_PREFERENCES.relay),
  /** How providers that ask for it can reach the person: an address of mail. */
  contact: z.string().max(200).default(DEFAULT_PREFERENCES.contact),
  /** Feeds of press releases by name. */
  rssFeeds: z
    .record(z.string().regex(/^[a-z][a-z0-9-]{0,19}\*?$/), z.string().regex(/^https?:\/\/\S{1,500}$/))
    .default(DEFAULT_PREFERENCES.rssFeeds),
  /** Kinds of filings, as the SEC writes them. */
  edgarForms: z
    .array(z.string().regex(/^[A-Z0-9][A-Z0-9 -]{0,19}$/, 'a form is written as the SEC writes it, such as 8-K'))
    .min(1)
    .max(20)
    .default([...DEFAULT_PREFERENCES.edgarForms]),
  mouse: z.boolean().default(DEFAULT_PREFERENCES.mouse),
  glyphs: z.enum(GLYPH_CHOICES).default(DEFAULT_PREFERENCES.glyphs),
  /** Lines instead of a screen, for ears and braille. */
  screenReader: z.boolean().default(DEFAULT_PREFERENCES.screenReader),
  /** Keys by the name of the command that they give. */
  keys: z.record(z.string().max(40), z.string().max(80)).default({}),
  /** Rules, a line each. What is no rule stays in the file, and is said; the others hold. */
  alerts: z.array(z.preprocess(textOf, z.string())).default([]),
  alertSound: z.enum(ALERT_SOUNDS).default(DEFAULT_PREFERENCES.alertSound),
  alertNotify: z.enum(ALERT_NOTICES).default(DEFAULT_PREFERENCES.alertNotify),
  alertsInReplay: z.boolean().default(DEFAULT_PREFERENCES.alertsInReplay),
  /** Parts of QQQ by name; about those of early 2026 unless set. */
  fundWeights: z
    .record(z.string().regex(/^[A-Z][A-Z0-9.-]{0,9}$/), z.coerce.number().min(0).max(0.9))
    .default(DEFAULT_PREFERENCES.fundWeights),
  /** Whether the first words to a newcomer were seen. */
  greeted: z.boolean().default(false),
}) satisfies z.ZodType<Preferences>;

export type SettingsValues = z.infer<typeof SettingsShape>;
export type SettingsKey = keyof SettingsValues;

export const SETTINGS_KEYS = Object.keys(SettingsShape.shape) as readonly SettingsKey[];
export const DEFAULT_SETTINGS: SettingsValues = SettingsShape.parse({});
