import {useInput, usePaste} from 'ink';
import {useRef} from 'react';
import {type InkInput, keysOf, pastedText} from './key-input.ts';

/** Hears what the terminal sends: keys one by one, and text that was pasted, marked as such or not. */
export const useKeys = (onKey: (key: string) => void, onPaste: (text: string) => void): void => {
  const chunk = useRef<InkInput[]>([]);
  const press = (): void => {
    const parts = chunk.current;
    chunk.current = [];
    const pasted = pastedText(parts);
    if (pasted !== undefined) onPaste(pasted);
    for (const key of keysOf(parts)) onKey(key);
  };
  useInput((input, key) => {
    // Ink hands on one read of the terminal piece by piece within one task; together they tell keys from replies.
    if (chunk.current.push({input, key}) === 1) queueMicrotask(press);
  });
  usePaste(onPaste);
};
