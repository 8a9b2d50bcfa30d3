import type {CheckedClaim} from '../market/claims/claim-checks.ts';
import type {Claim} from '../news/claims.ts';
import {claimWords} from './claim-words.ts';
import {formatAmount, formatPercent, formatShare, formatTradingDate} from './format.ts';
import type {MarginNote} from './margin-note.ts';
import {DIRECTION_WORDS, MOVE_WHEN_WORDS, spelled} from './note-words.ts';

type NameAndWords = readonly [name: string, words: string];

const told = (claim: Claim): NameAndWords => {
  switch (claim.kind) {
    case 'price_move':
      return [formatPercent(claim.move), MOVE_WHEN_WORDS[claim.when]];
    case 'direction':
      return [DIRECTION_WORDS[claim.sign], MOVE_WHEN_WORDS[claim.when]];
    case 'amount':
      return [formatAmount(claim), spelled(claim.role)];
    case 'stake':
      return [formatShare(claim.share, 1), 'stake'];
    case 'date':
      return ['date', [...new Set([claim.first, claim.last])].map(formatTradingDate).join(' – ')];
  }
};

/** What a headline claims, as one line of the margin: the figure, what it is of and whose, what the tape says of it. */
export const claimNote = (
  {claim, check}: CheckedClaim,
  why: string,
  nameOf: (id: string | undefined) => string,
): MarginNote => {
  const [name, words] = told(claim);
  const about = 'about' in claim ? nameOf(claim.about) : '';
  const verdict = claim.kind === 'date' ? '' : claimWords(check, claim.kind === 'price_move');
  return {name, words: [words, about, verdict].filter(part => part !== '').join(' · '), trend: 'flat', why};
};
