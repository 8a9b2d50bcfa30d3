import type {DealActKind} from './deal-act.ts';
import type {Notes} from './notes.ts';
import {stageTold} from './stage-words.ts';
import type {Change} from './story.ts';

/** What a story is known to say so far. */
export type KnownFacts = {
  /** How far the deal has come; see FORWARD. */
  readonly stage: number;
  readonly setbacks: ReadonlySet<string>;
  readonly kinds: ReadonlySet<DealActKind>;
  readonly polarities: ReadonlySet<string>;
  readonly amounts: ReadonlySet<string>;
  readonly terms: ReadonlySet<string>;
  readonly parties: ReadonlySet<string>;
  readonly tier: number;
};

export const NOTHING_KNOWN: KnownFacts = {
  stage: -1,
  setbacks: new Set(),
  kinds: new Set(),
  polarities: new Set(),
  amounts: new Set(),
  terms: new Set(),
  parties: new Set(),
  tier: 0,
};

/** Stages that lead on; what is further right is news, what is further left was known. */
const FORWARD = [
  'rumour',
  'talks early',
  'talks',
  'talks advanced',
  'term_sheet',
  'announced',
  'regulatory_review',
  'closed',
];
/** Kinds that reports mistake for one another, so that another one corrects the first. */
const TAKEOVERS = new Set<DealActKind>(['acquisition', 'merger', 'licence']);

type Told = {readonly stage: number; readonly setback: string | undefined; readonly kind: DealActKind | undefined};

const dealTold = (notes: Notes): Told => {
  const told = notes.event.kind === 'deal' ? stageTold(notes.stages) : undefined;
  const name = told === undefined ? '' : told.talks === undefined ? told.stage : `${told.stage} ${told.talks}`;
  const kind = notes.event.kind === 'deal' ? notes.event.deal?.kind : undefined;
  const stage = FORWARD.indexOf(name);
  return {
    stage,
    setback: name !== '' && stage < 0 ? name : undefined,
    kind: kind !== undefined && TAKEOVERS.has(kind) ? kind : undefined,
  };
};

/** To two figures: `$50B` and `up to $50 billion` are one amount. */
const amountsOf = (notes: Notes): string[] =>
  notes.money
    .filter(note => !note.denied && note.role !== 'share_price')
    .map(note => `${note.currency} ${note.value.toPrecision(2)}`);

const partiesOf = (notes: Notes): string[] =>
  notes.companies.filter(({mentions, role}) => mentions.length > 0 && role !== 'background').map(({id}) => id);

const and = <T>(known: ReadonlySet<T>, more: readonly T[]): ReadonlySet<T> =>
  more.every(one => known.has(one)) ? known : new Set([...known, ...more]);

export const withFacts = (known: KnownFacts, notes: Notes): KnownFacts => {
  const {stage, setback, kind} = dealTold(notes);
  return {
    stage: Math.max(known.stage, stage),
    setbacks: and(known.setbacks, setback === undefined ? [] : [setback]),
    kinds: and(known.kinds, kind === undefined ? [] : [kind]),
    polarities: and(known.polarities, [notes.attribution.polarity]),
    amounts: and(known.amounts, amountsOf(notes)),
    terms: and(known.terms, notes.terms),
    parties: and(known.parties, partiesOf(notes)),
    tier: notes.attribution.polarity === 'declines' ? known.tier : Math.max(known.tier, notes.attribution.tier),
  };
};

/** What a headline says that its story did not know. Nothing: it is a reprint. Who declines to comment tells nothing. */
export const changesIn = (known: KnownFacts, notes: Notes): readonly Change[] => {
  const {stage, setback, kind} = dealTold(notes);
  const changes: Change[] = [];
  if (stage > known.stage || (setback !== undefined && !known.setbacks.has(setback))) changes.push('stage');
  if (kind !== undefined && known.kinds.size > 0 && !known.kinds.has(kind)) changes.push('kind');
  const {polarity, tier} = notes.attribution;
  const silent = polarity === 'declines';
  if (!silent && !known.polarities.has(polarity)) changes.push('status');
  if (amountsOf(notes).some(amount => !known.amounts.has(amount))) changes.push('amount');
  if (notes.terms.some(term => !known.terms.has(term))) changes.push('terms');
  if (partiesOf(notes).some(id => !known.parties.has(id))) changes.push('party');
  if (!silent && tier > known.tier) changes.push('tier');
  return changes;
};
