import type {Command, PaneName} from '../view/command.ts';

/** Where a binding is listed on the help screen and in the README. */
export type KeyGroup = 'Move' | 'Look' | 'Clock' | 'Screen';

/** One line of the one table that feeds the keys, the help screen, the hints and the README. */
export type Binding = {
  /** What settings call it. */
  readonly name: string;
  /** Names as key-input gives them; any of them does. */
  readonly keys: readonly string[];
  readonly command: Command;
  readonly group: KeyGroup;
  readonly words: string;
  /** Shorter words for the hint line; bindings without them are not hinted at. */
  readonly hint?: string;
  /** Where the key does most: the help says it first while one of these panes has the keys. */
  readonly panes?: readonly PaneName[];
};

const LISTS: readonly PaneName[] = ['watch', 'deals', 'wire'];
const CHART: readonly PaneName[] = ['chart'];
const WIRE: readonly PaneName[] = ['wire'];
const PAGES: readonly PaneName[] = ['deals', 'wire'];
const ENDS: readonly PaneName[] = ['chart', 'deals', 'wire'];
const OPENED: readonly PaneName[] = ['watch', 'wire'];
const NAMES: readonly PaneName[] = ['watch', 'chart'];

export const KEYMAP: readonly Binding[] = [
  {
    name: 'down',
    keys: ['j', 'down'],
    command: {kind: 'move', by: 1},
    group: 'Move',
    words: 'down one row',
    panes: LISTS,
    hint: 'move',
  },
  {
    name: 'up',
    keys: ['k', 'up'],
    command: {kind: 'move', by: -1},
    group: 'Move',
    words: 'up one row',
    panes: LISTS,
    hint: 'move',
  },
  {
    name: 'page-down',
    keys: ['pagedown', 'ctrl+f'],
    command: {kind: 'move', by: 10},
    group: 'Move',
    words: 'down ten rows',
    panes: PAGES,
  },
  {
    name: 'page-up',
    keys: ['pageup', 'ctrl+b'],
    command: {kind: 'move', by: -10},
    group: 'Move',
    words: 'up ten rows',
    panes: PAGES,
  },
  {
    name: 'first',
    keys: ['g', 'home'],
    command: {kind: 'end', which: 'first'},
    group: 'Move',
    words: 'first row, day’s start',
    panes: ENDS,
  },
  {
    name: 'last',
    keys: ['G', 'end'],
    command: {kind: 'end', which: 'last'},
    group: 'Move',
    words: 'last row, back to now',
    panes: ENDS,
  },
  {
    name: 'next-unread',
    keys: ['n'],
    command: {kind: 'unread', by: 1},
    group: 'Move',
    words: 'next unread headline',
    panes: WIRE,
  },
  {
    name: 'previous-unread',
    keys: ['p'],
    command: {kind: 'unread', by: -1},
    group: 'Move',
    words: 'previous unread headline',
    panes: WIRE,
  },
  {name: 'next-pane', keys: ['tab'], command: {kind: 'turn', by: 1}, group: 'Move', words: 'next pane', hint: 'pane'},
  {name: 'previous-pane', keys: ['shift+tab'], command: {kind: 'turn', by: -1}, group: 'Move', words: 'previous pane'},
  {name: 'watch', keys: ['1'], command: {kind: 'focus', pane: 'watch'}, group: 'Move', words: 'to the watch list'},
  {name: 'chart', keys: ['2'], command: {kind: 'focus', pane: 'chart'}, group: 'Move', words: 'to the chart'},
  {name: 'deals', keys: ['3'], command: {kind: 'focus', pane: 'deals'}, group: 'Move', words: 'to the deals'},
  {name: 'wire', keys: ['4'], command: {kind: 'focus', pane: 'wire'}, group: 'Move', words: 'to the wire'},
  {
    name: 'open',
    keys: ['return'],
    command: {kind: 'open'},
    group: 'Look',
    words: 'open headline or chart',
    panes: OPENED,
    hint: 'drill',
  },
  {name: 'back', keys: ['escape'], command: {kind: 'back'}, group: 'Look', words: 'back; clears what is set'},
  {
    name: 'crosshair-back',
    keys: ['h', 'left'],
    command: {kind: 'crosshair', by: -1},
    group: 'Look',
    words: 'crosshair one bar back',
    panes: CHART,
  },
  {
    name: 'crosshair-on',
    keys: ['l', 'right'],
    command: {kind: 'crosshair', by: 1},
    group: 'Look',
    words: 'crosshair one bar on',
    panes: CHART,
  },
  {
    name: 'chart-back',
    keys: ['{', 'shift+left'],
    command: {kind: 'pan', by: -1},
    group: 'Look',
    words: 'chart back in time',
    panes: CHART,
  },
  {
    name: 'chart-on',
    keys: ['}', 'shift+right'],
    command: {kind: 'pan', by: 1},
    group: 'Look',
    words: 'chart on in time',
    panes: CHART,
  },
  {
    name: 'chart-closer',
    keys: ['>'],
    command: {kind: 'zoom-time', by: 1},
    group: 'Look',
    words: 'chart closer: wider bars',
    panes: CHART,
  },
  {
    name: 'chart-wider',
    keys: ['<'],
    command: {kind: 'zoom-time', by: -1},
    group: 'Look',
    words: 'chart of more time',
    panes: CHART,
  },
  {
    name: 'next-symbol',
    keys: ['s'],
    command: {kind: 'symbol', by: 1},
    group: 'Look',
    words: 'next symbol',
    panes: NAMES,
  },
  {
    name: 'previous-symbol',
    keys: ['S'],
    command: {kind: 'symbol', by: -1},
    group: 'Look',
    words: 'previous symbol',
    panes: NAMES,
  },
  {
    name: 'longer-bars',
    keys: ['i'],
    command: {kind: 'interval', by: 1},
    group: 'Look',
    words: 'longer bars',
    panes: CHART,
  },
  {
    name: 'shorter-bars',
    keys: ['I'],
    command: {kind: 'interval', by: -1},
    group: 'Look',
    words: 'shorter bars',
    panes: CHART,
  },
  {name: 'chart-kind', keys: ['c'], command: {kind: 'chart-kind'}, group: 'Look', words: 'chart kind', panes: CHART},
  {
    name: 'compare',
    keys: ['x'],
    command: {kind: 'compare'},
    group: 'Look',
    words: 'all names in one chart',
    panes: NAMES,
    hint: 'compare',
  },
  {
    name: 'compare-base',
    keys: ['X'],
    command: {kind: 'compare-base'},
    group: 'Look',
    words: 'what names start from',
    panes: CHART,
  },
  {
    name: 'four-charts',
    keys: ['v'],
    command: {kind: 'four-up'},
    group: 'Look',
    words: 'four charts at once',
    panes: CHART,
  },
  {
    name: 'filter',
    keys: ['/'],
    command: {kind: 'ask', prompt: 'filter'},
    group: 'Look',
    words: 'filter the wire',
    panes: WIRE,
    hint: 'filter',
  },
  {
    name: 'palette',
    keys: [':'],
    command: {kind: 'ask', prompt: 'command'},
    group: 'Look',
    words: 'find anything',
    hint: 'find',
  },
  {name: 'copy', keys: ['y'], command: {kind: 'copy'}, group: 'Look', words: 'copy the headline', panes: WIRE},
  {name: 'link', keys: ['o'], command: {kind: 'open-link'}, group: 'Look', words: 'open its link', panes: WIRE},
  {
    name: 'pause',
    keys: ['space'],
    command: {kind: 'toggle-pause'},
    group: 'Clock',
    words: 'pause and go on',
    hint: 'pause',
  },
  {name: 'faster', keys: ['+', '='], command: {kind: 'speed', by: 1}, group: 'Clock', words: 'faster', hint: 'speed'},
  {name: 'slower', keys: ['-', '_'], command: {kind: 'speed', by: -1}, group: 'Clock', words: 'slower', hint: 'speed'},
  {name: 'step-event', keys: ['.'], command: {kind: 'step', unit: 'event'}, group: 'Clock', words: 'step one event'},
  {name: 'step-bar', keys: [','], command: {kind: 'step', unit: 'bar'}, group: 'Clock', words: 'step one bar'},
  {
    name: 'headline-before',
    keys: ['['],
    command: {kind: 'jump', by: -1},
    group: 'Clock',
    words: 'to the headline before',
    hint: 'headline',
  },
  {
    name: 'headline-after',
    keys: [']'],
    command: {kind: 'jump', by: 1},
    group: 'Clock',
    words: 'to the next headline',
    hint: 'headline',
  },
  {
    name: 'go-to-time',
    keys: ['t'],
    command: {kind: 'ask', prompt: 'time'},
    group: 'Clock',
    words: 'go to a time',
    hint: 'go to time',
  },
  {name: 'days', keys: ['d'], command: {kind: 'days'}, group: 'Clock', words: 'choose another day'},
  {name: 'restart', keys: ['0'], command: {kind: 'restart'}, group: 'Clock', words: 'to the start of the day'},
  {name: 'layout', keys: ['L'], command: {kind: 'layout', by: 1}, group: 'Screen', words: 'next layout'},
  {name: 'theme', keys: ['T'], command: {kind: 'theme', by: 1}, group: 'Screen', words: 'next theme'},
  {name: 'zoom', keys: ['z'], command: {kind: 'zoom'}, group: 'Screen', words: 'this pane alone'},
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
