import {firstPhrase, phrasesOf} from '../find-phrases.ts';
import type {Notes} from '../notes.ts';

/** Pieces that speak of deals and report none. */
const ASIDE = phrasesOf<string>([
  [
    'comment',
    'vs|versus|which (?:\\S+ ){0,4}(?:stocks?|wins?)|your portfolio|explainer|factbox|timeline(?=\\s?[:–—-])|q&a|interview|podcast|newsletter|who is|why|inside|what .{0,60} (?:mean|means|meant)|how .{0,60} (?:could|would|will|might)|game changer|winners? and losers?|in focus|lessons?|takeaways|worth it|paying off|makes? (?:no )?sense|red flags?|the (?:trouble|problem) with|explained|should|lex(?=\\s?[:–—-])|editorial|letter(?=\\s?[:–—-])',
  ],
  [
    'analyst',
    'analysts?|(?:nasdaq|s&p(?: 500)?|dow|wall street|stocks|shares|futures) (?:\\S+ ){0,2}?(?:ends?|closes?|opens?|rises?|falls?|gains?|slips?|edges?)|(?:lifts?|drags?|boosts?|weighs? on) (?:\\S+ ){0,3}?(?:stocks|shares)|bubble|frenzy|lawmakers?|senators?|wall street (?:loves|hates|cheers|reacts|bets)|price targets?|ratings?|upgrades?|downgrades?|reiterates?|outperform|overweight|underweight',
  ],
  [
    'another deal',
    '(?:labou?r|union|pay|wage|plea|peace|ceasefire|nuclear arms|climate|brexit|debt ceiling|budget|hostage|tariff|trade|settlement|rights|sponsorship|book|record|movie|film|tv|streaming rights|endorsement) (?:deals?|pacts?|agreements?|contract|accord)|teamsters|union|(?:with|for) (?:\\S+ ){0,2}(?:nurses|workers|employees|drivers|writers|actors|teachers|staff|pilots)|strike deadline|to settle|settles?|settlement|lawsuit|plea|prime day|black friday|holiday|discounts?|bargains?|coupon',
  ],
  [
    'sport',
    'striker|midfielder|goalkeeper|quarterback|pitcher|forward|free agents?|nba|nfl|mlb|nhl|fifa|uefa|premier league|la liga|lakers|knicks|yankees|coach|transfer fee|world cup|olympics|formula 1|f1|super bowl|wwe|ufc',
  ],
  [
    'spending',
    'bonds?|bond sale|notes offering|debt offering|buybacks?|dividends?|skills|training|net zero|carbon|philanthrop\\w+|charity|scholarships?|grants?|subsid\\w+|donat\\w+|office|headquarters|housing|land|acres|campus|site',
  ],
]);
/** Shares traded by funds and insiders. */
const PORTFOLIO =
  /\b(?:trims?|cuts?|raises?|ups|increases?|reduces?|takes?|builds?|reveals?|slashes|dumps?|exits?|adds? to|boosts?|lowers?|discloses?|sells? (?:more )?(?:\S+ ){0,3}shares|buys? (?:more )?(?:\S+ ){0,4}shares)\b.{0,40}\b(?:stake|position|holdings?|shares|portfolio)\b/i;
const FUNDS =
  /\b(?:berkshire|buffett|burry|scion|ackman|pershing|cathie wood|ark invest|hedge funds?|13f|billionaire|pelosi|insiders?|funds?|pension|capital management|etfs?)\b/i;
/** `in India`: money put into a country is spending. */
const IN_A_PLACE =
  /\b(?:invest\w*|spend\w*|put(?:s|ting)?|pour\w*|commits?)\b.{0,40}\b(?:in|into|to|on) (?:new )?(?:india|germany|france|spain|japan|malaysia|indonesia|thailand|the uk|uk|britain|ireland|poland|brazil|mexico|chile|saudi arabia|uae|texas|ohio|indiana|georgia|virginia|north carolina|pennsylvania|arizona|louisiana|mississippi|u\.s\.|us|united states|america|europe|africa|asia|ai (?:skills|research|infrastructure)|data cent(?:er|re)s?|cloud|infrastructure)\b/i;
const ASKS = /\?\s*$/;

/** Deals that the event's kind passes over: under review, in a filing, a partnership with a price on it. */
const FURTHER = phrasesOf<string>([
  [
    'review',
    '(?:review|probe|scrutiny|second request|clear(?:s|ed)|approv(?:es|ed|al)|block(?:s|ed)?|waiting period|antitrust)(?: \\S+){0,6} (?:deal|merger|acquisition|takeover|purchase|investment|stake)|(?:deal|merger|acquisition|takeover|purchase|investment|stake)(?: \\S+){0,5} (?:review|probe|scrutiny|approval|clearance|waiting period)|(?:clears?|blocks?|approves?)(?: \\S+){0,4} (?:deal|merger|acquisition|takeover|purchase)|second request|to probe (?:\\S+ ){0,5}(?:stake|deal|merger|acquisition|investment)',
  ],
  [
    'ended',
    '(?:blocks?|blocked|halts?|vetoe?s) (?:\\S+ ){0,4}?(?:sale|merger|deal|takeover|acquisition)|(?:call(?:s|ed)? off|scraps?|scrapped|abandons?|abandoned|terminates?|terminated|cancels?|ends?)(?: \\S+){0,4} (?:merger|deal|takeover|acquisition|agreement)',
  ],
  [
    'partnership',
    '(?:strategic|multi year|multi billion|long term) (?:\\S+ ){0,3}?(?:partnership|alliance|collaboration)',
  ],
  [
    'venture',
    '(?:discuss|discusses|weigh|weighs|plan|plans|propose|proposes|agree to|agree on|consider|considers|explore|explores) (?:\\S+ ){0,2}?(?:merger|merging|tie up)|(?:form|forms|formed|launch|launches|create|set up|announce|announces) (?:\\S+ ){0,3}?joint venture',
  ],
  [
    'filing',
    '(?:8 k|filings?):?(?: \\S+){0,8} (?:investment|stake|acquisition|merger|takeover)|(?:investment|acquisition|merger|takeover)(?: \\S+){0,8} (?:8 k|filings?)',
  ],
  [
    'bid',
    '(?:bids?|offers?|offered) (?:\\S+ ){0,3}for|(?:weighs?|weighing|considers?|considering|plans?|planning|explor\\w+|prepar\\w+|mulls?|mulling|readies|launch\\w*|makes?|rejects?|rebuffs?|spurns?|accepts?|raises?|sweetens?) (?:\\S+ ){0,4}?(?:bid|buyout|takeover|acquisition|merger|tie up|sale of|stake)',
  ],
  [
    'sale',
    '(?:sells?|selling|to sell|sold|divests?|offloads?) (?:\\S+ ){0,6}?(?:unit|division|business|stake|arm|operations|assets|brand|portfolio)|(?:denies|denied|confirms?|confirmed) (?:\\S+ ){0,5}?(?:selling|buying|acquiring|merging|purchase|acquisition|merger|takeover|talks)',
  ],
  ['worth', '(?:partnership|alliance|collaboration|tie up|deal|pact|agreement)(?: \\S+){0,4}? worth'],
  [
    'decision',
    '(?:decides?|decide|decision|rules?|ruling|vote|votes|challenge|opposition|objections?|remedies|conditions) (?:\\S+ ){0,6}?(?:deal|merger|acquisition|takeover|purchase|buyout)',
  ],
  ['share', '(?:buys?|takes?|acquires?|to buy|to take|to acquire) (?:an? )?[\\d.]+ ?% of'],
  ['licence', 'licen[sc]e,? not (?:to )?(?:buy|acquire|acquisition)'],
  ['spin off', '(?:to spin off|spins off|to separate|to carve out|to split off)'],
]);
const OVERRULED = new Set(['regulatory', 'legal', 'other', 'product', 'capital', 'guidance']);

/**
 * The words by which a headline tells of a deal: strict phrases, less the pieces that only speak of one, price moves on
 * one, and what is called a deal and is none. Undefined when it tells of none.
 */
export const tellsOfDeal = (text: string, notes: Notes): string | undefined => {
  const {event, form, attribution} = notes;
  const {kind} = form;
  if (kind === 'opinion' || kind === 'listicle' || kind === 'promotion' || kind === 'roundup') return undefined;
  if (attribution.by === 'analyst' || ASKS.test(text)) return undefined;
  if (firstPhrase(text, ASIDE) !== undefined || IN_A_PLACE.test(text)) return undefined;
  if (PORTFOLIO.test(text) && (FUNDS.test(text) || attribution.by === 'document')) return undefined;
  if (event.kind === 'deal') return event.why;
  if (!OVERRULED.has(event.kind)) return undefined;
  const further = firstPhrase(text, FURTHER);
  if (further !== undefined) return further.why;
  return attribution.by === 'document' && event.deal !== undefined ? event.deal.why : undefined;
};
