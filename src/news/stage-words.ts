import type {DealStage} from './deals/deal.ts';
import {everyPhrase, phrasesOf} from './find-phrases.ts';
import type {TextSpan} from './words.ts';

/** Words that tell how far a deal has come. They are not yet a deal: see deal-act and the event's kind. */
export type StageNote = TextSpan & {
  readonly stage: DealStage;
  readonly talks?: 'early' | 'advanced' | 'stalled';
  readonly why: string;
};

type Says = {readonly stage: DealStage; readonly talks?: 'early' | 'advanced' | 'stalled'};

const PHRASES = phrasesOf<Says>([
  [
    {stage: 'lapsed'},
    '(?:talks|negotiations|discussions) (?:have )?(?:end|ended|collapse|collapsed|break down|broke down|fall apart|fell apart|fall through|fell through|fail|failed)|(?:ends?|ended|ending|abandons?|abandoned|drops?|dropped|breaks? off|walks? away from|calls? off) (?:\\w+ ){0,3}?(?:talks|negotiations|discussions|pursuit|bid|plan to (?:buy|acquire|invest))|no longer (?:in talks|pursuing|interested)',
  ],
  [
    {stage: 'terminated'},
    '(?:terminates?|terminated|scraps?|scrapped|cancels?|cancell?ed|calls? off|called off|walks? away from|abandons?|abandoned|kills?|nix(?:es)?) (?:\\S+ ){0,4}?(?:deal|merger|acquisition|agreement|takeover|contract|purchase)|(?:deal|merger|acquisition|takeover) (?:is |was |has been )?(?:terminated|scrapped|cancell?ed|called off|dead|collapses|collapsed)',
  ],
  [
    {stage: 'closed'},
    '(?:completes?|completed|closes|closed|finali[sz]es?|finali[sz]ed|wraps up|seals) (?:\\S+ ){0,4}?(?:deal|merger|acquisition|takeover|purchase|round|funding|investment|buyout|recapitali[sz]ation|restructuring|transaction|financing|sale of|stake)|(?:deal|merger|acquisition|takeover|round|transaction|recapitali[sz]ation) (?:is |has |now )?(?:closes|closed|completed|complete|done)',
  ],
  [
    {stage: 'regulatory_review'},
    '(?:antitrust|regulatory|ftc|eu|doj|cma|merger|phase (?:1|2|one|two|ii)|in depth|second request) (?:\\w+ )?(?:review|scrutiny|clearance|approval|probe of (?:the )?(?:deal|merger|acquisition))|second request|clears? (?:\\S+ ){0,4}?(?:deal|merger|acquisition|takeover)|approves? (?:\\S+ ){0,5}?(?:deal|merger|acquisition|takeover)|(?:reviews?|reviewing|scrutini[sz]es?|examin\\w+) (?:\\S+ ){0,4}?(?:deal|merger|acquisition|takeover|investment|stake)',
  ],
  [
    {stage: 'term_sheet'},
    'term sheets?|letter of intent|memorandum of understanding|non binding|preliminary (?:agreement|deal)|agree(?:s|d)? in principle|tentative (?:deal|agreement)|heads of terms|exclusive (?:talks|negotiations)|(?:nears?|close to|nearing|finali[sz]ing|on the verge of|set to sign) (?:\\S+ ){0,3}?(?:deal|agreement|pact|acquisition|purchase|acquiring|buying|investment|signing)',
  ],
  [
    {stage: 'talks', talks: 'advanced'},
    '(?:advanced|late stage|final|serious|deep in) (?:talks|negotiations|discussions|stages?)|in advanced talks',
  ],
  [
    {stage: 'talks', talks: 'stalled'},
    '(?:talks|negotiations|discussions) (?:have )?(?:stall|stalled|stalls|pause|paused|on ice|hit a snag)|(?:stalled|paused|on hold) (?:talks|negotiations)|on ice',
  ],
  [
    {stage: 'talks', talks: 'early'},
    '(?:early|preliminary|initial|exploratory) (?:stage )?(?:talks|negotiations|discussions)',
  ],
  [
    {stage: 'talks'},
    '(?:holds?|holding|begins?|resumes?|opens?|enters?) (?:\\w+ )?(?:talks|negotiations|discussions)|in (?:\\w+ )?(?:talks|negotiations|discussions)|(?:talks|discussions|negotiations) (?:to|with|over|about|on|for|between|heat up|progress|continue)|negotiating|negotiat(?:es|ed)',
  ],
  [
    {stage: 'rumour'},
    '(?:weighs?|weighing|mulls?|mulling|considers?|considering|explores?|exploring|eyes|eyeing|plans to (?:buy|acquire|invest)|looks? to (?:buy|acquire|invest|raise)|looking to (?:buy|acquire|invest|raise)|seeks? to (?:buy|acquire|invest|raise)|seeking to (?:buy|acquire|invest|raise)|interested in|may|might|could|discussed?|races? to secure|said to be|rumou?red|approached|takeover (?:interest|target)|expected to (?:invest|buy|acquire|put))',
  ],
  [
    {stage: 'announced'},
    '(?:to (?:acquire|buy|purchase|merge with|invest)|acquires|buys|agree(?:s|d)? to (?:\\w+ )?(?:acquire|buy|invest|merge|sell|pay|license|put)|signs?|signed|inks?|inked|strikes?|struck|announces?|announced|unveils?|enters into|enter into|definitive (?:agreement|deal)|licenses?|will (?:acquire|buy|invest)|commits?|committed|invests|absorbs|secures?|lands?|wins?|reaches|reached) ?(?:(?:\\S+ ){0,6}?(?:deal|agreement|contract|pact|stake|investment|partnership|acquisition|merger))?',
  ],
]);

const TALKED = new Set<DealStage>(['talks', 'rumour', 'term_sheet', 'lapsed', 'terminated']);

/**
 * Every stage word in order of the text. After talks, `to buy` is only what is talked of; after a signing, `could` is only
 * an outlook: both are left out.
 */
export const stagesIn = (text: string): readonly StageNote[] => {
  const found = everyPhrase(text, PHRASES);
  const talked = found.findIndex(({says}) => TALKED.has(says.stage));
  const announced = found.findIndex(({says}) => says.stage === 'announced');
  return found
    .filter(({says}, index) => {
      if (says.stage === 'announced') return talked < 0 || index < talked;
      return says.stage !== 'rumour' || announced < 0 || index < announced;
    })
    .map(({says, ...span}) => ({...span, ...says}));
};

const BY_WEIGHT = PHRASES.map(({says}) => says);

/** The stage that a headline tells of: the most telling of its stage words. */
export const stageTold = (stages: readonly StageNote[]): StageNote | undefined => {
  const weight = ({stage, talks}: StageNote): number =>
    BY_WEIGHT.findIndex(says => says.stage === stage && says.talks === talks);
  return stages.reduce<StageNote | undefined>(
    (best, note) => (best === undefined || weight(note) < weight(best) ? note : best),
    undefined,
  );
};
