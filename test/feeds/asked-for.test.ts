import {describe, expect, test} from 'vitest';
import type {Headline} from '../../src/core/events.ts';
import {fromMillis} from '../../src/core/instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import {createAskedFor} from '../../src/feeds/asked-for.ts';

const at = fromMillis(Date.UTC(2026, 0, 30, 15));
const headline = (text: string, symbols: readonly string[]): Headline => ({
  kind: 'headline',
  at,
  receivedAt: at,
  id: text,
  updatedAt: at,
  headline: text,
  summary: '',
  content: '',
  author: '',
  source: 'benzinga',
  url: '',
  symbols: symbols.map(ticker),
});

describe('what was asked for', () => {
  const isAskedFor = createAskedFor(['AMZN', 'MSFT'].map(ticker));
  test.for([
    ['Amazon raises prices', ['AMZN'], true],
    ['Exxon and Amazon sign a contract', ['XOM', 'AMZN'], true],
    ['Fed Chair Powell: rate cuts are not on the table', [], true],
    ['US CPI rises 0.4% in January, above expectations', ['SPY', 'QQQ', 'DIA'], true],
    ['Trump says tariffs on EU goods start in June', ['SPY'], true],
    ['Nucor soars as White House raises steel tariffs', ['NUE'], false],
    ['Exxon raises dividend', ['XOM'], false],
    ['Goldman Sachs cuts Caterpillar to neutral', ['CAT'], false],
    ['Fed minutes weigh on banks', ['SPY', 'JPM'], false],
    ['A text of no name and no sense', [], true],
  ] as const)('%s %j: %s', ([text, symbols, wanted]) => {
    expect(isAskedFor(headline(text, symbols))).toBe(wanted);
  });

  test('is everything where no name was given', () => {
    expect(createAskedFor([])(headline('Exxon raises dividend', ['XOM']))).toBe(true);
  });
});
