import type {Attribution} from '../attribution.ts';
import type {CompanyNote} from '../entities/entity-note.ts';
import {entryOf} from '../entities/gazetteer.ts';
import type {EventNote} from '../event-kind.ts';
import type {Form} from '../form.ts';
import type {PercentNote} from '../percents.ts';
import type {StageNote} from '../stage-words.ts';
import type {TextSpan} from '../words.ts';

/** A rule's weight on a stance, in log-odds against neutral, with the words that set it off. */
export type Prior = TextSpan & {readonly positive: number; readonly negative: number; readonly why: string};

/** What the rules look at. */
export type Facts = {
  readonly text: string;
  readonly form: Form;
  readonly event: EventNote;
  readonly attribution: Attribution;
  readonly stages: readonly StageNote[];
  readonly percents: readonly PercentNote[];
};

const prior = ({from, to}: TextSpan, positive: number, negative: number, why: string): Prior => ({
  from,
  to,
  positive,
  negative,
  why,
});

const PAST = /\b(?:day['’]s|last|earlier|previous) (?:\w+ )?$/i;

/** A company's own price move says for whom the headline was good. */
const priceMoves = (company: CompanyNote, {text, percents}: Facts): Prior[] =>
  percents
    .filter(note => note.role === 'price_move' && note.about === company.id && note.value !== 0)
    .filter(note => !PAST.test(text.slice(Math.max(0, note.from - 24), note.from)))
    .map(note => (note.value > 0 ? prior(note, 2, -1, 'its price rose') : prior(note, -1, 2, 'its price fell')));

/** Who gets money is helped; who puts it in buys growth; both lose when the deal falls through. */
const dealSides = (company: CompanyNote, {event, stages, attribution}: Facts): Prior[] => {
  if (event.deal === undefined || event.kind === 'legal' || attribution.polarity !== 'asserts') return [];
  const {kind, parties} = event.deal;
  const broken = stages.find(({stage, talks}) => stage === 'terminated' || stage === 'lapsed' || talks === 'stalled');
  const isParty = parties.all.includes(company.id);
  if (broken !== undefined) return isParty ? [prior(broken, -1.5, 2.5, 'its deal falls through')] : [];
  if (event.kind === 'regulatory') return isParty ? [prior(event, -1, 2.6, 'regulators look at its deal')] : [];
  if (parties.to === company.id) return [prior(event, 1.8, -0.8, 'the deal brings it something')];
  const firm = stages.some(({stage}) => stage === 'closed' || stage === 'announced');
  if (parties.from.length === 0 && isParty) return firm ? [prior(event, 1.8, -0.8, 'its deal is done')] : [];
  if (!parties.from.includes(company.id)) return [];
  if (kind === 'stake' || kind === 'contract' || kind === 'licence')
    return [prior(event, 1.2, -0.6, 'it strikes the deal')];
  return [];
};

/** Nobody is judged by keeping silent, and hardly by a denial. */
const silence = (company: CompanyNote, {attribution}: Facts): Prior[] => {
  const {polarity, cues} = attribution;
  const cue = cues.find(({says}) => says === polarity);
  if (polarity === 'asserts' || cue === undefined || company.mentions.length === 0) return [];
  if (polarity === 'declines') return [prior(cue, -2.5, -2.5, 'a refusal to comment says nothing')];
  return [prior(cue, -1.5, -1.5, 'a denial says little')];
};

/** Phrases about one company that the training headlines hardly know: the words follow the name, or lead to it. */
const FOLLOWING: readonly (readonly [RegExp, number, number, string])[] = [
  [
    /^(?:'s|’s)?[^,;:]{0,40}\b(?:loses?|losing|lost|gives up|end(?:s|ing)?|without)\b[^,;:]{0,24}\bexclusiv/i,
    -1.5,
    2.5,
    'loses exclusivity',
  ],
  [/^[^,;:]{0,20}\bunder pressure\b/i, -1.5, 2.5, 'under pressure'],
  [/^[^,;:]{0,16}\b(?:mixed|little changed|steady|steadies|flat|unchanged)\b/i, -2.2, -2.2, 'mixed'],
  [
    /^(?:'s|’s)? ?(?:parent )?(?:shares?|stock)? ?(?:slips?|falls?|drops?|sinks?|slides?|dips?|tumbles?|plunges?|edges? (?:down|lower)|slightly lower|lower)\b/i,
    -1.2,
    2.4,
    'falls',
  ],
  [
    /^(?:'s|’s)? ?(?:shares?|stock)? ?(?:rises?|jumps?|gains?|climbs?|surges?|soars?|pops?|rall(?:y|ies)|edges? (?:up|higher)|higher)\b/i,
    2.4,
    -1.2,
    'rises',
  ],
  [
    /^(?: is| was| are| were)? (?:ordered|fined|sued|probed|accused|charged|slammed|barred|banned|blocked|forced|hit by|hit with)\b/i,
    -1,
    3,
    'something is done to it',
  ],
  [
    /^ faces? (?:[\w-]+ ){0,3}(?:probe|lawsuit|suit|scrutiny|inquiry|backlash|fine|ban|pressure|investigation|setback|questions)\b/i,
    -1,
    3,
    'faces trouble',
  ],
  [
    /^(?:['’]s)? (?:disaster|woes|stumble|setback|troubles?|outage|missteps?|failure|recall|slump|misfire|delays?)\b/i,
    -1,
    3,
    'its trouble',
  ],
  [/^ (?:ai )?(?:chips? )?orders?\b/i, 1.6, -0.8, 'an order for it'],
  [
    /^(?:['’]s)? (?:stock |shares )?hits? (?:an? )?(?:new |fresh |all[ -]time )*(?:record|high)/i,
    1.6,
    -1,
    'hits a high',
  ],
  [/^[\s-]+(?:backed|style|like)\b/i, -1, -1, 'named only to place another'],
];
const LEADING: readonly (readonly [RegExp, number, number, string])[] = [
  [/\bexclusiv\w*(?: \w+){0,2} (?:over|on|to|with|for|at) (?:the )?$/i, 0.8, -2, 'freed of an exclusive tie'],
  [
    /\b(?:rival|competitor|challenger|blow to|threat to|pressure on|weighs on|hurts?|hits?|undercuts?|lags?|trails?|sues?|probes?|fines?|investigates?|scrutini[sz]es?|lawsuit against|away from|shift from|at the expense of|charges) (?:the )?$/i,
    -0.8,
    1.2,
    'a blow to it',
  ],
  [/\b(?:ex|former|unlike|forget|not|versus|vs\.?)[ -]$/i, -1, -1, 'named only to place another'],
  [
    /\b(?:boost for|win for|helps?|lifts?|boosts?|upgrades?|leans? on|turns? to|relies on|picks?|taps|chooses?|adopts?) (?:the )?(?:\w+(?:,| and) ){0,2}$/i,
    1.4,
    -0.8,
    'a gain for it',
  ],
];

/** Which of the reasons below say how a price moved, and which way. */
export const DIRECTIONS: ReadonlyMap<string, 1 | -1 | 0> = new Map([
  ['falls', -1],
  ['rises', 1],
  ['mixed', 0],
]);

const phrases = (company: CompanyNote, {text}: Facts): Prior[] =>
  company.mentions.flatMap(mention => {
    const after = text.slice(mention.to, mention.to + 72);
    const before = text.slice(Math.max(0, mention.from - 28), mention.from);
    const follows = FOLLOWING.flatMap(([words, positive, negative, why]) => {
      const match = words.exec(after);
      return match === null
        ? []
        : [prior({from: mention.to, to: mention.to + match[0].length}, positive, negative, why)];
    });
    const leads = LEADING.flatMap(([words, positive, negative, why]) => {
      const match = words.exec(before);
      return match === null
        ? []
        : [prior({from: mention.from - match[0].length, to: mention.from}, positive, negative, why)];
    });
    return [...follows.slice(0, 1), ...leads.slice(0, 1)];
  });

/** Who rates others is not rated. */
const rater = (company: CompanyNote, {event}: Facts): Prior[] =>
  event.kind === 'analyst' && entryOf(company.id)?.kind === 'broker' ? [prior(event, -3, -3, 'it rates another')] : [];

/** An opinion or a list judges no one until its words are strong. */
const aside = (_: CompanyNote, {form}: Facts): Prior[] =>
  form.kind === 'listicle' || form.kind === 'roundup' || form.kind === 'promotion' || form.kind === 'opinion'
    ? [prior(form, -0.7, -0.7, `${form.kind}: names without judging`)]
    : [];

/** What the rules say of one company beside the model: a few tried cases that the training headlines are poor in. */
export const priorsFor = (company: CompanyNote, facts: Facts): readonly Prior[] =>
  [priceMoves, dealSides, silence, rater, phrases, aside].flatMap(rule => rule(company, facts));
