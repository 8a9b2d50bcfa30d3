import {expect, test} from 'vitest';
import {plus, seconds} from '../../../src/core/instant.ts';
import {goodPrices, minutePrices} from '../../../src/view/report/good-prices.ts';
import {AMZN, clock, dayFile, trade} from '../../market/market-fixtures.ts';
import {publishedAt} from '../../market/reactions/reaction-fixtures.ts';

const from = clock('10:00');
const to = clock('10:30');
/** A print every ten seconds, 90 in all. */
const walk = Array.from({length: 90}, (_, index) => 100 + ((index * 7919) % 13) / 100);
const seriesOf = (prices: readonly number[]) => {
  const trades = prices.map((price, index) => trade(plus(from, seconds(10 * index)), price, 100));
  return publishedAt(dayFile(), trades, [to])[0]?.bars.get(AMZN);
};
const pricesOf = (prices: readonly number[]) => {
  const {prices: good, bad} = goodPrices(seriesOf(prices), {from, to});
  return {good: good.map(({price}) => price), bad};
};

test('a print far off that reverts at once is left out and counted; a step that stays is not', () => {
  expect(pricesOf(walk.with(50, 93))).toEqual({good: walk.toSpliced(50, 1), bad: 1});
  const stepped = walk.map((price, index) => (index < 50 ? price : price + 7));
  expect(pricesOf(stepped)).toEqual({good: stepped, bad: 0});
  expect(goodPrices(undefined, {from, to})).toEqual({prices: [], bad: 0});
});

test('nothing from outside of the stretch is in it', () => {
  const {prices} = goodPrices(seriesOf(walk), {from: clock('10:05'), to: clock('10:06')});
  expect(prices.map(({price}) => price)).toEqual(walk.slice(30, 36));
});

test('a minute is told by its last price', () => {
  const minutes = minutePrices(goodPrices(seriesOf(walk), {from, to}).prices);
  expect(minutes.map(({price}) => price)).toEqual(walk.filter((_, index) => index % 6 === 5));
});
