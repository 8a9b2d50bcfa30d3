import {useSyncExternalStore} from 'react';
import {DEFAULT_PREFERENCES, DEFAULT_SURROUNDINGS} from '../view/preferences.ts';
import type {UiState} from '../view/ui-state.ts';
import {themeOf} from './glyphs-of.ts';
import type {ScreenControl} from './screen-control.ts';
import type {Theme} from './theme.ts';

/** The theme as it is chosen now; before there is a screen, as it was chosen before. */
export const useTheme = (control: ScreenControl, chosen: Partial<UiState>): Theme =>
  useSyncExternalStore(control.subscribe, () => {
    const {preferences = DEFAULT_PREFERENCES, surroundings = DEFAULT_SURROUNDINGS} = control.read() ?? chosen;
    return themeOf({preferences, surroundings});
  });
