import type {PaneName} from '../../view/command.ts';
import type {Binding} from './binding.ts';

const LISTS: readonly PaneName[] = ['watch', 'deals', 'wire'];
const WIRE: readonly PaneName[] = ['wire'];
const PAGES: readonly PaneName[] = ['deals', 'wire'];
const ENDS: readonly PaneName[] = ['chart', 'deals', 'wire'];

/** Where the keys go: rows, panes, unread headlines. */
export const MOVE_KEYS: readonly Binding[] = [
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
];
