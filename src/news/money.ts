import type {DealAct, DealActKind} from './deal-act.ts';
import type {EntityNote} from './entities/entity-note.ts';
import {type Amount, amountsIn} from './money-grammar.ts';
import {cuesOf, nearestCue} from './nearest-cue.ts';

export type MoneyRole =
  | 'investment'
  | 'round'
  | 'valuation'
  | 'market_cap'
  | 'purchase'
  | 'contract'
  | 'fine'
  | 'capex'
  | 'revenue'
  | 'profit'
  | 'eps'
  | 'buyback'
  | 'dividend'
  | 'debt'
  | 'price_target'
  | 'share_price'
  | 'backlog'
  | 'other';

/** An amount in a headline: what it is of, and about which company. Two amounts in different roles are two facts. */
export type MoneyNote = Amount & {
  readonly role: MoneyRole;
  /** Id of the company it is about, when there is one to name. */
  readonly about: string | undefined;
};

const CUES = cuesOf<MoneyRole>([
  ['valuation', 'valu(?:ed?|es|ing|ation)(?: of| at)?|worth', 'valuation|value|(?:pre|post)-money'],
  ['market_cap', 'market (?:cap|value)(?:italization)?(?: of)?|mcap', 'market (?:cap|value)(?:italization)?|mcap|club'],
  [
    'round',
    '(?:funding|financing|fundrais\\w*)(?: round)?|round(?: of)?|raise[sd]?|raising|to raise|rais\\w+|seek\\w*',
    'round|funding|fundrais\\w*|financing|raise|series [a-h]|tranche of funding|ipo',
  ],
  [
    'purchase',
    'acqui\\w+|buy(?:s|ing)?(?! ?back)|bought|takeover|purchase[sd]?|merger|deal to buy|sold|sell(?:s|ing)?',
    'acquisition|takeover|buyout|merger|purchase|deal to (?:buy|acquire)|bid|sale|offer|licens\\w+',
  ],
  [
    'contract',
    'contract\\w*|agreement|order(?:s|ed)?|compute|rent\\w*|lease\\w*|commit\\w*',
    '(?:[\\w-]+ ){0,3}?(?:contract|agreement|cloud deal|compute deal|order|orders|lease|deal|pact|partnership|commitment)',
  ],
  [
    'investment',
    'invest\\w*|put(?:s|ting)?(?: up)?(?: to)?|stake|pour\\w*|pump\\w*|inject\\w*|plough\\w*|bet\\w*|backs|backed|backing|inflow|contribut\\w+',
    'investments?|stake|bet|injection|into|in equity|tranche|upfront|up front|contingent|equity|more in',
  ],
  [
    'fine',
    'fine[sd]?|penalt\\w+|settle\\w*|damages|levy|levies',
    'fine|penalty|penalties|settlement|to settle|in damages|damages|judgment|verdict|lawsuit|suit|levy',
  ],
  [
    'capex',
    'capex|capital (?:expenditures?|spending|expenses)|spend\\w*',
    'capex|capital (?:expenditures?|spending)|in capital|data cent(?:er|re)s?|build-?out|spending|campus|supercomputer|infrastructure',
  ],
  ['eps', 'eps(?: of)?|earnings per share(?: of)?', 'eps|earnings per share'],
  ['revenue', 'revenues?|sales|bookings|turnover|rev', '(?:in )?(?:revenues?|sales|bookings|turnover)|a year in sales'],
  [
    'profit',
    'profits?|net income|earnings|loss(?:es)?|net|ebitda',
    '(?:in )?(?:net )?(?:profits?|income|earnings|loss(?:es)?|ebitda)',
  ],
  ['buyback', 'buybacks?|repurchas\\w+|buy ?back', '(?:share |stock )?(?:buybacks?|repurchas\\w+)'],
  ['dividend', 'dividends?(?: of)?', '(?:quarterly |special |annual )?(?:dividends?|payout)'],
  ['debt', 'debt|bonds?|loans?|borrow\\w*|notes', '(?:in )?(?:debt|bonds?|loans?|credit|notes|term loan|bridge)'],
  [
    'price_target',
    'price target(?: to| of)?|target(?: price)?(?: to| of| at)?|pt (?:to|of|at)|pt',
    'price target|target|pt',
  ],
  [
    'share_price',
    'stock (?:at|hits|above|below)|shares (?:at|hit|above|below)|(?:closes|opens|trades|trading) (?:at|above|below|near)',
    'a share|level',
  ],
  ['backlog', 'backlog(?: of)?', '(?:in )?backlog'],
]);

const OF_THE_OBJECT = new Set<MoneyRole>(['valuation', 'round', 'fine', 'price_target']);

/** The company an amount is about: for a valuation or round who gets the deal's money, for a fine or target the object, else the last one named before it. */
const aboutWhom = (
  amount: Amount,
  role: MoneyRole,
  entities: readonly EntityNote[],
  deal: DealAct | undefined,
): string | undefined => {
  const firms = entities.filter(({kind}) => kind !== 'outlet' && kind !== 'regulator' && kind !== 'broker');
  const before = firms.findLast(entity => entity.to <= amount.from);
  if (!OF_THE_OBJECT.has(role)) return (before ?? firms.find(entity => entity.from >= amount.to))?.id;
  const receiver = role === 'round' || role === 'valuation' ? deal?.parties.to : undefined;
  return receiver ?? (firms.find(entity => entity.role === 'object') ?? before ?? firms[0])?.id;
};

/** What a deal's amount is of, where the nearest words tell no more than that there is a deal. */
const BY_DEAL: Readonly<Record<DealActKind, MoneyRole>> = {
  acquisition: 'purchase',
  merger: 'purchase',
  licence: 'purchase',
  stake: 'investment',
  financing: 'round',
  contract: 'contract',
  joint_venture: 'investment',
  spin_off: 'other',
};
const GENERAL = new Set<MoneyRole>(['purchase', 'investment', 'contract', 'other']);

/** Every amount with its role and its company. */
export const moneyIn = (
  text: string,
  entities: readonly EntityNote[],
  deal: DealAct | undefined,
): readonly MoneyNote[] =>
  amountsIn(text).map(amount => {
    const cue = nearestCue(text, amount, CUES);
    const told = cue?.says ?? (amount.perShare ? 'share_price' : 'other');
    const role = deal !== undefined && GENERAL.has(told) ? BY_DEAL[deal.kind] : told;
    const why =
      role !== told ? `${amount.why}; ${deal?.why}` : cue === undefined ? amount.why : `${amount.why}; ${cue.why}`;
    return {...amount, role, about: aboutWhom(amount, role, entities, deal), why};
  });
