import {describe, expect, test} from 'vitest';
import {claimsIn} from '../../src/news/claims.ts';
import {notesOf} from './annotate-fixtures.ts';

const claims = (text: string) =>
  claimsIn(notesOf(text), text).map(({from, to, ...claim}) => ({...claim, said: text.slice(from, to)}));

describe('claims', () => {
  test('a price move is a fraction, with its time', () => {
    expect(claims('Amazon up 4.2% in premarket trading, Microsoft slightly lower')).toEqual([
      {kind: 'price_move', about: 'AMZN', move: 0.042, when: 'pre_market', said: '4.2%'},
      {kind: 'direction', about: 'MSFT', sign: -1, when: 'pre_market', said: ' slightly lower'},
    ]);
  });

  test('each amount is its own fact', () => {
    const read = claims('Amazon weighs $50B stake in OpenAI as part of $100B round at $830B valuation');
    expect(read.map(claim => [claim.said, claim.kind === 'amount' && claim.role])).toEqual([
      ['$50B', 'investment'],
      ['$100B', 'round'],
      ['$830B', 'valuation'],
    ]);
  });

  test('stakes and dates are claims too; an amount taken back is none', () => {
    expect(claims('Microsoft holds 27% of OpenAI since Oct 28')).toEqual([
      {kind: 'stake', about: 'MSFT', share: 0.27, said: '27%'},
      {kind: 'date', first: '2025-10-28', last: '2025-10-28', said: 'Oct 28'},
    ]);
    expect(claims('CORRECTION: stake talks are over $50 billion, not $60 billion').map(({said}) => said)).toEqual([
      'over $50 billion',
    ]);
  });
});
