import type {DealAct} from './deal-act.ts';
import {type Found, firstPhrase, phrasesOf} from './find-phrases.ts';
import type {Form} from './form.ts';
import type {StageNote} from './stage-words.ts';
import type {TextSpan} from './words.ts';

export type EventKind =
  | 'deal'
  | 'earnings'
  | 'guidance'
  | 'analyst'
  | 'regulatory'
  | 'legal'
  | 'product'
  | 'management'
  | 'capital'
  | 'macro'
  | 'price_move'
  | 'opinion'
  | 'other';

/** What happened, and the words that say so. `deal` is there also where the headline tells of something else that a deal brought. */
export type EventNote = TextSpan & {readonly kind: EventKind; readonly deal: DealAct | undefined; readonly why: string};

/** In order of precedence: what is rarer and says more comes first. */
const PHRASES = phrasesOf<EventKind>([
  [
    'analyst',
    '(?:raises?|cuts?|lifts?|lowers?|hikes?|boosts?|trims?|slashes?|sets?|ups) (?:\\S+ ){0,5}?(?:price )?targets?|price targets?|pt to|raises pt|(?:upgrades?|downgrades?|upgraded|downgraded|initiates?|reiterates?|reaffirms?|maintains?|resumes?) (?:\\S+ ){0,6}?(?:to|at|with|buy|sell|hold|neutral|overweight|underweight|outperform|underperform|rating|coverage|positive outlook|by)|top picks?|market outperform|analysts? (?:says?|sees?|warns?|expects?|maintain|remain|call|calls)|sees? .{0,24} (?:benefiting|benefitting)|calls it',
  ],
  [
    'management',
    '(?:ceo|cfo|coo|cto|chief (?:\\w+ )?officer|chair(?:man|woman)?|president|executives?|execs?|boss) (?:\\S+ ){0,3}?(?:to )?(?:steps? down|stepping down|resigns?|quits?|departs?|leaves?|leaving|retires?|retiring|exits?|ousted|fired|dies|replaced)|(?:names?|appoints?|hires?|taps|promotes?|poaches) (?:\\S+ ){0,6}?(?:ceo|cfo|coo|cto|chief|chair(?:man|woman)?|president|head|executives?|execs?|vp)|(?:new|next|interim) (?:ceo|cfo|chief executive)|joins? .{0,30} (?:board|as (?:ceo|cfo|chief|head))|co ceo structure|lay ?offs?|laid off|job cuts|cuts? (?:[\\d,]+ |thousands of )?jobs|restructur\\w+|reorgani[sz]\\w+',
  ],
  [
    'guidance',
    'guidance|outlook (?:for|above|below|tops|misses|disappoints)|(?:raises?|cuts?|lowers?|lifts?|reaffirms?|withdraws?|boosts?|trims?) (?:\\S+ ){0,4}?(?:forecast|outlook|guidance|capex)|forecasts? (?:\\S+ ){0,4}?(?:revenue|sales|profit|growth|above|below)|sees (?:q[1-4]|fy|full year|20\\d\\d|\\w+ quarter)(?: \\S+){0,3}|(?:expects?|projects?|guides?|plans?) (?:\\S+ ){0,4}?(?:capex|revenue|sales|spending|20\\d\\d)|20\\d\\d capex|capex (?:to|of|about|plan)|profit warning',
  ],
  [
    'earnings',
    'earnings|q[1-4](?: 20\\d\\d)? (?:results?|profit|revenue|net|eps|sales|loss|earnings)|(?:first|second|third|fourth) quarter (?:results?|profit|revenue|sales|net|earnings|loss)|quarterly (?:results?|profit|revenue|sales|loss)|(?:beats?|tops?|misses?|exceeds?) (?:\\S+ ){0,4}?(?:estimates?|expectations?|forecasts?|views?|consensus)|reports? (?:\\S+ ){0,3}?(?:results|profit|revenue|loss)|(?:posts|swings to) (?:\\S+ ){0,4}?(?:profit|loss|revenue)|(?:revenue|profit|net income|eps|sales) (?:rises?|falls?|jumps?|surges?|drops?|climbs?|grew|grows?|soars?|slips?|up|down|doubles?)|results (?:beat|miss|top)',
  ],
  [
    'macro',
    'fed (?:chair|holds|cuts|raises|hikes|minutes|rate|nominee|governor|decision|chief)|federal reserve|rate (?:cut|hike|decision|path)s?|interest rates?|inflation|cpi|ppi|pce|nonfarm|payrolls?|jobless claims|unemployment|gdp|recession|tariffs?|treasury yields?|treasur(?:y|ies)|white house|trump (?:nominates|names|picks|taps|says)|nominat\\w+ (?:\\S+ ){0,6}?(?:fed|chair)|warsh|powell|central banks?|consumer (?:confidence|sentiment|prices)|government shutdown|opec|oil prices?',
  ],
  [
    'regulatory',
    'antitrust|regulators?|ftc|doj|justice department|cma|european commission|eu (?:probe|opens|fines|orders|antitrust|regulators?)|probes?|probed|investigat\\w+|watchdog|export (?:curbs?|controls?|licen[sc]e|ban|rules)|sec (?:probe|charges|investigat\\w+|opens|sues)|inquiry|scrutiny|fined?|fda|nhtsa|ban(?:s|ned)? on|cfius|interlocking|subpoena\\w*|sanctions?|consent decree|digital markets act|second request',
  ],
  [
    'legal',
    'lawsuits?|sues?|sued|suing|class action|court|judge|jury|trial|verdict|ruling|settles?|settlement|copyright|patents?|infring\\w+|appeals?(?= \\w+ (?:ruling|verdict|decision|court|fine))|indict\\w+|plaintiffs?|injunction|damages',
  ],
  [
    'capital',
    'buybacks?|repurchas\\w+|dividends?|stock split|share split|splits? stock|bond (?:sale|offering|deal)|sells? (?:\\S+ ){0,2}?bonds|debt (?:offering|sale)|notes offering|offering of|secondary offering|share (?:sale|offering)|files? (?:\\S+ ){0,2}?(?:for (?:an )?ipo|s 1)|ipo|s 1|confidential(?:ly)? (?:\\S+ ){0,2}?(?:s 1|ipo|filing)|raises? (?:\\S+ ){0,4}?(?:in debt|in bonds)|insider (?:buying|selling)|(?:sells?|sold|dumps?) (?:\\S+ ){0,4}?shares|delist\\w*|tender offer',
  ],
  [
    'product',
    'launch(?:es|ed)?|unveils?|introduces?|rolls? out|debuts?|releases?|ships?|shipping|benchmarks?|preview|now available|available on|goes live|recall(?:s|ed)?|outage|update software|software update|beta|next gen(?:eration)?|new (?:\\S+ ){0,3}?(?:chip|chips|model|models|phone|gpu|gpus|feature|features|service|tool|app)|demos?|pilot|integrates?|data cent(?:er|re)s?|supercomputer|campus|breach|hack(?:ed)?|driverless',
  ],
  [
    'price_move',
    '(?:shares?|stocks?) (?:\\S+ ){0,2}?(?:rise|rises|rose|fall|falls|fell|jump\\w*|drop\\w*|slip\\w*|slid\\w*|surg\\w*|soar\\w*|plung\\w*|tumbl\\w*|sink\\w*|gain\\w*|climb\\w*|rall\\w*|slump\\w*|dive\\w*|edge\\w*|extend\\w*|pop\\w*|crash\\w*|hits?|lead|lag|dip\\w*|up|down|lower|higher|move\\w*|flat|steady|mixed|crush\\w*|outpaces?|advance\\w*|decline\\w*)|(?:rises?|rose|falls?|fell|jumps?|drops?|slips?|slides?|surges?|soars?|plunges?|tumbles?|sinks?|gains?|climbs?|slumps?|is up|is down|up|down) (?:by |about |over |more than |nearly |as much as )?[\\d.]+ ?(?:%|percent|per cent|pc)|[+−-]\\d+(?:\\.\\d+)?%|(?:slips|slides|sinks|dips|edges (?:up|down|higher|lower)|steadies|rebounds)|record high|all time high|52 week (?:high|low)|pre ?market|market cap|outpaces|(?:rallies|tumbles|plunges|soars|surges|slumps|crushed)',
  ],
]);

const BEFORE_A_DEAL = new Set<EventKind>(['analyst', 'macro', 'regulatory', 'legal', 'price_move', 'management']);
const ABOVE_A_CONTRACT = new Set<EventKind>([...BEFORE_A_DEAL, 'earnings', 'guidance']);

/** What is told before a deal is the news, and the deal its cause: `shares jump on …`, `FTC to probe …`. */
const outweighs = (found: Found<EventKind>, deal: DealAct): boolean =>
  found.from < deal.from && (deal.kind === 'contract' ? ABOVE_A_CONTRACT : BEFORE_A_DEAL).has(found.says);

/** The kind of event: an opinion by its form; a deal by strict phrases, or stage words between two parties; else by words. */
export const eventOf = (
  text: string,
  form: Form,
  deal: DealAct | undefined,
  stages: readonly StageNote[],
  parties: number,
  subjects: readonly string[],
): EventNote => {
  const note = (kind: EventKind, at: TextSpan, why: string): EventNote => ({
    kind,
    from: at.from,
    to: at.to,
    deal: kind === 'opinion' ? undefined : deal,
    why,
  });
  const found = firstPhrase(text, PHRASES);
  if (form.kind === 'opinion' || form.kind === 'listicle' || form.kind === 'promotion')
    return note('opinion', form, form.why);
  const aside = deal !== undefined && subjects.length > 0 && !subjects.some(id => deal.parties.all.includes(id));
  const spoken = stages.find(stage => stage.stage !== 'rumour' && stage.stage !== 'announced');
  if (deal !== undefined && deal.parties.all.length > 0 && !(found !== undefined && outweighs(found, deal)) && !aside) {
    return note('deal', deal, deal.why);
  }
  if (spoken !== undefined && parties >= 2 && (found === undefined || found.from > spoken.from))
    return note('deal', spoken, spoken.why);
  if (found !== undefined) return note(found.says, found, found.why);
  if (spoken !== undefined && parties >= 1 && spoken.stage !== 'regulatory_review')
    return note('deal', spoken, spoken.why);
  return form.kind === 'roundup'
    ? note('price_move', form, form.why)
    : note('other', {from: 0, to: 0}, 'no phrase of any kind');
};
