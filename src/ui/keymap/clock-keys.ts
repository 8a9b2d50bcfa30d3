import type {Binding} from './binding.ts';

/** The replay’s clock, and the day it is of. */
export const CLOCK_KEYS: readonly Binding[] = [
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
  {
    name: 'replay-from',
    keys: ['J'],
    command: {kind: 'replay-from'},
    group: 'Clock',
    words: 'replay from this row',
    panes: ['deals', 'wire'],
  },
  {name: 'days', keys: ['d'], command: {kind: 'days'}, group: 'Clock', words: 'choose another day'},
  {name: 'restart', keys: ['0'], command: {kind: 'restart'}, group: 'Clock', words: 'to the start of the day'},
];
