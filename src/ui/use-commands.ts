import {useInput, usePaste} from 'ink';
import {useMemo, useRef} from 'react';
import {keymapOf} from './effective-keymap.ts';
import {type InkInput, keysOf} from './key-input.ts';
import {createPointerReader} from './pointer-input.ts';
import {promptCommandOf} from './prompt-keys.ts';
import type {ScreenControl} from './screen-control.ts';

/** What a key means on the screen as it is now. */
const pressKey = (control: ScreenControl, key: string): void => {
  const ui = control.read();
  const command =
    ui?.prompt === undefined
      ? keymapOf(ui?.preferences.keys ?? NO_KEYS).commandOf(key)
      : promptCommandOf(key, ui.prompt.kind);
  if (command !== undefined) control.dispatch(command);
};

const NO_KEYS: Readonly<Record<string, string>> = {};

/**
 * Turns what the terminal sends into commands: keys by the keymap, the pointer by where it is, a paste into text for a
 * prompt that is open.
 */
export const useCommands = (control: ScreenControl): void => {
  const chunk = useRef<InkInput[]>([]);
  const readPointer = useMemo(createPointerReader, []);
  const press = (): void => {
    const parts = readPointer(chunk.current);
    chunk.current = [];
    for (const {typed, pointed} of parts) {
      for (const key of keysOf(typed)) pressKey(control, key);
      if (pointed !== undefined) control.dispatch(pointed);
    }
  };
  useInput((input, key) => {
    // Ink hands on one read of the terminal piece by piece within one task; together they tell keys from replies.
    if (chunk.current.push({input, key}) === 1) queueMicrotask(press);
  });
  usePaste(text => {
    if (control.read()?.prompt === undefined) return;
    control.dispatch({kind: 'type', text: text.replaceAll(/[^ -~]/g, '')});
  });
};
