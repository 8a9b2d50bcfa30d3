import {expect, test} from 'vitest';
import {plus, seconds} from '../../../src/core/instant.ts';
import {badPricesIn, goodPriceAt} from '../../../src/market/reactions/good-price.ts';
import {AMZN, clock, dayFile, headline, trade} from '../market-fixtures.ts';
import {publishedAt, reactionIn} from './reaction-fixtures.ts';

const from = clock('10:00');
const at = (second: number) => plus(from, seconds(second));
/** A print a second, one of which is far off and reverts at once. */
const seriesWith = (bad: number, count = 60) => {
  const trades = Array.from({length: count}, (_, second) =>
    trade(at(second), second === bad ? 230 : 200 + (second % 3) / 100, 100, {symbol: AMZN}),
  );
  const [snapshot] = publishedAt(dayFile(), trades, [at(count + 5)]);
  return snapshot?.bars.get(AMZN);
};

test('a print that reverts at once is left out where the next is known, and counted once', () => {
  const series = seriesWith(30);
  expect(goodPriceAt(series, at(31), at(33))?.price).toBeLessThan(201);
  expect(badPricesIn(series, at(10), at(50))).toBe(1);
  expect(badPricesIn(series, at(40), at(50))).toBe(0);
});

test('at the very end nothing says yet that it will revert: it stands', () => {
  const series = seriesWith(30);
  expect(goodPriceAt(series, at(31), at(31))?.price).toBe(230);
  expect(badPricesIn(series, at(10), at(31))).toBe(0);
});

test('a reaction counts what it left out', () => {
  const trades = Array.from({length: 1_500}, (_, second) =>
    trade(at(second), second === 599 || second === 700 ? 230 : 200 + (second % 3) / 100, 100, {symbol: AMZN}),
  );
  const told = headline('a', at(600), {symbols: [AMZN], headline: 'Amazon says something'});
  const [snapshot] = publishedAt(dayFile(), [...trades, told], [at(1_505)]);
  if (snapshot === undefined) throw new Error('nothing published');
  const reaction = reactionIn(snapshot, 'a', AMZN);
  expect([reaction.badPrints, reaction.base?.price.toFixed(1)]).toEqual([2, '200.0']);
});
