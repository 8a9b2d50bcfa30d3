import {describe, expect, test} from 'vitest';
import {KEYMAP} from '../../src/ui/keymap/keymap.ts';
import {paletteMatches} from '../../src/ui/palette.ts';
import {createUiState} from '../../src/view/ui-state.ts';
import {at, snapshotAt} from './day-fixture.ts';

const market = snapshotAt(at(9, 47, 12));
const days = [
  {
    name: 'quiet',
    date: '2026-01-22',
    title: 'A quiet day',
    provenance: 'simulated',
    trades: 1,
    headlines: 1,
    fault: undefined,
  },
  {name: 'torn', date: '', title: '', provenance: '', trades: 0, headlines: 0, fault: 'torn is not whole'},
];
const ui = createUiState(at(9, 40), {days});
const texts = (query: string) => paletteMatches(query, market, ui).map(match => match.text);

describe('the palette', () => {
  test('has every command that can be chosen, the names, the headlines and the days', () => {
    const all = texts('');
    for (const {words, command, name} of KEYMAP) {
      const moves = ['move', 'end', 'back', 'remove'].includes(command.kind) || name === 'palette';
      expect(all.includes(words)).toBe(!moves);
    }
    expect(all).toContain('NVDA');
    expect(all).toContain('quiet  A quiet day');
    expect(all).toContain('Microsoft extends its losses after results');
    expect(all.some(text => text.includes('torn'))).toBe(false);
  });

  test('puts the best first', () => {
    expect(texts('pause')[0]).toBe('pause and go on');
    expect(texts('nvda')[0]).toBe('NVDA');
    expect(texts('warsh')[0]).toBe('Warsh is named to lead the Federal Reserve');
    expect(texts('quiet')[0]).toBe('quiet  A quiet day');
    expect(texts('zzzz')).toEqual([]);
  });

  test('shows the keys that a command has now', () => {
    const own = {...ui, preferences: {...ui.preferences, keys: {pause: 'Z'}}};
    expect(paletteMatches('pause', market, own)[0]?.aside).toBe('Z');
  });

  test('offers no day while live', () => {
    const live = snapshotAt(at(9, 47, 12), [], {mode: 'live'});
    expect(paletteMatches('', live, ui).some(match => match.sort === 'day')).toBe(false);
  });
});
