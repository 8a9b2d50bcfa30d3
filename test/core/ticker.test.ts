import {describe, expect, test} from 'vitest';
import {parseTicker, ticker} from '../../src/core/ticker.ts';

describe('tickers', () => {
  test.each(['A', 'AMZN', 'BRK.B', 'BF-B', 'FAKEPACA', 'A123456789'])('%s is one', text => {
    expect(parseTicker(text)).toBe(text);
  });
  test.each(['', 'amzn', '1A', '.A', 'A1234567890', 'AMZN\n', 'AM ZN', '__proto__', '../A', 'ÄMZN'])(
    '%j is none',
    text => {
      expect(parseTicker(text)).toBeUndefined();
      expect(() => ticker(text)).toThrow('not a ticker');
    },
  );
});
