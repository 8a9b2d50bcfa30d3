import type {Instant} from '../../core/instant.ts';
import type {TradingDate} from '../../core/new-york.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Polarity, SourceTier} from '../attribution.ts';

/** How far a deal has come. `lapsed`: talks ended before anything was signed. */
export type DealStage =
  | 'rumour'
  | 'talks'
  | 'term_sheet'
  | 'announced'
  | 'regulatory_review'
  | 'closed'
  | 'terminated'
  | 'lapsed';

export type TalksFlag = 'early' | 'advanced' | 'stalled';

export type DealKind =
  | 'acquisition'
  | 'merger'
  | 'minority_stake'
  | 'majority_stake'
  | 'asset_sale'
  | 'joint_venture'
  | 'commercial_contract'
  | 'licence'
  | 'financing'
  | 'spin_off';

/**
 * How much of what is reported stands, apart from the stage. `disputed`: a party denies it; `denied`: a second party does
 * too; `unresolved`: it was reported again since; `confirmed`: a party, or the deal's own stage, says so.
 */
export type DealStatus = 'reported' | 'disputed' | 'denied' | 'unresolved' | 'confirmed';

/** An amount as reported: `value` in whole units of `currency`, `high` only for a range. */
export type DealAmount = {
  readonly value: number;
  readonly currency: string;
  readonly modifier: 'exact' | 'about' | 'up_to' | 'at_least' | 'range';
  readonly high?: number;
};

/** What an amount is of. A tranche, the round that it is part of and the valuation are three facts, not one revised. */
export type AmountOf = 'investment' | 'price' | 'contract' | 'round' | 'tranche' | 'valuation';
export type DealFact = DealAmount & {readonly of: AmountOf};

/** What is paid with, where it is said. */
export type Consideration = 'cash' | 'shares' | 'chips' | 'capacity';

/** `id` as the notes of a headline have it (`OPENAI`); where a file gives none, it follows from ticker and name. */
export type DealParty = {readonly name: string; readonly ticker?: Ticker; readonly id?: string};

/** One thing reported of a deal. Events are only ever added; what they make of a deal is dealsAt's to say. */
export type DealEvent = {
  /** Of a headline's event `wire:` and the headline's id, through all its revisions. */
  readonly id: string;
  /** The day it happened; the hour only where a source gives one. */
  readonly date: TradingDate;
  readonly at?: Instant;
  /** When it could be known: a replay shows it from then on. Of a headline, the receipt of its latest revision. */
  readonly knownAt: Instant;
  /** How far it says that the deal has come; absent where it says nothing of that. */
  readonly stage?: DealStage;
  readonly talks?: TalksFlag;
  /** What the deal itself is of: the price, the stake, the contract. */
  readonly amount?: DealAmount;
  /** Every amount that it tells, by what it is of. */
  readonly facts?: readonly DealFact[];
  readonly consideration?: readonly Consideration[];
  /** What kind of deal it says this is. */
  readonly kind?: DealKind;
  /** Parties that the deal did not have. */
  readonly parties?: readonly DealParty[];
  /** What was reported, in a few words. */
  readonly text: string;
  /** Who had it first, when known. */
  readonly source?: string;
  /** How good the source is; an event of a file that says nothing of that is taken as it is. */
  readonly tier?: SourceTier;
  /** Whether it is asserted, when absent, or denied; who declines to comment denies nothing. */
  readonly polarity?: Polarity;
  /** Id of the party that says so, on the record. */
  readonly speaker?: string;
  /** `own`: its headline was withdrawn; `earlier`: it withdraws what its source said before. It moves nothing. */
  readonly withdrawal?: 'own' | 'earlier';
  /** The headline on this day's wire that brought it. */
  readonly headlineId?: string;
};

/** What is expected next. A date is never invented: `inferred` carries none. */
export type Catalyst = {
  readonly what: string;
  readonly knownAt: Instant;
  readonly from?: TradingDate;
  readonly to?: TradingDate;
  readonly certainty: 'scheduled' | 'statutory' | 'guided' | 'inferred';
  readonly source?: string;
};

/** An event that may belong to a deal but too uncertainly to move it: it stands beside, for a person to accept. */
export type DealSuggestion = {
  readonly event: DealEvent;
  /** 0 … 1; see matchScore. */
  readonly score: number;
};

/** Who puts what into whom, and everything reported of it in any order. */
export type Deal = {
  readonly id: string;
  /** What it was first said to be; an event may say otherwise. */
  readonly kind: DealKind;
  readonly from: readonly DealParty[];
  readonly to: DealParty;
  readonly events: readonly DealEvent[];
  readonly catalysts: readonly Catalyst[];
  readonly suggestions?: readonly DealSuggestion[];
};

export type DealBook = readonly Deal[];
