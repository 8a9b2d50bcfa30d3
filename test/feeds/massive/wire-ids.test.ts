import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {TapeCode} from '../../../src/core/events.ts';
import {conditionIdOf, lettersOf} from '../../../src/feeds/massive/condition-ids.ts';
import {tapeIdOf, tapeOf} from '../../../src/feeds/massive/tape-ids.ts';
import {tradeIdOf} from '../../../src/feeds/massive/trade-id.ts';
import {venueIdOf, venueOf} from '../../../src/feeds/massive/venue-ids.ts';
import {rulesFor} from '../../../src/market/conditions.ts';
import {SIP_CONDITIONS} from '../../../src/market/sip-conditions.ts';

const TAPES: readonly TapeCode[] = ['A', 'B', 'C'];

describe('the vendor’s numbers', () => {
  test('of sale conditions let a print update what its letters did', () => {
    for (const [letter, tapes] of SIP_CONDITIONS) {
      for (const tape of TAPES.filter(code => tapes.includes(code))) {
        const back = lettersOf([conditionIdOf(letter, tape)], tape);
        expect(rulesFor(back, tape), `${letter} on ${tape}`).toEqual(rulesFor([letter], tape));
      }
    }
  });

  test('that are not known count for volume at most, and 41 for nothing', () => {
    expect(rulesFor(lettersOf([244], 'C'), 'C').unknown).toBe(true);
    expect(lettersOf([14, 41], 'C')).toEqual(['F']);
    expect(lettersOf(undefined, 'C')).toEqual([]);
    expect(lettersOf([2], 'A')).toEqual(['B']);
    expect(lettersOf([2], 'C')).toEqual(['W']);
    expect(lettersOf([4], 'A')).toEqual(['?']);
    expect(lettersOf([4], 'C')).toEqual(['B']);
  });

  test('of venues and tapes come back', () => {
    for (const letter of 'ABCDEIJKMNPSLVWXYZHU') expect(venueOf(venueIdOf(letter), 'C')).toBe(letter);
    expect([venueOf(12, 'C'), venueOf(12, 'A'), venueIdOf('Q'), venueIdOf('T')]).toEqual(['Q', 'T', 12, 12]);
    expect(venueIdOf(venueOf(62, 'O'))).toBe(62);
    for (const tape of TAPES) expect(tapeOf(tapeIdOf(tape))).toBe(tape);
    expect([tapeOf(undefined), tapeOf(9), tapeOf(0)]).toEqual(['O', 'O', 'O']);
  });

  test('of prints stay what they are, and words become numbers of their own', () => {
    expect(tradeIdOf('52983525033527', undefined)).toBe(52_983_525_033_527);
    expect(tradeIdOf('7', 0)).toBe(7);
    const ids = ['007', '00MGON', '00MGOM', '52983525033527123', ' 7', '7'].map(id => tradeIdOf(id, undefined));
    expect(new Set([...ids, tradeIdOf('7', 201), tradeIdOf('7', 202)]).size).toBe(8);
    fc.assert(fc.property(fc.string(), fc.nat(), (id, trf) => Number.isSafeInteger(tradeIdOf(id, trf))));
  });
});
