import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {fuzzyMatch} from '../../src/view/fuzzy-match.ts';

const scoreOf = (query: string, text: string): number => fuzzyMatch(query, text)?.score ?? Number.NEGATIVE_INFINITY;

describe('fuzzy match', () => {
  test('finds letters in a row and at the starts of words, whatever their case', () => {
    expect(fuzzyMatch('pau', 'Pause and go on')?.places).toEqual([0, 1, 2]);
    expect(fuzzyMatch('gtt', 'go to a time')?.places).toEqual([0, 3, 8]);
    expect(fuzzyMatch('on pau', 'pause and go on')?.places).toEqual([0, 1, 2, 13, 14]);
  });

  test('does not find letters strewn over a line, nor a word that is missing', () => {
    expect(fuzzyMatch('aeo', 'Microsoft steadies before the bell after')).toBeUndefined();
    expect(fuzzyMatch('pause quit', 'pause and go on')).toBeUndefined();
  });

  test('prefers a word’s start to its middle, a run to parts, and of equals the shorter text', () => {
    expect(scoreOf('met', 'next theme, metre')).toBeGreaterThan(scoreOf('met', 'next theme, diameter'));
    expect(scoreOf('theme', 'next theme')).toBeGreaterThan(scoreOf('theme', 'the menu is much emptier'));
    expect(scoreOf('zoom', 'zoom')).toBeGreaterThan(scoreOf('zoom', 'zoom this pane'));
  });

  test('nothing typed fits everything', () => {
    expect(fuzzyMatch(' ', 'anything')).toEqual({score: 0, places: []});
  });

  test('marks the letters asked for, in order, for any text', () => {
    fc.assert(
      fc.property(fc.string({maxLength: 6}), fc.string({maxLength: 40}), (query, text) => {
        const match = fuzzyMatch(query, text);
        if (match === undefined) return;
        expect([...match.places].sort((a, b) => a - b)).toEqual(match.places);
        const found = match.places.map(place => text.toLowerCase()[place]);
        for (const letter of query.toLowerCase().replaceAll(/\s/g, '')) expect(found).toContain(letter);
      }),
    );
  });

  test('always finds what is there as it is written', () => {
    const word = fc.stringMatching(/^[a-z]{2,8}$/);
    fc.assert(
      fc.property(fc.array(word, {minLength: 1, maxLength: 6}), fc.nat(), (words, pick) => {
        expect(fuzzyMatch(words[pick % words.length] ?? '', words.join(' '))).toBeDefined();
      }),
    );
  });
});
