import type {GlyphSet} from '../chart/glyph-set.ts';
import type {UiState} from '../view/ui-state.ts';
import {THEMES, type Theme} from './theme.ts';

/** The signs to draw with: as set, else as the terminal can. */
export const glyphsOf = ({preferences, surroundings}: Pick<UiState, 'preferences' | 'surroundings'>): GlyphSet =>
  preferences.glyphs === 'auto' ? (surroundings.unicode ? 'unicode' : 'ascii') : preferences.glyphs;

/** The colours to paint with: as set, else as the terminal's background asks. */
export const themeOf = ({preferences, surroundings}: Pick<UiState, 'preferences' | 'surroundings'>): Theme =>
  THEMES[preferences.theme === 'auto' ? (surroundings.light ? 'light' : 'default') : preferences.theme];
