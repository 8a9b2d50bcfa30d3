import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Trade} from '../../../src/core/events.ts';
import {DAY, plus, SECOND} from '../../../src/core/instant.ts';
import {ticker} from '../../../src/core/ticker.ts';
import {createRecentKeys, GENERATION, PRINT, takeNew} from '../../../src/feeds/connection/recent-keys.ts';
import {MOST_RECENT} from '../../../src/feeds/connection/recent-prints.ts';
import {OPENING, print} from './walk-connection.ts';

const keyOf = (event: {readonly kind: string}): string | undefined =>
  event.kind === 'trade' && 'id' in event ? String(event.id) : undefined;

test('what came lately is known, what came long ago is forgotten, and memory has an end', () => {
  const recent = createRecentKeys();
  const isNew = (id: number): boolean => takeNew(recent, [print(id, OPENING)], keyOf).length === 1;
  for (let id = 0; id < 5 * GENERATION; id++) takeNew(recent, [print(id, OPENING)], keyOf);
  expect(recent.young.size + recent.old.size).toBeLessThanOrEqual(2 * GENERATION);
  expect(isNew(4 * GENERATION + 1)).toBe(false);
  expect(isNew(0)).toBe(true);
});

test('a batch without anything known is passed on as it is', () => {
  const batch = [print(1, OPENING), print(2, OPENING)];
  const recent = createRecentKeys();
  expect(takeNew(recent, batch, keyOf)).toBe(batch);
  expect(takeNew(recent, batch, keyOf)).toEqual([]);
  expect(takeNew(recent, batch, () => undefined)).toBe(batch);
});

describe('prints', () => {
  const trade = (changes: Partial<Trade>): Trade => ({
    kind: 'trade',
    id: 7,
    at: OPENING,
    receivedAt: OPENING,
    symbol: ticker('AMZN'),
    venue: 'Q',
    tape: 'C',
    price: 1,
    size: 1,
    conditions: [],
    ...changes,
  });
  const taking = (recent = createRecentKeys()) => {
    return (changes: Partial<Trade>): boolean => takeNew(recent, [trade(changes)], () => PRINT).length === 1;
  };

  test('are told apart by symbol, day, venue, tape and number', () => {
    const isNew = taking();
    const others: readonly Partial<Trade>[] = [
      {},
      {id: 8},
      {id: 7 + 2 ** 32},
      {symbol: ticker('MSFT')},
      {at: plus(OPENING, DAY)},
      {venue: 'D'},
      {venue: 'QQ'},
      {venue: 'é'},
      {tape: 'A'},
    ];
    for (const other of others) expect(isNew(other)).toBe(true);
    for (const other of others) expect(isNew({...other, at: plus(other.at ?? OPENING, SECOND), price: 2})).toBe(false);
  });

  test('agree with a list of the latest, whatever comes, also once the numbers run round', () => {
    const step = fc.record({
      id: fc.oneof(fc.nat(40), fc.nat(4_000), fc.constantFrom(2 ** 31, 2 ** 32, 2 ** 52)),
      symbol: fc.constantFrom(ticker('AMZN'), ticker('MSFT')),
      venue: fc.constantFrom('Q', 'D'),
    });
    fc.assert(
      fc.property(fc.array(step, {maxLength: 3_000, size: 'max'}), fc.boolean(), (steps, isRound) => {
        const recent = createRecentKeys();
        if (isRound)
          Object.assign(recent.prints, {end: 2 ** 31 - 1_500, heads: recent.prints.heads.fill(2 ** 31 - 1_501)});
        const isNew = taking(recent);
        const seen = new Set<string>();
        for (const {id, symbol, venue} of steps) {
          const name = `${symbol} ${venue} ${id}`;
          expect(isNew({id, symbol, venue})).toBe(!seen.has(name));
          seen.add(name);
        }
      }),
      {numRuns: 30},
    );
  });

  test('of long ago are forgotten, and memory has an end', () => {
    const recent = createRecentKeys();
    const isNew = taking(recent);
    for (let id = 0; id < 3 * MOST_RECENT; id++) isNew({id});
    expect(recent.prints.ids.length).toBe(MOST_RECENT);
    for (const age of [1, 2, MOST_RECENT / 2, MOST_RECENT]) expect(isNew({id: 3 * MOST_RECENT - age})).toBe(false);
    expect(isNew({id: 2 * MOST_RECENT - 1})).toBe(true);
    expect(isNew({id: 2 * MOST_RECENT})).toBe(true);
    expect(isNew({id: 2 * MOST_RECENT + 2})).toBe(false);
  });
});
