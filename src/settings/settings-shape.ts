import {z} from 'zod';

/** What a person may set; every key has a default, so an empty file is a whole one. */
export const SettingsShape = z.object({
  /** Names watched, in the order shown. */
  symbols: z
    .array(z.string().regex(/^[A-Z][A-Z0-9.-]{0,9}$/, 'a symbol is 1–10 capital letters, digits, dots or dashes'))
    .min(1)
    .max(30)
    .default(['AMZN', 'MSFT', 'NVDA', 'GOOGL']),
  theme: z.enum(['default', 'light', 'contrast', 'colorblind', 'mono']).default('default'),
  /** The day that plain `tapewire` opens when none is named. */
  lastDay: z.string().max(200).default('2026-01-30'),
  /** Where panes are put: the whole monitor, or one of them large. */
  layout: z.enum(['monitor', 'chart', 'wire', 'deals']).default('monitor'),
  interval: z.enum(['1s', '5s', '15s', '1m', '5m', '15m']).default('1m'),
  chart: z.enum(['candles', 'ohlc', 'line', 'area']).default('candles'),
  /** Replay seconds a wall second. */
  speed: z.number().min(1).max(3600).default(60),
  /** `none` replays; a feed's name makes plain `tapewire` watch live. */
  feed: z.enum(['none', 'alpaca']).default('none'),
});

export type SettingsValues = z.infer<typeof SettingsShape>;
export type SettingsKey = keyof SettingsValues;

export const SETTINGS_KEYS = Object.keys(SettingsShape.shape) as readonly SettingsKey[];
export const DEFAULT_SETTINGS: SettingsValues = SettingsShape.parse({});
