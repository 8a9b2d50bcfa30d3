import type {Tone} from '../chart/grid.ts';
import type {ThemeName} from '../view/preferences.ts';

/** What a terminal can show: none, its own 16 colours, the 256-colour cube, 24 bits. */
export type ColourLevel = 0 | 16 | 256 | 'truecolor';

/** One colour in both worlds: 24 bits, and the nearest of the terminal's own 16 (0–15). */
export type Colour = {readonly rgb: number; readonly ansi: number};

/** How one tone is painted. No colour leaves the terminal's own foreground. */
export type Paint = {readonly colour?: Colour; readonly bold?: boolean; readonly dim?: boolean};

export type Theme = {
  readonly name: ThemeName;
  readonly tones: Readonly<Record<Tone, Paint>>;
  /** The band behind a shaded cell. */
  readonly shade: Colour | undefined;
};

const colour = (rgb: number, ansi: number): Colour => ({rgb, ansi});
const paint = (rgb: number, ansi: number, bold = false): Paint => ({colour: colour(rgb, ansi), bold});

const DARK: Readonly<Record<Tone, Paint>> = {
  plain: {},
  muted: paint(0x8a93a2, 7),
  faint: paint(0x565f6e, 8),
  strong: {bold: true},
  accent: paint(0x7fb4ff, 12),
  up: paint(0x3fc97f, 2),
  down: paint(0xff6b68, 1),
  warn: paint(0xf2b84b, 3),
  alert: paint(0xff5f87, 9, true),
  frame: paint(0x4a5262, 8),
  focus: paint(0x7fb4ff, 12),
  title: paint(0xc9d1dc, 15, true),
  key: paint(0x7fb4ff, 14),
  marker: paint(0xf2d06b, 11, true),
  volume: paint(0x5f7fa8, 4),
  vwap: paint(0xc58af9, 5),
  previous: paint(0x9aa4b2, 7),
  amount: paint(0xf2d06b, 11),
  party: paint(0x8fd3ff, 14),
  stage: paint(0xd7a6ff, 13),
  series1: paint(0x7fb4ff, 12),
  series2: paint(0xf2b84b, 11),
  series3: paint(0x3fc97f, 10),
  series4: paint(0xff8ac2, 13),
  series5: paint(0x9aa4b2, 7),
};

const LIGHT: Readonly<Record<Tone, Paint>> = {
  ...DARK,
  muted: paint(0x5c6572, 8),
  faint: paint(0x9aa3af, 7),
  accent: paint(0x1257c2, 4),
  up: paint(0x0b7a3e, 2),
  down: paint(0xb3261e, 1),
  warn: paint(0x8a5a00, 3),
  alert: paint(0xa3003c, 1, true),
  frame: paint(0xb4bcc8, 7),
  focus: paint(0x1257c2, 4),
  title: paint(0x1c2430, 0, true),
  key: paint(0x1257c2, 4),
  marker: paint(0x8a5a00, 3, true),
  volume: paint(0x6d8fbf, 4),
  vwap: paint(0x7a2fc4, 5),
  previous: paint(0x5c6572, 8),
  amount: paint(0x8a5a00, 3),
  party: paint(0x0a6a8f, 6),
  stage: paint(0x7a2fc4, 5),
  series1: paint(0x1257c2, 4),
  series2: paint(0x8a5a00, 3),
  series3: paint(0x0b7a3e, 2),
  series4: paint(0xad1d6b, 5),
  series5: paint(0x5c6572, 8),
};

const CONTRAST: Readonly<Record<Tone, Paint>> = {
  ...DARK,
  muted: paint(0xe0e0e0, 15),
  faint: paint(0xb8b8b8, 7),
  up: paint(0x5cff8f, 10, true),
  down: paint(0xff7a7a, 9, true),
  warn: paint(0xffd75f, 11, true),
  frame: paint(0xb8b8b8, 7),
  focus: paint(0xffffff, 15, true),
  title: paint(0xffffff, 15, true),
  key: paint(0x9fdcff, 14, true),
  volume: paint(0x9cc4ff, 12),
  previous: paint(0xe0e0e0, 15),
};

/** Blue and orange (Okabe and Ito's palette): apart for every common colour vision. */
const COLORBLIND: Readonly<Record<Tone, Paint>> = {
  ...DARK,
  up: paint(0x56b4e9, 12),
  down: paint(0xe69f00, 3),
  warn: paint(0xf0e442, 11),
  alert: paint(0xf0e442, 11, true),
  series1: paint(0x56b4e9, 12),
  series2: paint(0xe69f00, 3),
  series3: paint(0x009e73, 2),
  series4: paint(0xcc79a7, 13),
};

const MONO_STRONG = new Set<Tone>(['strong', 'alert', 'title', 'focus', 'marker', 'key', 'warn']);
const MONO_DIM = new Set<Tone>(['muted', 'faint', 'frame', 'volume', 'previous']);
const MONO = Object.fromEntries(
  Object.keys(DARK).map(tone => [
    tone,
    {bold: MONO_STRONG.has(tone as Tone), dim: MONO_DIM.has(tone as Tone)} satisfies Paint,
  ]),
) as Record<Tone, Paint>;

/** Every theme by name; `default` is for dark terminals. */
export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  default: {name: 'default', tones: DARK, shade: colour(0x1d222b, 0)},
  light: {name: 'light', tones: LIGHT, shade: colour(0xeef1f5, 15)},
  contrast: {name: 'contrast', tones: CONTRAST, shade: colour(0x2a2a2a, 0)},
  colorblind: {name: 'colorblind', tones: COLORBLIND, shade: colour(0x1d222b, 0)},
  mono: {name: 'mono', tones: MONO, shade: undefined},
};
