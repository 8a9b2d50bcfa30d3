import type {Binding} from './binding.ts';
import {CLOCK_KEYS} from './clock-keys.ts';
import {DEAL_KEYS} from './deal-keys.ts';
import {LOOK_KEYS} from './look-keys.ts';
import {MOVE_KEYS} from './move-keys.ts';
import {SCREEN_KEYS} from './screen-keys.ts';

/** Every key that does something: the one table that feeds the keys, the help screen, the palette and the README. */
export const KEYMAP: readonly Binding[] = [...MOVE_KEYS, ...LOOK_KEYS, ...DEAL_KEYS, ...CLOCK_KEYS, ...SCREEN_KEYS];
