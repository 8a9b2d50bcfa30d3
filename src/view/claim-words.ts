import type {ClaimCheck, ClaimDoubt} from '../market/claims/claim-check.ts';
import {formatPercent, formatTime} from './format.ts';

const DOUBT_WORDS: Readonly<Record<ClaimDoubt, string>> = {
  'not on the tape': 'not on the tape',
  'no name': 'not to be checked: no listed name',
  'not watched': 'not to be checked: the name is not on this tape',
  'another day': 'not to be checked: of another day',
  'over a longer time': 'not to be checked: longer than this day',
  'still to come': 'not to be checked: of what is to come',
  'not begun': 'not to be checked: told before that session began',
  'no previous close': 'not to be checked: no close to count from',
  'no prints': 'not to be checked: no prints of that session before it',
};

/** What the tape says of a claim: `tape +4.2% at 08:12: supported ✓`, or why it says nothing. */
export const claimWords = (check: ClaimCheck, isFigure: boolean): string => {
  if (check.status === 'unverifiable') return DOUBT_WORDS[check.why];
  const {tape, status} = check;
  const at = `tape ${formatPercent(tape.move, 1)} at ${formatTime(tape.at)}`;
  if (status === 'supported') return `${at}: supported ✓`;
  return `${at}${isFigure ? ' at nearest' : ''}: contradicted ✗`;
};
