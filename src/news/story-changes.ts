import type {Notes} from './notes.ts';
import {stageTold} from './stage-words.ts';
import type {Change} from './story.ts';

/** What a story is known to say so far. */
export type KnownFacts = {
  readonly stages: ReadonlySet<string>;
  readonly polarities: ReadonlySet<string>;
  readonly amounts: ReadonlySet<string>;
  readonly parties: ReadonlySet<string>;
  readonly tier: number;
};

export const NOTHING_KNOWN: KnownFacts = {
  stages: new Set(),
  polarities: new Set(),
  amounts: new Set(),
  parties: new Set(),
  tier: 0,
};

/** Two figures: `$50B` and `up to $50 billion` are one amount. */
const amountsOf = (notes: Notes): string[] =>
  notes.money
    .filter(note => !note.denied && note.role !== 'share_price')
    .map(note => `${note.currency} ${note.value.toPrecision(2)}`);

const stageOf = (notes: Notes): string | undefined => {
  const told = notes.event.kind === 'deal' ? stageTold(notes.stages) : undefined;
  return told === undefined ? undefined : `${told.stage} ${told.talks ?? ''}`;
};

const partiesOf = (notes: Notes): string[] =>
  notes.companies.filter(({mentions, role}) => mentions.length > 0 && role !== 'background').map(({id}) => id);

export const withFacts = (known: KnownFacts, notes: Notes): KnownFacts => {
  const stage = stageOf(notes);
  return {
    stages: stage === undefined ? known.stages : new Set([...known.stages, stage]),
    polarities: new Set([...known.polarities, notes.attribution.polarity]),
    amounts: new Set([...known.amounts, ...amountsOf(notes)]),
    parties: new Set([...known.parties, ...partiesOf(notes)]),
    tier: Math.max(known.tier, notes.attribution.tier),
  };
};

/** What a headline says that its story did not know. Nothing: it is a reprint. */
export const changesIn = (known: KnownFacts, notes: Notes): readonly Change[] => {
  const stage = stageOf(notes);
  const changes: Change[] = [];
  if (stage !== undefined && !known.stages.has(stage)) changes.push('stage');
  if (!known.polarities.has(notes.attribution.polarity)) changes.push('status');
  if (amountsOf(notes).some(amount => !known.amounts.has(amount))) changes.push('amount');
  if (partiesOf(notes).some(id => !known.parties.has(id))) changes.push('party');
  if (notes.attribution.tier > known.tier) changes.push('tier');
  return changes;
};
