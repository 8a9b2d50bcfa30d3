import {everyPhrase, phrasesOf} from './find-phrases.ts';

/** What a deal is paid with, and on what it hangs. */
export type DealTerm = 'in_kind' | 'stock' | 'cash' | 'instalments' | 'conditions' | 'fee' | 'exclusivity';

const PHRASES = phrasesOf<DealTerm>([
  [
    'in_kind',
    'chips for (?:equity|stake|shares)|(?:paid|pay|pays|paying) (?:\\S+ ){0,6}?(?:in|with) (?:\\S+ ){0,4}?(?:chips?|capacity|compute|credits?)|in kind|capacity for equity|part (?:of it )?in (?:\\S+ ){0,3}?(?:chips?|capacity|compute|credits?)',
  ],
  ['stock', '(?:all|cash and) stock|(?:in|with) (?:its own )?(?:stock|shares)(?! (?:rise|fall|price))|share swap'],
  ['cash', 'all cash|(?:in|for) cash|cash deal|cash and stock'],
  ['instalments', 'up ?front|tranches?|instal?lments?|in stages|over (?:\\S+ )?years'],
  [
    'conditions',
    'contingent|on condition|conditional on|conditions? (?:attached|of|for)|milestones?|earn ?out|if it (?:goes public|lists)|subject to',
  ],
  ['fee', '(?:break ?up|termination|reverse) fee'],
  ['exclusivity', '(?:non )?exclusivity|exclusive (?:rights|licen[sc]e)|non exclusive'],
]);

/** The terms that a headline of a deal tells. */
export const dealTermsIn = (text: string): readonly DealTerm[] => [
  ...new Set(everyPhrase(text, PHRASES).map(({says}) => says)),
];
