import {type Command, LIST_PROMPTS, type PromptKind} from '../view/command.ts';

/** What a key gives while something is typed into the bottom line: text, but for the keys that edit, choose or leave. */
export const promptCommandOf = (key: string, prompt: PromptKind): Command | undefined => {
  switch (key) {
    case 'return':
      return {kind: 'submit'};
    case 'escape':
      return {kind: 'back'};
    case 'backspace':
    case 'delete':
      return {kind: 'erase'};
    case 'ctrl+u':
      return {kind: 'erase-all'};
    case 'ctrl+c':
      return {kind: 'quit'};
    case 'ctrl+z':
      return {kind: 'suspend'};
    case 'ctrl+l':
      return {kind: 'redraw'};
    case 'space':
      return {kind: 'type', text: ' '};
  }
  if (key.length === 1) return {kind: 'type', text: key};
  return LIST_PROMPTS.has(prompt) ? LIST_KEYS[key] : undefined;
};

/** Keys that move over the list above the line. */
const LIST_KEYS: Readonly<Record<string, Command>> = {
  up: {kind: 'move', by: -1},
  down: {kind: 'move', by: 1},
  'shift+tab': {kind: 'move', by: -1},
  tab: {kind: 'move', by: 1},
  'ctrl+p': {kind: 'move', by: -1},
  'ctrl+n': {kind: 'move', by: 1},
  pageup: {kind: 'move', by: -10},
  pagedown: {kind: 'move', by: 10},
};
