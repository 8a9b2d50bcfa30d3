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
    '(?:labou?r|union|pay|wage|plea|peace|ceasefire|nuclear arms|climate|brexit|debt ceiling|budget|hostage|tariff|trade|settlement|rights|sponsorship|book|record|movie|film|tv|streaming rights|endorsement) (?:deals?|pacts?|agreements?|contract|accord)|teamsters|union(?! bank| pacific)|(?:with|for) (?:\\S+ ){0,2}(?:nurses|workers|employees|drivers|writers|actors|teachers|staff|pilots)|strike deadline|to settle|settles?|settlement|lawsuit|plea|prime day|black friday|holiday|discounts?|bargains?|coupon|block deal|open market|government securities|paddy|wheat|buys euros|nuclear deal|land parcel|carriage agreement|blackout|greek deal',
  ],
  [
    'sport',
    'striker|midfielder|goalkeeper|quarterback|pitcher|forward|free agents?|nba|nfl|mlb|nhl|fifa|uefa|premier league|la liga|lakers|knicks|yankees|coach|transfer fee|world cup|olympics|formula 1|f1|super bowl|wwe|ufc',
  ],
  [
    'spending',
    'bonds?|bond sale|notes offering|debt offering|buybacks?|dividends?|skills|training|net zero|carbon|philanthrop\\w+|charity|scholarships?|grants?|subsid\\w+|donat\\w+|in debt(?!, equity| and equity)|debentures?|ncds?|convertible notes|fpo|ipo|draft prospectus|preferential allotment|masala|pledged|office|headquarters|housing|land|acres|campus|site',
  ],
]);
/** `X zooms 12% on merger talk`: the price is the news. */
const MOVED =
  /^\P{L}*(?:\S+ ){1,6}?(?:cracks?|tanks?|zooms?|rall(?:y|ies)|surges?|soars?|jumps?|climbs?|slips?|falls?|dips?|slumps?|sheds?|gains?|rises?|snaps|plunges?|tumbles?|sinks?|slides?|crash(?:es)?|shakes|(?<!picks? )(?:up|down) [\d.]+ ?(?:%|pc|per cent)|stock up|ends? [\d.]+ ?%|(?:locked )?at [\d.]+ ?% (?:upper|lower) circuit|hits? (?:\S+ ){0,3}?(?:high|low|circuit|limit))(?=\s).{0,40}? (?:on|after|as|amid|post|in|over)\s/iu;
/** What someone would do with a share, and a remark with its speaker at the end: `…: First Last, House`. */
const ADVISES =
  /\b(?:suggest|comfortable|continue|want|good|level|time|early|correction|bouncebacks?|region|advised) to (?:buy|sell|invest)\b|\b(?:law firm|llc|llp|pc|investigates? .{0,60}(?:on behalf|shareholders)|continues to investigate)\b/i;
const REMARK = /:\s(\p{Lu}[\p{L}.]+(?: \p{Lu}[\p{L}.]*)+)(?:, [\p{L}&.' -]+)?$/u;
const OUTLET = /\b(?:Sources?|Reports?|Times|Journal|News|Post|Bloomberg|Reuters|Filing|Memo|Street)\b/;
/** Shares bought or sold in the market are no deal, whoever does it. */
const SHARES =
  /\b(?:buys?|bought|sells?|sold|offloads?|picks? up|purchases?)\b.{0,50}\bshares (?:worth|at|of|for|from open)|\b(?:lakh|crore|million|rs [\d.-]+ ?crore|[\d,]+) (?:\S+ )?shares\b/i;
/** What follows a semicolon is an aside: `to sell its plant; stock gains`. */
const ASIDE_FROM = /;\s/;
const PICKED_UP = /\bpicks?(?:ed)? $/i;

/** Shares traded by funds and insiders. */
const PORTFOLIO =
  /\b(?:trims?|cuts?|hikes?|pares?|crosses|infuses?|raises?|ups|increases?|reduces?|takes?|builds?|reveals?|slashes|dumps?|exits?|adds? to|boosts?|lowers?|discloses?|sells? (?:more )?(?:\S+ ){0,3}shares|buys? (?:more )?(?:\S+ ){0,4}shares)\b.{0,40}\b(?:stake|position|holdings?|shares|portfolio)\b/i;
/** Who buys and sells in the market, and what they do there. */
const HOLDERS = /\b(?:lic|fiis?|fpis?|icahn|jhunjhunwala|amc|mutual funds?|hnis?|foreign investors)\b/i;
const BOUGHT =
  /\bstake in\b|\b(?:buys?|bought|picks? up|offloads?|sold|in|crosses)\b.{0,40}\b(?:stake|position|shares|equit\w+)\b/i;
const FUNDS =
  /\b(?:lic|fiis?|fpis?|promoters?|icahn|jhunjhunwala|amc|mutual funds?|foreign investors|berkshire|buffett|burry|scion|ackman|pershing|cathie wood|ark invest|hedge funds?|13f|billionaire|pelosi|insiders?|funds?|pension|capital management|etfs?)\b/i;
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
  [
    'answer',
    '(?:rejects?|rejected|rebuffs?|spurns?|fields|receives?|received|gets|withdraws?|withdrew|drops?|dropped|submits?|ups|raises?|sweetens?|backs|accepts?) (?:\\S+ ){0,6}?(?:buyout|takeover|merger|acquisition) (?:offer|bid|proposal|approach|interest)|(?:withdraws?|drops?) (?:\\S+ ){0,2}?(?:offer|bid) for',
  ],
  [
    'agreed',
    '(?:near|nears|nearing|close to|strikes?|struck|clinch(?:es)?|seals?) (?:\\S+ ){0,5}?(?:deal|pact|agreement) (?:for|to buy|to acquire|to sell)|agree(?:s|d)? to (?:\\S+ ){0,4}?(?:privati[sz]ation|buyout|takeover|merger|sale|acquisition)|to combine|definitive (?:merger |purchase |transaction )?agreement|licen[sc]e agreement|inks? (?:\\S+ ){0,3}?pact',
  ],
  [
    'parted',
    '(?:announces?|completes?|completed|agrees?|approves?|approve|approved|explores?|weighs?|backs?) (?:\\S+ ){0,4}?(?:sale|divestiture|divestment|demerger|spin off|separation) (?:of|to)|(?:preparing|plans?|planning|set|considering|weighs?|to) (?:to )?(?:split up|break up|demerge)|demerges|to merge (?:\\S+ ){0,5}?(?:with|into)|(?:plans? to|to|may) sell (?:\\S+ ){0,4}?(?:assets|stake|unit|business)|keen to sell',
  ],
  [
    'share of',
    '(?:stake (?:sale|buy|purchase)) (?:talks|to|by)|(?:talks|agreement) (?:\\S+ ){0,4}?for stake sale|(?:plans?|mulls?|approves?|approved|clears?) (?:\\S+ ){0,5}?stake (?:sale|buy|purchase)|(?:picks? up|pick up|buys?|buy|acquires?|acquire|sells?|sell|takes?) (?:an? |balance |entire |remaining |its )?(?:[\\d.]+ ?%|stake) (?:stake )?(?:in|of)',
  ],
  [
    'order',
    '(?:bags?|bagged|wins?|won|secures?|lands?) (?:\\S+ ){0,6}?(?:orders?|contracts?|deal) (?:from|worth|for)|(?:bags?|bagged) (?:\\S+ ){0,4}?(?:orders?|contracts?|deal)',
  ],
  [
    'talks',
    '(?:held|hold|holding|in|resume|resumes|exploring|discussing) (?:\\S+ ){0,3}?(?:merger|takeover|acquisition|buyout) (?:talks|discussions|negotiations)',
  ],
  [
    'money',
    '(?:raises|raised|raising|secures) [$€£][\\d.,]+ ?(?:m|mn|million|b|bn|billion)|(?:seeks?|eyes) (?:\\S+ ){0,6}?funding',
  ],
  ['done', '(?:closes?|closed|completes?|completed) (?:\\S+ ){0,4}?(?:deal|divestiture|merger|transaction)'],
  [
    'taken',
    '(?:to be|being|be|is|are|was|were|gets?) (?:acquired|bought|purchased|taken over|taken private|absorbed|merged)(?! (?:shares|back))|(?:take|takes|taking|taken|took|go|goes|going|went) (?:\\S+ ){0,4}?private(?! (?:jet|school|sector))|(?:snap|snaps|snapped|snapping|scoop|scoops|scooped|scooping|gobble|gobbles) up(?= .{0,60}(?:deal|[$€£][\\d.]|startup|maker|rival|unit|business|firm|company|stake))',
  ],
  [
    'parts with',
    '(?:divests?|divesting|to divest|carves? out|carving out|hives? off|to hive off) (?:\\S+ ){0,5}?(?:unit|units|division|business|stake|arm|operations|assets|brands?|portfolio|networks)|sale of (?:\\S+ ){0,6}?(?:unit|units|division|business|stake|arm|operations|assets|brands?|portfolio|plants?)(?= to | for |$)',
  ],
  [
    'round',
    '(?:leads?|led|leading|joins?|closes?|closed|raises?|raised|completes?) (?:\\S+ ){0,4}?(?:funding |financing |investment |series [a-h] )?round(?! of (?:layoffs|talks|cuts|interviews))|(?:lands?|landed|secures?|secured|gets?|nabs?|bags?|pulls? in|hauls? in|grabs?) (?:\\S+ ){0,3}?(?:in|of) (?:\\S+ ){0,3}?(?:funding|financing|capital|investment)|(?:lands?|secures?|gets?|nabs?) (?:[$€£][\\d.,]+ ?(?:m|mn|million|b|bn|billion)) (?:\\S+ ){0,2}?(?:investment|funding|financing|capital|round)',
  ],
  [
    'priced',
    '(?:to pay|pays|paying|agrees to pay) (?:\\S+ ){0,3}?[$€£][\\d.,]+ ?(?:m|mn|million|b|bn|billion) for(?! (?:fine|penalty|damages|breach|advertising))|(?:to sell|sells|selling|sold) (?:\\S+ ){1,4}?to (?:\\S+ ){1,4}?for (?:\\S+ ){0,2}?[$€£][\\d.,]+ ?(?:m|mn|million|b|bn|billion)|(?:raises?|raised|raising) (?:\\S+ ){1,3}?[$€£][\\d.,]+ ?(?:m|mn|million|b|bn|billion) (?:\\S+ ){0,3}?(?:at|from|to fund|valuation|led|series)|(?:backs?|backed) (?:\\S+ ){1,4}?(?:with|in) (?:\\S+ ){0,1}?[$€£][\\d.,]+ ?(?:m|mn|million|b|bn|billion)|(?:rejects?|rejected|spurns?|rebuffs?|accepts?|recommends?) (?:\\S+ ){0,3}?(?:sweetened|raised|improved|hostile|unsolicited|revised|takeover|final) (?:offer|bid|proposal|approach)|to (?:team up|join forces) (?:on|to|in)',
  ],
  [
    'awarded',
    '(?:awarded|receives?|received|gets?|clinch(?:es)?|nabs?) (?:\\S+ ){0,5}?(?:contract|contracts|orders?|task order)|awards? (?:\\S+ ){0,6}?(?:contract|contracts|order)',
  ],
  [
    'widened',
    '(?:expands?|expand|deepens?|deepen|extends?|extend|broadens?|renews?) (?:\\S+ ){0,4}?(?:partnership|alliance|collaboration|tie up|supply (?:deal|agreement|pact)|licensing (?:deal|agreement|pact)|cloud (?:deal|agreement|pact))(?! (?:rumou?rs?|ads?))',
  ],
  [
    'combine',
    '(?:agree|agrees|agreed|near|nears|seal|seals|strike|strikes|announce|announces) (?:\\S+ ){0,4}?(?:merger|takeover|buyout|combination|tie up)|(?:hold|holds|held|in|resume|resumes|restart|open|explore|confirm) (?:\\S+ ){0,3}?talks (?:on|about|over|for) (?:\\S+ ){0,4}?(?:combination|merger|merging|tie up|takeover|buyout)|to merge(?= in| for| to form| with| into|$)',
  ],
  [
    'judged',
    '(?:sues?|suing|moves?|seeks?|asks? (?:court|judge)) to (?:stop|block|halt|unwind) (?:\\S+ ){0,6}?(?:deal|merger|acquisition|takeover|purchase|buyout)|(?:holders|shareholders|investors|stockholders|board) (?:back|backs|approve|approves|reject|rejects|vote for|bless) (?:\\S+ ){0,6}?(?:deal|merger|acquisition|takeover|purchase|buyout|sale to)',
  ],
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
  if (MOVED.test(text) || ADVISES.test(text) || SHARES.test(text)) return undefined;
  const speaker = REMARK.exec(text)?.[1];
  if (speaker !== undefined && !OUTLET.test(speaker)) return undefined;
  if (BOUGHT.test(text) && HOLDERS.test(text)) return undefined;
  if (PORTFOLIO.test(text) && (FUNDS.test(text) || attribution.by === 'document')) return undefined;
  if (event.kind === 'deal') return event.why;
  const beside =
    (ASIDE_FROM.exec(text)?.index ?? text.length) < event.from || PICKED_UP.test(text.slice(0, event.from));
  if (!OVERRULED.has(event.kind) && !beside) return undefined;
  const further = firstPhrase(text, FURTHER);
  if (further !== undefined) return further.why;
  return attribution.by === 'document' && event.deal !== undefined ? event.deal.why : undefined;
};
