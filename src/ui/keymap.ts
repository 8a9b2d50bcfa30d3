import type {Command} from '../view/command.ts';

/** Where a binding is listed on the help screen and in the README. */
export type KeyGroup = 'Move' | 'Look' | 'Clock' | 'Screen';

/** One line of the one table that feeds the keys, the help screen, the hints and the README. */
export type Binding = {
  /** Names as key-input gives them; any of them does. */
  readonly keys: readonly string[];
  readonly command: Command;
  readonly group: KeyGroup;
  readonly words: string;
  /** Shorter words for the hint line; bindings without them are not hinted at. */
  readonly hint?: string;
};

export const KEYMAP: readonly Binding[] = [
  {keys: ['j', 'down'], command: {kind: 'move', by: 1}, group: 'Move', words: 'down one row', hint: 'move'},
  {keys: ['k', 'up'], command: {kind: 'move', by: -1}, group: 'Move', words: 'up one row', hint: 'move'},
  {keys: ['pagedown', 'ctrl+f'], command: {kind: 'move', by: 10}, group: 'Move', words: 'down ten rows'},
  {keys: ['pageup', 'ctrl+b'], command: {kind: 'move', by: -10}, group: 'Move', words: 'up ten rows'},
  {keys: ['g', 'home'], command: {kind: 'end', which: 'first'}, group: 'Move', words: 'to the first row'},
  {keys: ['G', 'end'], command: {kind: 'end', which: 'last'}, group: 'Move', words: 'to the last row'},
  {keys: ['n'], command: {kind: 'unread', by: 1}, group: 'Move', words: 'next unread headline'},
  {keys: ['p'], command: {kind: 'unread', by: -1}, group: 'Move', words: 'previous unread headline'},
  {keys: ['tab'], command: {kind: 'turn', by: 1}, group: 'Move', words: 'next pane', hint: 'pane'},
  {keys: ['shift+tab'], command: {kind: 'turn', by: -1}, group: 'Move', words: 'previous pane'},
  {keys: ['1'], command: {kind: 'focus', pane: 'watch'}, group: 'Move', words: 'to the watch list'},
  {keys: ['2'], command: {kind: 'focus', pane: 'chart'}, group: 'Move', words: 'to the chart'},
  {keys: ['3'], command: {kind: 'focus', pane: 'deals'}, group: 'Move', words: 'to the deals'},
  {keys: ['4'], command: {kind: 'focus', pane: 'wire'}, group: 'Move', words: 'to the wire'},
  {
    keys: ['return'],
    command: {kind: 'open'},
    group: 'Look',
    words: 'open the headline',
    hint: 'drill',
  },
  {keys: ['escape'], command: {kind: 'back'}, group: 'Look', words: 'back; clears what is set'},
  {keys: ['h', 'left'], command: {kind: 'crosshair', by: -1}, group: 'Look', words: 'crosshair one bar back'},
  {keys: ['l', 'right'], command: {kind: 'crosshair', by: 1}, group: 'Look', words: 'crosshair one bar on'},
  {keys: ['s'], command: {kind: 'symbol', by: 1}, group: 'Look', words: 'next symbol'},
  {keys: ['S'], command: {kind: 'symbol', by: -1}, group: 'Look', words: 'previous symbol'},
  {keys: ['i'], command: {kind: 'interval', by: 1}, group: 'Look', words: 'longer bars'},
  {keys: ['I'], command: {kind: 'interval', by: -1}, group: 'Look', words: 'shorter bars'},
  {keys: ['c'], command: {kind: 'chart-kind'}, group: 'Look', words: 'chart kind'},
  {
    keys: ['x'],
    command: {kind: 'compare'},
    group: 'Look',
    words: 'all names in one chart',
    hint: 'compare',
  },
  {keys: ['/'], command: {kind: 'ask', prompt: 'filter'}, group: 'Look', words: 'filter the wire', hint: 'filter'},
  {keys: ['space'], command: {kind: 'toggle-pause'}, group: 'Clock', words: 'pause and go on', hint: 'pause'},
  {keys: ['+', '='], command: {kind: 'speed', by: 1}, group: 'Clock', words: 'faster', hint: 'speed'},
  {keys: ['-', '_'], command: {kind: 'speed', by: -1}, group: 'Clock', words: 'slower', hint: 'speed'},
  {keys: ['.'], command: {kind: 'step', unit: 'event'}, group: 'Clock', words: 'step one event'},
  {keys: [','], command: {kind: 'step', unit: 'bar'}, group: 'Clock', words: 'step one bar'},
  {
    keys: ['['],
    command: {kind: 'jump', by: -1},
    group: 'Clock',
    words: 'to the headline before',
    hint: 'headline',
  },
  {keys: [']'], command: {kind: 'jump', by: 1}, group: 'Clock', words: 'to the next headline', hint: 'headline'},
  {keys: ['t'], command: {kind: 'ask', prompt: 'time'}, group: 'Clock', words: 'go to a time', hint: 'go to time'},
  {keys: ['0'], command: {kind: 'restart'}, group: 'Clock', words: 'to the start of the day'},
  {keys: ['z'], command: {kind: 'zoom'}, group: 'Screen', words: 'this pane alone'},
  {keys: ['?'], command: {kind: 'help'}, group: 'Screen', words: 'this help', hint: 'help'},
  {keys: ['ctrl+z'], command: {kind: 'suspend'}, group: 'Screen', words: 'suspend; fg comes back'},
  {keys: ['q', 'ctrl+c'], command: {kind: 'quit'}, group: 'Screen', words: 'quit', hint: 'quit'},
];

const SHOWN: Readonly<Record<string, string>> = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  return: '⏎',
  escape: 'Esc',
  tab: 'Tab',
  'shift+tab': '⇧Tab',
  pagedown: 'PgDn',
  pageup: 'PgUp',
  home: 'Home',
  end: 'End',
  '-': '−',
};

/** A key's name as people write it. */
export const formatKey = (key: string): string => SHOWN[key] ?? key.replace('ctrl+', 'Ctrl-');

const byKey = new Map(KEYMAP.flatMap(binding => binding.keys.map(key => [key, binding.command] as const)));

/** The command that a key gives while something is being typed. */
const promptCommand = (key: string): Command | undefined => {
  switch (key) {
    case 'return':
      return {kind: 'submit'};
    case 'escape':
      return {kind: 'back'};
    case 'backspace':
    case 'delete':
      return {kind: 'erase'};
    case 'ctrl+c':
      return {kind: 'quit'};
    case 'ctrl+z':
      return {kind: 'suspend'};
    case 'space':
      return {kind: 'type', text: ' '};
    default:
      return key.length === 1 ? {kind: 'type', text: key} : undefined;
  }
};

/** What a key means; `prompting` when the bottom line is being typed into. */
export const commandOf = (key: string, prompting: boolean): Command | undefined =>
  prompting ? promptCommand(key) : byKey.get(key);
