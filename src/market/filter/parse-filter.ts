import type {DealStage} from '../../news/deals/deal.ts';
import type {EventKind} from '../../news/event-kind.ts';

export type Comparison = '>' | '>=' | '<' | '<=' | '=';

/** One thing that a headline must be, or with `without` must not be. */
export type FilterTerm = {readonly without: boolean} & (
  | {readonly kind: 'words'; readonly text: string}
  /** A move of the tape that no headline explains. */
  | {readonly kind: 'move'}
  | {readonly kind: 'event'; readonly event: EventKind; readonly alsoWords: boolean}
  | {readonly kind: 'amount'; readonly comparison: Comparison; readonly value: number}
  /** 0 … 100, as the wire shows them. */
  | {
      readonly kind: 'score';
      readonly score: 'novelty' | 'importance';
      readonly comparison: Comparison;
      readonly value: number;
    }
  /** Somebody whom the text itself names: by ticker, by the list's name, by a part of that. */
  | {readonly kind: 'name'; readonly text: string}
  | {readonly kind: 'stage'; readonly stage: DealStage | 'advanced' | 'early' | 'stalled'}
  | {readonly kind: 'source'; readonly text: string}
  | {readonly kind: 'symbol'; readonly text: string}
);

/** What a filter asks; a headline passes when it is all of it. */
export type Filter = readonly FilterTerm[];

export type ParsedFilter =
  | {readonly filter: Filter; readonly error: undefined}
  | {readonly filter: undefined; readonly error: string};

export const EVENTS: readonly EventKind[] = [
  'deal',
  'earnings',
  'guidance',
  'analyst',
  'regulatory',
  'legal',
  'product',
  'management',
  'capital',
  'macro',
  'price_move',
  'opinion',
  'other',
];

/** Stages by the words that the deal cards use for them. */
export const STAGES: Readonly<Record<string, DealStage | 'advanced' | 'early' | 'stalled'>> = {
  rumour: 'rumour',
  rumor: 'rumour',
  talks: 'talks',
  early: 'early',
  advanced: 'advanced',
  stalled: 'stalled',
  terms: 'term_sheet',
  signed: 'announced',
  announced: 'announced',
  review: 'regulatory_review',
  closed: 'closed',
  terminated: 'terminated',
  lapsed: 'lapsed',
};
const STAGE_WORDS = 'rumour talks early advanced stalled terms signed review closed terminated lapsed';
export const SCALES: Readonly<Record<string, number>> = {'': 1, k: 1e3, m: 1e6, b: 1e9, t: 1e12};

const wrong = (error: string): ParsedFilter => ({filter: undefined, error});

/** Words parted by blanks; a stretch in quotes is one. Undefined when a quote is not closed. */
export const filterWords = (text: string): readonly string[] | undefined => {
  const parts = text.match(/(?:[^\s"]|"[^"]*")+/g) ?? [];
  return (text.match(/"/g)?.length ?? 0) % 2 === 0 ? parts : undefined;
};

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

const amountTerm = (without: boolean, comparison: string, text: string): FilterTerm | string => {
  const match = /^\$?(\d{1,6}(?:\.\d{1,4})?)([kmbt]?)n?$/i.exec(text);
  const scale = own(SCALES, (match?.[2] ?? '').toLowerCase());
  if (match === null || scale === undefined) return 'an amount is written amount>10B, amount<=500M';
  return {kind: 'amount', without, comparison: comparison as Comparison, value: Number(match[1]) * scale};
};

const scoreTerm = (without: boolean, score: 'novelty' | 'importance', comparison: string, text: string) =>
  /^\d{1,3}$/.test(text) && Number(text) <= 100
    ? ({kind: 'score', without, score, comparison: comparison as Comparison, value: Number(text)} as const)
    : `${score} is written ${score}>=75, of 0 to 100`;

const comparedTerm = (without: boolean, name: string, comparison: string, text: string): FilterTerm | string => {
  switch (name) {
    case 'amount':
      return amountTerm(without, comparison, text);
    case 'novelty':
    case 'importance':
      return scoreTerm(without, name, comparison, text);
    default:
      return `only amount, novelty and importance compare: amount${comparison}${text === '' ? '10B' : text}`;
  }
};

const fieldTerm = (without: boolean, field: string, text: string): FilterTerm | string => {
  const value = text.toLowerCase();
  if (value === '') return `${field}: of what?`;
  switch (field) {
    case 'stage': {
      const stage = own(STAGES, value);
      return stage === undefined ? `no stage ${text}: ${STAGE_WORDS}` : {kind: 'stage', without, stage};
    }
    case 'kind': {
      if (value === 'move') return {kind: 'move', without};
      const event = EVENTS.find(kind => kind === value || kind.replace('_', '-') === value);
      return event === undefined
        ? `no kind ${text}: ${EVENTS.join(' ').replace('_', '-')} move`
        : {kind: 'event', without, event, alsoWords: false};
    }
    case 'source':
      return {kind: 'source', without, text: value};
    case 'symbol':
      return {kind: 'symbol', without, text: text.toUpperCase()};
    case 'name':
      return {kind: 'name', without, text: value};
    default:
      return `no filter ${field}: amount stage novelty importance name source kind symbol or words`;
  }
};

const termOf = (part: string): FilterTerm | string => {
  const without = part.startsWith('-') && part.length > 1;
  const body = (without ? part.slice(1) : part).replaceAll('"', '');
  if (part.includes('"') && !/^-?[a-z]+[:<>=]/i.test(part)) return {kind: 'words', without, text: body.toLowerCase()};
  const compared = /^([a-z]+)(>=|<=|>|<|=)(.*)$/i.exec(body);
  if (compared !== null) {
    const [, name = '', comparison = '', text = ''] = compared;
    return comparedTerm(without, name.toLowerCase(), comparison, text);
  }
  const field = /^([a-z]+):(.*)$/i.exec(body);
  if (field !== null) return fieldTerm(without, (field[1] ?? '').toLowerCase(), field[2] ?? '');
  const word = body.toLowerCase();
  const event = EVENTS.find(kind => kind === word && kind !== 'other');
  return event === undefined ? {kind: 'words', without, text: word} : {kind: 'event', without, event, alsoWords: true};
};

/**
 * Reads `AMZN amount>10B stage:talks -opinion source:Bloomberg "cloud deal"`. Each part must hold; one with `-` before it
 * must not. A plain word is looked for in the text, the source and the tickers; one that names a kind of event
 * (`opinion`, `earnings`) also stands for that kind.
 */
export const parseFilter = (text: string): ParsedFilter => {
  const parts = filterWords(text);
  if (parts === undefined) return wrong('a quote is not closed');
  const filter: FilterTerm[] = [];
  for (const part of parts) {
    const term = termOf(part);
    if (typeof term === 'string') return wrong(term);
    filter.push(term);
  }
  return {filter, error: undefined};
};
