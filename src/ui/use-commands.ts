import {keymapOf} from './effective-keymap.ts';
import {promptCommandOf} from './prompt-keys.ts';
import type {ScreenControl} from './screen-control.ts';
import {useKeys} from './use-keys.ts';

/** What a key means on the screen as it is now. */
const pressKey = (control: ScreenControl, key: string): void => {
  const ui = control.read();
  const command =
    ui?.prompt === undefined
      ? keymapOf(ui?.preferences.keys ?? NO_KEYS).commandOf(key)
      : promptCommandOf(key, ui.prompt.kind);
  if (command !== undefined) control.dispatch(command);
};

/** What is no sign to be seen: line ends, escapes, marks that turn text around. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A paste is text for a prompt that is open, and nothing otherwise. */
const paste = (control: ScreenControl, text: string): void => {
  if (control.read()?.prompt === undefined) return;
  control.dispatch({kind: 'type', text: text.replaceAll(UNSEEN, '')});
};

const NO_KEYS: Readonly<Record<string, string>> = {};

/** Turns what the terminal sends into commands: keys by the keymap, a paste into text for a prompt that is open. */
export const useCommands = (control: ScreenControl): void =>
  useKeys(
    key => pressKey(control, key),
    text => paste(control, text),
  );
