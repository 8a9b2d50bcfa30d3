import {describe, expect, test} from 'vitest';
import type {Trade} from '../../../src/core/events.ts';
import {instant} from '../../../src/core/instant.ts';
import {ticker} from '../../../src/core/ticker.ts';
import {amend} from '../../../src/feeds/synthetic/amendments.ts';
import type {Amendment} from '../../../src/feeds/synthetic/scenario.ts';

const trade = (id: number, conditions: readonly string[]): Trade => ({
  kind: 'trade',
  at: instant(id * 1_000_000),
  receivedAt: instant(id * 1_000_000 + 200),
  symbol: ticker('AMZN'),
  id,
  venue: 'Q',
  tape: 'C',
  price: 250,
  size: 100,
  conditions,
});
const events = [trade(1, ['@']), trade(2, ['@', 'I']), trade(3, ['@', 'O', 'X']), trade(4, ['@']), trade(5, ['@'])];
const amendment: Amendment = {kind: 'cancel', symbol: ticker('AMZN'), second: 2, after: 60, off: 0};
const at = (second: number) => instant(second * 1_000_000);

describe('amend', () => {
  test('cancels the first ordinary lot at or after the moment', () => {
    expect(amend(events, [amendment], at)).toMatchObject([
      {kind: 'cancel', id: 4, action: 'C', price: 250, size: 100, at: 64_000_000},
    ]);
  });

  test('corrects a print under a new id', () => {
    expect(amend(events, [{...amendment, kind: 'correct', off: -3}], at)).toMatchObject([
      {
        kind: 'correction',
        originalId: 4,
        original: {price: 250},
        correctedId: 6,
        corrected: {price: 249.97, size: 100},
      },
    ]);
  });

  test('plants an error and takes it back', () => {
    expect(amend(events, [{...amendment, kind: 'error', off: -0.01}], at)).toMatchObject([
      {kind: 'trade', id: 6, price: 247.5, at: 4_000_000},
      {kind: 'cancel', id: 6, price: 247.5, action: 'E'},
    ]);
  });

  test('says so when there is no such print', () => {
    expect(() => amend(events, [{...amendment, second: 9}], at)).toThrow(/no print to amend/);
  });
});
