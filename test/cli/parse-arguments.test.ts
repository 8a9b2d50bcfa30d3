import {describe, expect, test} from 'vitest';
import {parsePort, parseSize, parseSpeed, parseSymbols, parseWallTime} from '../../src/cli/parse-arguments.ts';
import {formatInstant} from '../../src/core/instant.ts';
import type {TradingDate} from '../../src/core/new-york.ts';

const day = '2026-01-30' as TradingDate;

describe('arguments', () => {
  test('symbols are upper-cased, kept in order and once each', () => {
    expect(parseSymbols('nvda, AMZN,nvda')).toEqual(['NVDA', 'AMZN']);
    expect(() => parseSymbols('AMZN,,MSFT')).toThrow('not a symbol: ""');
    expect(() => parseSymbols('../etc')).toThrow('not a symbol');
  });

  test('a speed is 1 to 3600, with or without its x', () => {
    expect(parseSpeed('60')).toBe(60);
    expect(parseSpeed('2.5x')).toBe(2.5);
    for (const bad of ['0', '3601', '-5', '1e3', 'fast', '']) expect(() => parseSpeed(bad)).toThrow('not a speed');
  });

  test('a time of day is New York’s', () => {
    expect(formatInstant(parseWallTime('9:30', day))).toBe('2026-01-30T14:30:00.000000Z');
    expect(formatInstant(parseWallTime('09:30:15', day))).toBe('2026-01-30T14:30:15.000000Z');
    for (const bad of ['25:00', '9', '09:60', '9:30pm', ''])
      expect(() => parseWallTime(bad, day)).toThrow('not a time');
  });

  test('a size has two sides between 1 and 1000', () => {
    expect(parseSize('120x40')).toEqual({width: 120, height: 40});
    for (const bad of ['0x10', '120', '120x', 'axb', '1001x5']) expect(() => parseSize(bad)).toThrow('not a size');
  });

  test('a port fits in sixteen bits', () => {
    expect(parsePort('0')).toBe(0);
    expect(parsePort('65535')).toBe(65_535);
    for (const bad of ['65536', '-1', 'http', '']) expect(() => parsePort(bad)).toThrow('not a port');
  });
});
