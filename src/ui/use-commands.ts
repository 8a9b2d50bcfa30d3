import {useInput, usePaste} from 'ink';
import {useRef} from 'react';
import {keymapOf} from './effective-keymap.ts';
import {type InkInput, keysOf, pastedText} from './key-input.ts';
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

/** A paste is text for a prompt that is open, and nothing otherwise. */
const paste = (control: ScreenControl, text: string): void => {
  if (control.read()?.prompt === undefined) return;
  control.dispatch({kind: 'type', text: text.replaceAll(/[^ -~]/g, '')});
};

const NO_KEYS: Readonly<Record<string, string>> = {};

/** Turns what the terminal sends into commands: keys by the keymap, a paste into text for a prompt that is open. */
export const useCommands = (control: ScreenControl): void => {
  const chunk = useRef<InkInput[]>([]);
  const press = (): void => {
    const parts = chunk.current;
    chunk.current = [];
    const pasted = pastedText(parts);
    if (pasted !== undefined) paste(control, pasted);
    for (const key of keysOf(parts)) pressKey(control, key);
  };
  useInput((input, key) => {
    // Ink hands on one read of the terminal piece by piece within one task; together they tell keys from replies.
    if (chunk.current.push({input, key}) === 1) queueMicrotask(press);
  });
  usePaste(text => paste(control, text));
};
