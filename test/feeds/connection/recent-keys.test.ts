import {expect, test} from 'vitest';
import {createRecentKeys, GENERATION, isNew, takeNew} from '../../../src/feeds/connection/recent-keys.ts';
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

test('prints are told apart by symbol, place and number, and one generation after the other is forgotten', () => {
  const recent = createRecentKeys();
  const print = (symbol: string, place: number, id: number) => ({symbol, place, id});
  expect(isNew(recent, print('AMZN', 1, 7))).toBe(true);
  expect(isNew(recent, print('AMZN', 1, 7))).toBe(false);
  expect(isNew(recent, print('AMZN', 2, 7))).toBe(true);
  expect(isNew(recent, print('MSFT', 1, 7))).toBe(true);
  expect(isNew(recent, 'AMZN')).toBe(true);
  for (let id = 1_000; id < 1_000 + GENERATION; id++) isNew(recent, print('NVDA', 1, id));
  expect(isNew(recent, print('AMZN', 1, 7))).toBe(false);
  for (let id = 1; id <= GENERATION; id++) isNew(recent, print('GOOGL', 1, id));
  expect(isNew(recent, print('AMZN', 1, 7))).toBe(true);
});
