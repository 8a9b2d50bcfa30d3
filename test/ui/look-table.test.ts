import {describe, expect, test} from 'vitest';
import {BOLD, INVERSE, TONES, type Tone} from '../../src/chart/grid.ts';
import {lookTable} from '../../src/ui/look-table.ts';
import {type ColourLevel, THEMES} from '../../src/ui/theme.ts';
import {THEME_NAMES} from '../../src/view/preferences.ts';

const LEVELS: readonly ColourLevel[] = [0, 16, 256, 'truecolor'];
const TONE_NAMES = Object.keys(TONES) as readonly Tone[];
const place = (tone: Tone, attributes = 0): number => TONE_NAMES.indexOf(tone) * 16 + attributes;

describe('the looks of a theme', () => {
  test.each(THEME_NAMES)('%s has SGR parameters for every tone and attribute at every level', name => {
    for (const level of LEVELS) {
      const looks = lookTable(THEMES[name], level);
      expect(looks).toHaveLength(TONE_NAMES.length * 16);
      for (const look of looks) expect(look).toMatch(/^(?:\d+(?:;\d+)*)?$/);
      expect(looks[place('plain')]).toBe('');
    }
  });

  test('hold no colour at level 0 but keep weight and inversion', () => {
    const looks = lookTable(THEMES.default, 0);
    expect(looks.join(' ')).not.toMatch(/\b(?:3\d|4[0-8]|9\d)\b/);
    expect(looks[place('up', INVERSE)]).toBe('7');
    expect(looks[place('up', BOLD)]).toBe('1');
  });

  test('are made once', () => {
    expect(lookTable(THEMES.default, 256)).toBe(lookTable(THEMES.default, 256));
  });

  test('every theme tells up from down', () => {
    for (const name of THEME_NAMES) {
      if (name === 'mono') continue;
      const {up, down} = THEMES[name].tones;
      expect(up.colour?.rgb).not.toBe(down.colour?.rgb);
      expect(up.colour?.ansi).not.toBe(down.colour?.ansi);
    }
  });
});
