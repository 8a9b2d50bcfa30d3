import {BOLD, INVERSE, SHADE, TONES, type Tone, UNDERLINE} from '../chart/grid.ts';
import type {Colour, ColourLevel, Theme} from './theme.ts';

const CUBE = [0, 95, 135, 175, 215, 255];

/** The step of the 256-colour cube nearest to one channel. */
const cubeStep = (channel: number): number =>
  CUBE.reduce(
    (best, value, step) => (Math.abs(value - channel) < Math.abs((CUBE[best] ?? 0) - channel) ? step : best),
    0,
  );

/** The nearest of the 216 cube colours and 24 greys. */
const to256 = (rgb: number): number => {
  const [red, green, blue] = [(rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255];
  if (Math.max(red, green, blue) - Math.min(red, green, blue) < 12)
    return 232 + Math.max(0, Math.min(23, Math.round(((red + green + blue) / 3 - 8) / 10)));
  return 16 + 36 * cubeStep(red) + 6 * cubeStep(green) + cubeStep(blue);
};

/** SGR parameters that paint `colour` as foreground, or as background. */
const colourCode = (colour: Colour, level: ColourLevel, ground: 'fore' | 'back'): string => {
  const base = ground === 'fore' ? 38 : 48;
  if (level === 'truecolor')
    return `${base};2;${(colour.rgb >> 16) & 255};${(colour.rgb >> 8) & 255};${colour.rgb & 255}`;
  if (level === 256) return `${base};5;${to256(colour.rgb)}`;
  const row = colour.ansi < 8 ? 30 : 82;
  return String(row + colour.ansi + (ground === 'fore' ? 0 : 10));
};

/** SGR parameters of a cell, '' for one left as the terminal has it. Without colours only weight and inversion speak. */
const lookOf = (tone: Tone, attributes: number, theme: Theme, level: ColourLevel): string => {
  const paint = theme.tones[tone];
  const codes: string[] = [];
  if (paint.bold === true || attributes & BOLD) codes.push('1');
  if (paint.dim === true && level !== 0) codes.push('2');
  if (attributes & UNDERLINE) codes.push('4');
  if (attributes & INVERSE) codes.push('7');
  if (level !== 0 && paint.colour !== undefined) codes.push(colourCode(paint.colour, level, 'fore'));
  // Sixteen colours have no quiet one to lay behind text.
  if (attributes & SHADE && theme.shade !== undefined && level !== 0 && level !== 16)
    codes.push(colourCode(theme.shade, level, 'back'));
  return codes.join(';');
};

/** How cells look on a terminal: SGR parameters by tone × 16 + attributes; '' for the terminal's own look. */
export type LookTable = readonly string[];

const TONE_NAMES = Object.keys(TONES) as readonly Tone[];
const tables = new WeakMap<Theme, Map<ColourLevel, LookTable>>();

/** The looks of a theme; the same table for the same theme and level. */
export const lookTable = (theme: Theme, level: ColourLevel): LookTable => {
  const byLevel = tables.get(theme) ?? new Map<ColourLevel, LookTable>();
  tables.set(theme, byLevel);
  const known = byLevel.get(level);
  if (known !== undefined) return known;
  const table = TONE_NAMES.flatMap(tone =>
    Array.from({length: 16}, (_, attributes) => lookOf(tone, attributes, theme, level)),
  );
  byLevel.set(level, table);
  return table;
};
