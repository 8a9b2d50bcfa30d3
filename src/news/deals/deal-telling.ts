import type {Polarity, SourceTier} from '../attribution.ts';
import {entryOf} from '../entities/gazetteer.ts';
import type {Annotated, Notes} from '../notes.ts';
import {stageTold} from '../stage-words.ts';
import {type CatalystTold, catalystsTold} from './catalysts-told.ts';
import type {Consideration, DealFact, DealKind, DealParty, DealStage, TalksFlag} from './deal.ts';
import {factsTold} from './facts-told.ts';
import {kindTold} from './kind-told.ts';
import {partiesTold} from './parties-told.ts';
import {tellsOfDeal} from './tells-of-deal.ts';

/** A party with its id always known. */
export type ToldParty = DealParty & {readonly id: string};

/** What one edition of a headline tells of a deal. Plain data: it crosses to the screen's thread with its headline. */
export type DealTelling = {
  /** Undefined where the words do not tell. */
  readonly kind: DealKind | undefined;
  /** Who gives money, chips or capacity; empty where the words tell no direction. */
  readonly from: readonly ToldParty[];
  readonly to: ToldParty | undefined;
  /** Everyone who is named as a party, in order of naming; never empty. */
  readonly all: readonly ToldParty[];
  /** Undefined where it says nothing of how far the deal has come. */
  readonly stage: DealStage | undefined;
  readonly talks: TalksFlag | undefined;
  readonly polarity: Polarity;
  /** Id of the party that speaks, on the record. */
  readonly speaker: string | undefined;
  readonly tier: SourceTier;
  /** The outlet that it names as its source, else the one that sent it. */
  readonly source: string;
  readonly facts: readonly DealFact[];
  readonly consideration: readonly Consideration[];
  readonly catalysts: readonly CatalystTold[];
  /** What it said; of a withdrawn headline, what it had said before. */
  readonly text: string;
  readonly withdrawal: 'own' | 'earlier' | undefined;
  /** The words that make it a deal. */
  readonly why: string;
};

const PAID_WITH: readonly (readonly [Consideration, RegExp])[] = [
  [
    'chips',
    /\b(?:chips[ -]for[ -]equity|(?:in|with|pay\w* .{0,40}in|paid in) (?:\S+ ){0,4}(?:chips|gpus|trainium|tpus)\b)/i,
  ],
  ['capacity', /\b(?:(?:compute|cloud|aws|azure) (?:capacity|credits)|in (?:\S+ ){0,5}capacity)\b/i],
  ['shares', /\b(?:all[ -]stock|stock[ -]and[ -]cash|cash[ -]and[ -]stock|in (?:stock|shares)|share swap)\b/i],
  ['cash', /\b(?:all[ -]cash|in cash|cash[ -]and[ -]stock|stock[ -]and[ -]cash|cash (?:offer|deal|bid))\b/i],
];

const sourceOf = (source: string, {attribution}: Notes): string =>
  attribution.by === 'media' && attribution.speaker !== undefined
    ? (entryOf(attribution.speaker)?.name ?? source)
    : source;

/** Who speaks, when it is one of the parties. */
const speakerOf = (text: string, {attribution}: Notes, all: readonly ToldParty[]): string | undefined => {
  const {by, speaker} = attribution;
  if (OPEN.test(text)) return undefined;
  if (by !== 'company' && by !== 'counterparty' && by !== 'person') return undefined;
  return all.find(party => party.id === speaker)?.id;
};

const OPEN = /\b(?:no decision|undecided|not (?:yet )?decided|no (?:deal|agreement) (?:yet|so far))\b/i;
const BIDS = /\b(?:bids?|offers?|offered|discuss(?:es|ed|ing)?)\b/i;
const WANTS = /\b(?:seeks?|seeking|looks? to|looking to|said to|plans?|wants?|aims?|hopes?|ready to|set to)\b/i;
const REVIEWED =
  /\b(?:clears?|cleared|approves?|approved|blocks?|to block|probes?|reviews?|reviewing|second request|investigat\w+|decides?|to decide|challenges?)\b/i;

type StageSaid = {readonly stage: DealStage | undefined; readonly talks: TalksFlag | undefined};

/** Without a word on the stage: what a good source states as fact is announced, a bid is an opening of talks, else it is said. */
const stageOf = (text: string, {stages, attribution, entities}: Notes): StageSaid => {
  const told = stageTold(stages);
  const {polarity, hedge, tier} = attribution;
  if (OPEN.test(text)) return {stage: undefined, talks: undefined};
  const watched = REVIEWED.test(text) && entities.some(({kind}) => kind === 'regulator');
  if (watched && hedge !== 'speculative' && (told === undefined || told.stage === 'announced'))
    return {stage: 'regulatory_review', talks: undefined};
  if (told !== undefined) {
    const foreseen = hedge === 'speculative' && (told.stage === 'regulatory_review' || told.stage === 'closed');
    return foreseen ? {stage: undefined, talks: undefined} : {stage: told.stage, talks: told.talks};
  }
  const plain = (stage: DealStage | undefined): StageSaid => ({stage, talks: undefined});
  if (polarity !== 'asserts') return plain(undefined);
  if (BIDS.test(text)) return plain('talks');
  if (WANTS.test(text)) return plain('rumour');
  return plain(hedge === 'none' && tier >= 4 ? 'announced' : 'rumour');
};

/** The deal that an edition of a headline tells of; undefined when it tells of none, or of one between nobody named. */
export const dealTellingOf = ({headline, source}: Annotated, notes: Notes): DealTelling | undefined => {
  const words = tellsOfDeal(headline, notes);
  if (words === undefined) return undefined;
  const {from, to, all} = partiesTold(headline, notes);
  if (all.length === 0) return undefined;
  const {polarity, tier} = notes.attribution;
  const {stage, talks} = stageOf(headline, notes);
  const kind = kindTold(headline, notes);
  return {
    kind,
    from,
    to,
    all,
    stage,
    talks,
    polarity,
    speaker: speakerOf(headline, notes, all),
    tier,
    source: sourceOf(source, notes),
    facts: factsTold(headline, notes, kind),
    consideration: PAID_WITH.filter(([, said]) => said.test(headline)).map(([what]) => what),
    catalysts: catalystsTold(headline, notes),
    text: headline,
    withdrawal: notes.form.kind === 'withdrawal' ? 'earlier' : undefined,
    why: words,
  };
};

/** What a headline tells once it was revised: one that was withdrawn goes on saying what it said, as withdrawn. */
export const revisedTelling = (
  before: DealTelling | undefined,
  after: DealTelling | undefined,
  notes: Notes,
): DealTelling | undefined =>
  before !== undefined && notes.form.kind === 'withdrawal' ? {...before, withdrawal: 'own'} : after;
