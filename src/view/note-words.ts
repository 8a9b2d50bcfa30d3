import type {Hedge, Polarity, SourceTier, Voice} from '../news/attribution.ts';
import type {EventKind} from '../news/event-kind.ts';
import type {MoneyRole} from '../news/money.ts';
import type {MoveWhen, PercentRole, PercentUnit} from '../news/percents.ts';
import type {Stance} from '../news/stance/stance-note.ts';
import type {Relation} from '../news/story.ts';

/** Who says it. */
export const VOICE_WORDS: Readonly<Record<Voice, string>> = {
  company: 'the company',
  counterparty: 'the other party',
  regulator: 'a regulator',
  court: 'a court',
  person: 'a person on record',
  unnamed: 'unnamed sources',
  media: 'another outlet',
  analyst: 'an analyst',
  author: 'the author',
  document: 'a document',
  unattributed: 'nobody named',
};

export const TIER_WORDS: Readonly<Record<SourceTier, string>> = {
  5: 'filing or document',
  4: 'on record',
  3: 'a first-tier outlet’s own sources',
  2: 'relayed, or a single source',
  1: 'unattributed',
};

export const HEDGE_WORDS: Readonly<Record<Hedge, string>> = {
  none: 'stated as fact',
  reported: 'as reported',
  conditional: 'under a condition',
  speculative: 'as a possibility',
};

/** Empty where something is simply asserted. */
export const POLARITY_WORDS: Readonly<Record<Polarity, string>> = {
  asserts: '',
  denies: 'denies',
  declines: 'declines to comment',
  disputes: 'disputes',
};

/** `market cap` for `market_cap`. */
export const spelled = (name: EventKind | MoneyRole | PercentRole): string => name.replaceAll('_', ' ');

export const UNIT_WORDS: Readonly<Record<PercentUnit, string>> = {
  percent: '%',
  basis_points: ' bp',
  points: ' points',
};

/** When a move was seen. */
export const MOVE_WHEN_WORDS: Readonly<Record<MoveWhen, string>> = {
  pre_market: 'price before the open',
  after_hours: 'price after the close',
  day: 'price on the day',
  longer: 'price over a longer time',
};

export const DIRECTION_WORDS = {'1': 'higher', '-1': 'lower', '0': 'unchanged'} as const;

export const RELATION_WORDS: Readonly<Record<Relation, string>> = {
  first: 'first',
  reprint: 'reprint',
  update: 'update',
  correction: 'corrected',
  withdrawal: 'withdrawn',
};

/** Good, bad, neither; empty where no stance was taken. */
export const STANCE_SIGNS: Readonly<Record<Stance, string>> = {positive: '▲', negative: '▼', neutral: '='};
export const stanceSign = (stance: Stance | undefined): string => (stance === undefined ? '' : STANCE_SIGNS[stance]);
