import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {TapeCode} from '../../src/core/events.ts';
import {type BarRules, priceOnly, ruleAt, rulesFor, type Update} from '../../src/market/conditions.ts';
import {SIP_CONDITIONS} from '../../src/market/sip-conditions.ts';

const all = {openClose: 'yes', highLow: true, volume: true};
const volumeOnly = {openClose: 'no', highLow: false, volume: true};
const nothing = {openClose: 'no', highLow: false, volume: false};
const ranks: Readonly<Record<Update, number>> = {no: 0, first: 1, yes: 2};
const notLooser = (a: BarRules, b: BarRules): boolean =>
  ranks[a.openClose] <= ranks[b.openClose] && Number(a.highLow) <= Number(b.highLow) && a.volume <= b.volume;

describe('the sale conditions', () => {
  test.each([
    ['a regular sale', [], 'C', all, all],
    ['a regular sale, written out', ['@', ' '], 'A', all, all],
    ['an odd lot', ['@', 'I'], 'C', volumeOnly, volumeOnly],
    ['extended hours', ['@', 'T'], 'C', all, volumeOnly],
    ['an odd lot of extended hours', ['T', 'I'], 'C', volumeOnly, volumeOnly],
    ['an official close', ['M'], 'C', nothing, nothing],
    ['an average price on tape A', ['B'], 'A', volumeOnly, volumeOnly],
    ['a bunched sale on tape C', ['B'], 'C', all, all],
    ['sold out of sequence', ['Z'], 'C', volumeOnly, {openClose: 'first', highLow: true, volume: true}],
    ['a corrected close', ['9'], 'C', nothing, {openClose: 'yes', highLow: true, volume: false}],
    ['derivatively priced, odd lot', ['@', '4', 'I'], 'C', volumeOnly, volumeOnly],
  ] as const)('%s', (_, codes, tape, minute, day) => {
    expect(rulesFor(codes, tape)).toMatchObject({minute, day, unknown: false});
  });

  test('a code unknown on its tape counts for volume only, and says so', () => {
    expect(rulesFor(['W'], 'A')).toMatchObject({minute: volumeOnly, day: volumeOnly, unknown: true});
    expect(rulesFor(['@', 'long'], 'C')).toMatchObject({minute: volumeOnly, unknown: true});
    expect(rulesFor(['M', '?'], 'C')).toMatchObject({minute: nothing, unknown: true});
  });

  test('no minute rule is "first": a bar of a second needs no order of arrival', () => {
    expect(SIP_CONDITIONS.filter(([, , minute]) => minute.startsWith('f'))).toEqual([]);
    expect(SIP_CONDITIONS).toHaveLength(32);
  });

  test('another condition never loosens a rule, and order does not matter', () => {
    const code = fc.constantFrom(...SIP_CONDITIONS.map(([letter]) => letter), '?');
    fc.assert(
      fc.property(
        fc.array(code, {maxLength: 6}),
        code,
        fc.constantFrom<TapeCode>('A', 'B', 'C'),
        (some, more, tape) => {
          const [loose, strict] = [rulesFor(some, tape), rulesFor([...some, more], tape)];
          expect(notLooser(strict.minute, loose.minute) && notLooser(strict.day, loose.day)).toBe(true);
          expect(rulesFor([more, ...some].reverse(), tape)).toBe(strict);
          expect(ruleAt(strict.id)).toBe(strict);
        },
      ),
    );
  });

  test('a print counted elsewhere keeps its say on prices of the day alone', () => {
    expect(priceOnly(rulesFor(['Z'], 'C'))).toMatchObject({
      minute: nothing,
      day: {openClose: 'first', highLow: true, volume: false},
    });
  });
});
