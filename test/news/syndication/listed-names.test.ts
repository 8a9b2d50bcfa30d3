import {expect, test} from 'vitest';
import {listedNames} from '../../../src/news/syndication/listed-names.ts';

test.each([
  ['Harbor Foods (NASDAQ: HRBR) names a head of finance', ['HRBR']],
  ['Two share classes (Nasdaq: GOOG, GOOGL) and a fund (NYSE Arca: SPY)', ['GOOG', 'GOOGL', 'SPY']],
  ['(NYSE: BRK.A and BRK.B)', ['BRK.A', 'BRK.B']],
  ['(NYSE American: ABC; TSX: ABD)', ['ABC']],
  ['NASDAQ: AMZN, NYSE: T.', ['AMZN', 'T']],
  ['(Nasdaq Global Select Market: <a href="/q">AMZN</a>) A leader', ['AMZN']],
  ['(NYSE: BRK-B)', ['BRK.B']],
  ['Nasdaq:AMZN', ['AMZN']],
  ['(LSE: VOD) (TSX: SHOP) FRANKFURT: ABC', []],
  ['NYSE: closing bell', []],
  ['The NASDAQ fell', []],
])('%s', (text, names) => {
  expect(listedNames(text)).toEqual(names);
});

test('long and hostile text takes no time', () => {
  for (const part of ['<', 'NYSE: A, ', 'NASDAQ ', 'NYSE aa ', '<a ', 'NYSE:']) {
    const before = performance.now();
    listedNames(part.repeat(400_000));
    expect(performance.now() - before).toBeLessThan(5_000);
  }
});
