import {describe, expect, test} from 'vitest';
import {helpLines} from '../../src/ui/draw/help-lines.ts';
import {keysOf} from '../../src/ui/key-input.ts';
import {commandOf, formatKey, KEYMAP} from '../../src/ui/keymap.ts';

const textOf = (width: number): readonly string[] =>
  helpLines(width).map(line => line.map(piece => piece.text).join(''));

describe('the keymap', () => {
  test('gives no key two meanings', () => {
    const keys = KEYMAP.flatMap(binding => binding.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('reaches every command by a key that a terminal can send', () => {
    for (const {keys, command} of KEYMAP) for (const key of keys) expect(commandOf(key, false)).toEqual(command);
    const typed = KEYMAP.flatMap(binding => binding.keys).filter(key => key.length === 1);
    expect(typed.flatMap(key => keysOf([{input: key, key: {}}]))).toEqual(typed);
  });

  test.each([40, 80, 120])('is all on the help screen, once, nothing cut at %i columns', width => {
    const lines = textOf(width - 2);
    for (const {keys, words} of KEYMAP) {
      const row = ` ${keys.map(formatKey).join(' ')}`;
      expect(lines.filter(line => line.includes(words) && line.includes(row))).toHaveLength(1);
    }
    for (const line of lines) expect(line.trimEnd().length).toBeLessThanOrEqual(width - 2);
  });

  test('types while the bottom line asks', () => {
    expect(commandOf('q', true)).toEqual({kind: 'type', text: 'q'});
    expect(commandOf('space', true)).toEqual({kind: 'type', text: ' '});
    expect(commandOf('return', true)).toEqual({kind: 'submit'});
    expect(commandOf('up', true)).toBeUndefined();
    expect(commandOf('ctrl+c', true)).toEqual({kind: 'quit'});
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
