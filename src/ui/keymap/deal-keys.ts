import type {PaneName} from '../../view/command.ts';
import type {Binding} from './binding.ts';

const DEALS: readonly PaneName[] = ['deals'];

/** What is done to the deals by hand. */
export const DEAL_KEYS: readonly Binding[] = [
  {
    name: 'merge',
    keys: ['m'],
    command: {kind: 'ask', prompt: 'merge'},
    group: 'Deals',
    words: 'merge into another deal',
    panes: DEALS,
  },
  {
    name: 'reassign',
    keys: ['r'],
    command: {kind: 'ask', prompt: 'reassign'},
    group: 'Deals',
    words: 'event to another deal',
    panes: DEALS,
  },
  {
    name: 'split',
    keys: ['b'],
    command: {kind: 'split', later: false},
    group: 'Deals',
    words: 'event as its own deal',
    panes: DEALS,
  },
  {
    name: 'split-later',
    keys: ['B'],
    command: {kind: 'split', later: true},
    group: 'Deals',
    words: 'the same, and all after',
    panes: DEALS,
  },
  {
    name: 'fits',
    keys: ['f'],
    command: {kind: 'judge-suggestion', fits: true},
    group: 'Deals',
    words: 'take a “maybe” in',
    panes: DEALS,
  },
  {
    name: 'fits-not',
    keys: ['F'],
    command: {kind: 'judge-suggestion', fits: false},
    group: 'Deals',
    words: 'put a “maybe” away',
    panes: DEALS,
  },
  {name: 'pin', keys: ['*'], command: {kind: 'pin'}, group: 'Deals', words: 'pin the deal; unpin it', panes: DEALS},
  {name: 'undo', keys: ['u'], command: {kind: 'undo-act'}, group: 'Deals', words: 'undo what was done', panes: DEALS},
];
