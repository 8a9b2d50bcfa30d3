import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createQuoteBook} from '../../../src/feeds/synthetic/quote-book.ts';
import {createRandom} from '../../../src/feeds/synthetic/seeded-random.ts';

describe('createQuoteBook', () => {
  test('keeps the price between a bid and a higher ask', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.double({min: 100, max: 90_000, noNaN: true}), {minLength: 1, maxLength: 50}),
        fc.double({min: 0.5, max: 20, noNaN: true}),
        (seed, prices, usual) => {
          const book = createQuoteBook(createRandom(seed), 40, [['Q', 1]]);
          for (const price of prices) {
            book.follow(price, usual);
            const {bid, ask, bidSize, askSize} = book.top();
            expect(Number.isInteger(bid) && Number.isInteger(ask)).toBe(true);
            expect(bid).toBeLessThan(ask);
            expect(bid).toBeLessThanOrEqual(price);
            expect(ask).toBeGreaterThanOrEqual(price);
            expect([bidSize % 40, askSize % 40]).toEqual([0, 0]);
          }
        },
      ),
    );
  });

  test('stays where it is while the price does', () => {
    const book = createQuoteBook(createRandom('still'), 100, [['Q', 1]]);
    expect(book.follow(25_000.5, 1)).toBe(true);
    const before = book.top();
    expect(book.follow((before.bid + before.ask) / 2, 1)).toBe(false);
    expect(book.top()).toBe(before);
    book.resize();
    expect(book.top()).toMatchObject({bid: before.bid, ask: before.ask});
  });
});
