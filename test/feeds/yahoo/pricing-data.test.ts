import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type PricingData, readPricingData, writePricingData} from '../../../src/feeds/yahoo/pricing-data.ts';
import {roundPrice, shortestFloat} from '../../../src/feeds/yahoo/round-price.ts';
import {GOLDEN} from './golden.ts';

describe('PricingData', () => {
  const golden = readPricingData(Buffer.from(GOLDEN, 'base64'));

  test('is read field by field', () => {
    expect(golden).toEqual({
      ...{id: 'BTC-USD', price: 94745.078125, time: 1_736_509_140_000, currency: 'USD', exchange: 'CCC'},
      ...{quoteType: 41, marketHours: 1, changePercent: Math.fround(1.5344921), dayVolume: 59_712_028_672},
      ...{dayHigh: Math.fround(95227.555), dayLow: Math.fround(92517.22), change: Math.fround(1431.8906)},
      ...{openPrice: Math.fround(92529.99), lastSize: 59_712_028_672, priceHint: 2, vol24hr: 59_712_028_672},
      ...{volAllCurrencies: 59_712_028_672, fromcurrency: 'BTC'},
      ...{circulatingSupply: 19_808_172, marketcap: 1_876_726_640_000},
    });
  });

  test('is written byte for byte as it came', () => {
    expect(Buffer.from(writePricingData(golden ?? {})).toString('base64')).toBe(GOLDEN);
  });

  test('any that can be written is read back the same', () => {
    const text = fc.string({minLength: 1, maxLength: 20});
    const whole = fc.integer({min: 1, max: 2 ** 51}).chain(size => fc.constantFrom(size, -size));
    const some = fc.record(
      {
        id: text,
        shortName: text,
        price: fc.float({noNaN: true, min: 1}),
        time: whole,
        dayVolume: whole,
        priceHint: whole,
      },
      {requiredKeys: ['id'], noNullPrototype: true},
    );
    fc.assert(
      fc.property(some, data => {
        expect(readPricingData(writePricingData(data as PricingData))).toEqual(data);
      }),
    );
  });

  test('no bytes make it throw, and a part of a message is none', () => {
    const bytes = Buffer.from(GOLDEN, 'base64');
    expect(readPricingData(bytes.subarray(0, bytes.length - 3))).toBeUndefined();
    expect(readPricingData(new Uint8Array())).toBeUndefined();
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 200}), fc.nat(150), (noise, place) => {
        const read = readPricingData(noise);
        expect(read === undefined || typeof read === 'object').toBe(true);
        const torn = Buffer.concat([bytes.subarray(0, place), noise, bytes.subarray(place)]);
        expect(() => readPricingData(torn)).not.toThrow();
      }),
    );
  });

  test('passes over what it does not know, and what is of another type than it should be', () => {
    // Field 99, a text; then the price as a whole number in place of a float; then the id.
    const bytes = Buffer.from([0x9a, 0x06, 0x02, 0x68, 0x69, 0x10, 0x05, 0x0a, 0x01, 0x41]);
    expect(readPricingData(bytes)).toEqual({id: 'A'});
  });
});

describe('a float of 32 bits', () => {
  test.each([
    [232.35000610351562, 2, 232.35],
    [94745.078125, 2, 94745.08],
    [0.12345679104328156, 4, 0.1235],
    [0.12345679104328156, 0, 0.12345679],
    [1e-5, 0, 0.00001],
    [3_000_000, 2, 3_000_000],
  ])('%d to %d decimals is %d', (value, decimals, rounded) => {
    expect(roundPrice(Math.fround(value), decimals)).toBe(rounded);
  });

  test('is the same float in its shortest form, and every price of cents below 100 000 is told', () => {
    fc.assert(
      fc.property(fc.float({noNaN: true, noDefaultInfinity: true, min: Math.fround(1e-6)}), value => {
        expect(Math.fround(shortestFloat(value))).toBe(value);
      }),
    );
    fc.assert(
      fc.property(fc.integer({min: 1, max: 9_999_999}), cents => {
        expect(roundPrice(Math.fround(cents / 100), 2)).toBe(cents / 100);
      }),
    );
  });
});
