import {useInput, usePaste} from 'ink';
import {useRef} from 'react';
import {type InkInput, keysOf} from './key-input.ts';
import {commandOf} from './keymap.ts';
import type {ScreenControl} from './screen-control.ts';

/** Turns what the terminal sends into commands: keys by the keymap, a paste into text for a prompt that is open. */
export const useCommands = (control: ScreenControl): void => {
  const chunk = useRef<InkInput[]>([]);
  const press = (): void => {
    const parts = chunk.current;
    chunk.current = [];
    for (const key of keysOf(parts)) {
      const command = commandOf(key, control.read()?.prompt !== undefined);
      if (command !== undefined) control.dispatch(command);
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
