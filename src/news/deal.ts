import type {Instant} from '../core/instant.ts';
import type {TradingDate} from '../core/new-york.ts';
import type {Ticker} from '../core/ticker.ts';

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

export type DealKind =
  | 'acquisition'
  | 'merger'
  | 'minority_stake'
  | 'majority_stake'
  | 'asset_sale'
  | 'joint_venture'
  | 'commercial_contract'
  | 'financing'
  | 'spin_off';

/** An amount as reported: `value` in whole units of `currency`, `high` only for a range. */
export type DealAmount = {
  readonly value: number;
  readonly currency: string;
  readonly modifier: 'exact' | 'about' | 'up_to' | 'at_least' | 'range';
  readonly high?: number;
};

export type DealParty = {readonly name: string; readonly ticker?: Ticker};

/** One thing reported of a deal. Events are only ever added. */
export type DealEvent = {
  readonly id: string;
  /** The day it happened; the hour only where a source gives one. */
  readonly date: TradingDate;
  readonly at?: Instant;
  /** When it could be known: a replay shows it from then on. */
  readonly knownAt: Instant;
  readonly stage: DealStage;
  readonly talks?: 'early' | 'advanced' | 'stalled';
  readonly amount?: DealAmount;
  /** What was reported, in a few words. */
  readonly text: string;
  /** Who had it first, when known. */
  readonly source?: string;
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

/** Who puts what into whom, and everything reported of it in order of `knownAt`. */
export type Deal = {
  readonly id: string;
  readonly kind: DealKind;
  readonly from: readonly DealParty[];
  readonly to: DealParty;
  readonly events: readonly DealEvent[];
  readonly catalysts: readonly Catalyst[];
};

export type DealBook = readonly Deal[];
