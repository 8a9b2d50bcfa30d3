import type {Binding} from './binding.ts';

/** The screen itself. */
export const SCREEN_KEYS: readonly Binding[] = [
  {name: 'layout', keys: ['L'], command: {kind: 'layout', by: 1}, group: 'Screen', words: 'next layout'},
  {name: 'theme', keys: ['T'], command: {kind: 'theme', by: 1}, group: 'Screen', words: 'next theme'},
  {name: 'zoom', keys: ['z'], command: {kind: 'zoom'}, group: 'Screen', words: 'this pane alone'},
  {name: 'new-alert', keys: ['a'], command: {kind: 'ask', prompt: 'alert'}, group: 'Screen', words: 'write an alert'},
  {name: 'alerts', keys: ['A'], command: {kind: 'alerts'}, group: 'Screen', words: 'alerts: rules and log'},
  {name: 'remove', keys: ['backspace', 'delete'], command: {kind: 'remove'}, group: 'Screen', words: 'delete an alert'},
  {
    name: 'alerts-in-replay',
    keys: ['M'],
    command: {kind: 'alerts-in-replay'},
    group: 'Screen',
    words: 'alerts ring in a replay',
  },
  {name: 'health', keys: ['H'], command: {kind: 'health'}, group: 'Screen', words: 'health of the feeds'},
  {
    name: 'reconnect',
    keys: ['ctrl+r'],
    command: {kind: 'reconnect'},
    group: 'Screen',
    words: 'stopped feeds try again',
  },
  {name: 'settings', keys: ['e'], command: {kind: 'settings'}, group: 'Screen', words: 'settings'},
  {
    name: 'save-picture',
    keys: ['P'],
    command: {kind: 'save-frame', as: 'svg'},
    group: 'Screen',
    words: 'save as a picture (SVG)',
  },
  {
    name: 'save-text',
    keys: ['ctrl+s'],
    command: {kind: 'save-frame', as: 'text'},
    group: 'Screen',
    words: 'save as text',
  },
  {name: 'help', keys: ['?'], command: {kind: 'help'}, group: 'Screen', words: 'this help', hint: 'help'},
  {name: 'redraw', keys: ['ctrl+l'], command: {kind: 'redraw'}, group: 'Screen', words: 'draw every cell anew'},
  {name: 'suspend', keys: ['ctrl+z'], command: {kind: 'suspend'}, group: 'Screen', words: 'suspend; fg comes back'},
  {name: 'quit', keys: ['q', 'ctrl+c'], command: {kind: 'quit'}, group: 'Screen', words: 'quit', hint: 'quit'},
];
