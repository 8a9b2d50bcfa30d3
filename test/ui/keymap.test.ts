import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {helpLines} from '../../src/ui/draw/help-lines.ts';
import {keymapOf} from '../../src/ui/effective-keymap.ts';
import {keysOf} from '../../src/ui/key-input.ts';
import {formatKey, isKeyName} from '../../src/ui/key-names.ts';
import {KEYMAP} from '../../src/ui/keymap/keymap.ts';
import {promptCommandOf} from '../../src/ui/prompt-keys.ts';
import {PANES, type PaneName} from '../../src/view/command.ts';

const DEFAULTS = keymapOf({});
const textOf = (width: number, keymap = DEFAULTS, pane: PaneName = 'wire'): readonly string[] =>
  helpLines(width, keymap, pane).map(line => line.map(piece => piece.text).join(''));

describe('the keymap', () => {
  test('gives no key two meanings', () => {
    const keys = KEYMAP.flatMap(binding => binding.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('reaches every command by a key that a terminal can send', () => {
    for (const {keys, command} of KEYMAP) for (const key of keys) expect(DEFAULTS.commandOf(key)).toEqual(command);
    for (const {keys} of KEYMAP) for (const key of keys) expect(isKeyName(key)).toBe(true);
    const typed = KEYMAP.flatMap(binding => binding.keys).filter(key => key.length === 1);
    expect(typed.flatMap(key => keysOf([{input: key, key: {}}]))).toEqual(typed);
  });

  test.each([40, 80, 120])('is all on the help screen, once, nothing cut at %i columns', width => {
    for (const pane of PANES) {
      const lines = textOf(width - 2, DEFAULTS, pane);
      for (const {keys, words} of KEYMAP) {
        const row = ` ${keys.map(formatKey).join(' ')}`;
        expect(lines.filter(line => line.includes(words) && line.includes(row))).toHaveLength(1);
      }
      for (const line of lines) expect(line.trimEnd().length).toBeLessThanOrEqual(width - 2);
    }
  });

  test.each([
    ['watch', 'In the watch list', 'next symbol', 'filter the wire'],
    ['chart', 'In the chart', 'crosshair one bar back', 'next unread headline'],
    ['deals', 'In the deals', 'down one row', 'chart kind'],
    ['wire', 'In the wire', 'next unread headline', 'chart kind'],
  ] as const)('says first what matters in the %s', (pane, heading, mine, other) => {
    const lines = textOf(38, DEFAULTS, pane);
    const own = lines.slice(0, lines.indexOf(''));
    expect(own[0]?.trim()).toBe(heading);
    expect(own.filter(line => line.endsWith(mine))).toHaveLength(1);
    expect(own.filter(line => line.endsWith(other))).toEqual([]);
    expect(own).toHaveLength(1 + KEYMAP.filter(({panes}) => panes?.includes(pane)).length);
  });

  test('names each binding once', () => {
    expect(new Set(KEYMAP.map(binding => binding.name)).size).toBe(KEYMAP.length);
  });

  test('types while the bottom line asks, and moves over a list above it', () => {
    expect(promptCommandOf('q', 'filter')).toEqual({kind: 'type', text: 'q'});
    expect(promptCommandOf('space', 'filter')).toEqual({kind: 'type', text: ' '});
    expect(promptCommandOf('return', 'time')).toEqual({kind: 'submit'});
    expect(promptCommandOf('up', 'filter')).toBeUndefined();
    expect(promptCommandOf('up', 'command')).toEqual({kind: 'move', by: -1});
    expect(promptCommandOf('ctrl+u', 'filter')).toEqual({kind: 'erase-all'});
    expect(promptCommandOf('ctrl+c', 'filter')).toEqual({kind: 'quit'});
  });
});

describe('keys of a person’s own', () => {
  test('take the place of the defaults, on the help screen too', () => {
    const keymap = keymapOf({pause: 'Z ctrl+x'});
    expect(keymap.problems).toEqual([]);
    expect(keymap.commandOf('Z')).toEqual({kind: 'toggle-pause'});
    expect(keymap.commandOf('ctrl+x')).toEqual({kind: 'toggle-pause'});
    expect(keymap.commandOf('space')).toBeUndefined();
    expect(textOf(118, keymap).some(line => line.includes(' Z Ctrl-x') && line.includes('pause and go on'))).toBe(true);
  });

  test('may be exchanged', () => {
    const keymap = keymapOf({pause: 'p', 'previous-unread': 'space'});
    expect(keymap.problems).toEqual([]);
    expect(keymap.commandOf('p')).toEqual({kind: 'toggle-pause'});
    expect(keymap.commandOf('space')).toEqual({kind: 'unread', by: -1});
  });

  test('that clash are reported and the default is kept', () => {
    const keymap = keymapOf({pause: 'q'});
    expect(keymap.problems).toEqual(["keys: q is quit's already, so pause keeps its own"]);
    expect(keymap.commandOf('q')).toEqual({kind: 'quit'});
    expect(keymap.commandOf('space')).toEqual({kind: 'toggle-pause'});
  });

  test('fall back one after the other when a default given back takes a key again', () => {
    const keymap = keymapOf({'next-unread': 'space', pause: 'q'});
    expect(keymap.problems).toHaveLength(2);
    expect(keymap.commandOf('space')).toEqual({kind: 'toggle-pause'});
    expect(keymap.commandOf('n')).toEqual({kind: 'unread', by: 1});
  });

  test('of no command, of no key and of nothing are reported', () => {
    expect(keymapOf({fly: 'f', pause: 'hyper+q', help: ' '}).problems).toEqual([
      'keys: there is no command fly',
      'keys: pause cannot be on hyper+q, which is no key',
      'keys: help has no key',
    ]);
  });

  test('never take the ways out', () => {
    expect(keymapOf({quit: 'Q'}).commandOf('ctrl+c')).toEqual({kind: 'quit'});
    expect(keymapOf({back: 'Z'}).commandOf('escape')).toEqual({kind: 'back'});
  });

  test('give every key one meaning, whatever is set', () => {
    const name = fc.constantFrom(...KEYMAP.map(binding => binding.name));
    const keys = fc.array(fc.constantFrom('j', 'q', 'p', 'space', 'b', 'ctrl+c', 'escape', 'A'), {maxLength: 3});
    const setting = fc.dictionary(
      name,
      keys.map(list => list.join(' ')),
      {maxKeys: 6},
    );
    fc.assert(
      fc.property(setting, set => {
        const bound = keymapOf(set).bindings.flatMap(binding => binding.keys);
        expect(new Set(bound).size).toBe(bound.length);
      }),
    );
  });
});

describe('keys in what the terminal sends', () => {
  const typed = (input: string) => keysOf([{input, key: {}}]);

  test('a burst is as many keys', () => {
    expect(typed('jjjk')).toEqual(['j', 'j', 'j', 'k']);
    expect(typed('j j')).toEqual(['j', 'space', 'j']);
    expect(typed('j'.repeat(40))).toHaveLength(40);
  });

  test('text longer than fingers type is a paste, and so are lines', () => {
    expect(typed('the quick brown fox jumps over')).toEqual([]);
    expect(typed('q\rq')).toEqual([]);
  });

  test('names what has no character', () => {
    expect(keysOf([{input: '', key: {upArrow: true}}])).toEqual(['up']);
    expect(keysOf([{input: '', key: {tab: true, shift: true}}])).toEqual(['shift+tab']);
    expect(keysOf([{input: '', key: {leftArrow: true, shift: true}}])).toEqual(['shift+left']);
    expect(keysOf([{input: '', key: {rightArrow: true, shift: true}}])).toEqual(['shift+right']);
    expect(keysOf([{input: 'c', key: {ctrl: true}}])).toEqual(['ctrl+c']);
    expect(keysOf([{input: '\r', key: {return: true}}])).toEqual(['return']);
  });

  test('a reply of the terminal presses nothing, a bracket typed alone does', () => {
    const reply = [
      {input: ']', key: {}},
      {input: '11;rgb:0000/0000/0000', key: {}},
      {input: '\\', key: {}},
    ];
    expect(keysOf(reply)).toEqual([]);
    expect(keysOf([...reply, {input: 'j', key: {}}])).toEqual(['j']);
    expect(typed(']')).toEqual([']']);
    expect(typed(']]j')).toEqual([']', ']', 'j']);
    // Esc and j pressed at once arrive as Alt-j.
    expect(keysOf([{input: 'j', key: {meta: true}}])).toEqual(['escape', 'j']);
  });
});
