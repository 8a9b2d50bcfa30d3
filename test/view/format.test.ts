import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {instant, minutes, seconds, span} from '../../src/core/instant.ts';
import {parseTradingDate} from '../../src/core/new-york.ts';
import {parseInstant} from '../../src/core/parse-instant.ts';
import {
  formatAmount,
  formatClock,
  formatClockZone,
  formatCount,
  formatDate,
  formatDirection,
  formatElapsed,
  formatMoney,
  formatMultiple,
  formatPercent,
  formatPrice,
  formatPriceChange,
  formatShare,
  formatSigma,
  formatSpan,
  formatSpeed,
  formatStatistic,
  formatTime,
  formatTradingDate,
} from '../../src/view/format.ts';

const at = parseInstant('2026-01-30T14:47:12.9Z') ?? instant(0);

describe('figures', () => {
  test.each<[string, string]>([
    [formatPrice(251.88), '251.88'],
    [formatPrice(1.005), '1.01'],
    [formatPrice(0.43125), '0.4313'],
    [formatPrice(0), '0.00'],
    [formatPriceChange(1.2), '+1.20'],
    [formatPriceChange(-0.354), '−0.35'],
    [formatPercent(0.042), '+4.20%'],
    [formatPercent(-0.0083), '−0.83%'],
    [formatPercent(0.0021, 1), '+0.2%'],
    [formatPercent(-0.00001), '0.00%'],
    [formatPercent(0.00001), '0.00%'],
    [formatShare(0.27), '27%'],
    [formatDirection(0.042), '▲'],
    [formatDirection(-0.0083), '▼'],
    [formatDirection(-0.00001), '='],
    [formatMultiple(3.14), '3.1x'],
    [formatMultiple(9.96), '10x'],
    [formatMultiple(12.4), '12x'],
    [formatStatistic(-2.51), '−2.5'],
    [formatSigma(3.21), '+3.2σ'],
    [formatSpeed(60), '60x'],
  ])('%s is written %s', (written, expected) => {
    expect(written).toBe(expected);
  });

  test('that cannot be known are a dot, never 0', () => {
    const writers = [formatPrice, formatPriceChange, formatPercent, formatShare, formatDirection, formatMultiple];
    for (const write of [...writers, formatStatistic, formatSigma, formatCount, formatMoney]) {
      expect(write(undefined)).toBe('·');
      expect(write(Number.NaN)).toBe('·');
    }
    for (const write of [formatClock, formatClockZone, formatTime, formatDate, formatElapsed, formatSpan]) {
      expect(write(undefined)).toMatch(/^·$/);
    }
    expect(formatAmount(undefined)).toBe('·');
  });

  test('that round to zero have no sign, and the arrow agrees with the figure', () => {
    fc.assert(
      fc.property(fc.double({min: -0.2, max: 0.2, noNaN: true}), fraction => {
        const text = formatPercent(fraction);
        expect(text).toMatch(/^([+−]\d+\.\d\d|0\.00)%$/);
        expect(text).not.toMatch(/^[+−]0\.00/);
        expect(formatDirection(fraction)).toBe(text.startsWith('+') ? '▲' : text.startsWith('−') ? '▼' : '=');
      }),
    );
  });
});

describe('counts and money', () => {
  test.each([
    [0, '0'],
    [950, '950'],
    [999.6, '1.0K'],
    [1_000, '1.0K'],
    [12_345, '12.3K'],
    [123_456, '123K'],
    [999_499, '999K'],
    [999_500, '1.0M'],
    [1_234_567, '1.2M'],
    [46_600_000, '46.6M'],
    [3.2e12, '3.2T'],
  ])('%d is %s', (count, text) => {
    expect(formatCount(count)).toBe(text);
  });

  test('a count takes at most five cells up to 999 billion', () => {
    fc.assert(
      fc.property(
        fc.maxSafeNat().map(count => count % 999e9),
        count => {
          expect(formatCount(count).length).toBeLessThanOrEqual(5);
        },
      ),
    );
  });

  test.each([
    [50e9, 'USD', '$50B'],
    [1.25e9, 'USD', '$1.25B'],
    [1.2e9, 'EUR', '€1.2B'],
    [300e6, 'CHF', 'CHF 300M'],
    [100e9, 'USD', '$100B'],
    [20, 'USD', '$20'],
    [-4e9, 'USD', '−$4B'],
  ])('%d %s is %s', (value, currency, text) => {
    expect(formatMoney(value, currency)).toBe(text);
  });

  test.each([
    [{value: 50e9, currency: 'USD', modifier: 'up_to'}, 'up to $50B'],
    [{value: 38e9, currency: 'USD', modifier: 'exact'}, '$38B'],
    [{value: 830e9, currency: 'USD', modifier: 'about'}, 'about $830B'],
    [{value: 10e9, currency: 'USD', modifier: 'at_least'}, '$10B+'],
    [{value: 30e9, currency: 'USD', modifier: 'range', high: 50e9}, '$30B–$50B'],
  ] as const)('%o is %s', (amount, text) => {
    expect(formatAmount(amount)).toBe(text);
  });
});

describe('time', () => {
  test('is New York’s, cut to what is asked', () => {
    expect(formatClock(at)).toBe('09:47:12');
    expect(formatClockZone(at)).toBe('09:47:12 ET');
    expect(formatTime(at)).toBe('09:47');
    expect(formatDate(at)).toBe('2026-01-30');
    const date = parseTradingDate('2026-01-30');
    expect(date && formatTradingDate(date)).toBe('30 Jan 2026');
  });

  test.each([
    [seconds(41), '+0:41'],
    [seconds(725), '+12:05'],
    [seconds(3_725), '+1:02:05'],
    [seconds(-5), '−0:05'],
    [span(-300), '+0:00'],
  ])('%d after is %s', (elapsed, text) => {
    expect(formatElapsed(elapsed)).toBe(text);
  });

  test.each([
    [span(140_000), '140ms'],
    [seconds(12), '12s'],
    [minutes(3.9), '3m'],
    [minutes(15), '15m'],
    [minutes(130), '2h'],
    [seconds(-12), '−12s'],
  ])('a length of %d is %s', (length, text) => {
    expect(formatSpan(length)).toBe(text);
  });
});
