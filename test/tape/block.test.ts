import fc from 'fast-check';
import {expect, test} from 'vitest';
import {decodeBlock, encodeBlock} from '../../src/tape/block.ts';
import {anyTape, makeTrade} from './tape-fixtures.ts';

const encode = (events: Parameters<typeof encodeBlock>[0]): Buffer => Buffer.concat(encodeBlock(events));

test('any events come back exactly as they were', () => {
  fc.assert(
    fc.property(anyTape, events => {
      expect(decodeBlock(encode(events), events.length)).toStrictEqual(events);
    }),
    {numRuns: 300},
  );
});

test('raw doubles, negative zero and the largest numbers come back to the bit', () => {
  const prices = [
    -0,
    0,
    0.1 + 0.2,
    228.36500549316406,
    Number.MAX_VALUE,
    Number.MIN_VALUE,
    -1e-300,
    2 ** 53,
    1e15 + 0.5,
  ];
  const events = prices.map((price, row) => makeTrade(row, {price}));
  expect(decodeBlock(encode(events), events.length)).toStrictEqual(events);
});

test('what is not a finite number is refused when written', () => {
  expect(() => encode([makeTrade(0, {price: Number.NaN})])).toThrow(/not a finite number/);
});

test('garbage in a block with a right checksum is refused, whatever it is', () => {
  const good = encode(Array.from({length: 50}, (_, row) => makeTrade(row)));
  const change = fc.record({place: fc.nat(good.length - 1), byte: fc.nat(255)});
  fc.assert(
    fc.property(fc.array(change, {minLength: 1, maxLength: 4}), fc.nat(70_000), (changes, count) => {
      const bytes = Buffer.from(good);
      for (const {place, byte} of changes) bytes[place] = byte;
      for (const claimed of [50, count]) {
        try {
          for (const event of decodeBlock(bytes, claimed)) {
            expect(event.kind === 'trade' ? Number.isFinite(event.price) : event.kind).toBeTruthy();
            expect(Number.isSafeInteger(event.receivedAt)).toBe(true);
          }
        } catch (cause) {
          expect(cause instanceof RangeError || cause instanceof SyntaxError).toBe(true);
        }
      }
    }),
    {numRuns: 300},
  );
});
