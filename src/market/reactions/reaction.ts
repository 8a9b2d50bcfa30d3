import type {CalibratedT} from '../../analytics/calibrated-t.ts';
import type {MagnitudeRank} from '../../analytics/magnitude-rank.ts';
import type {ReturnModel} from '../../analytics/market-model.ts';
import type {Leakage, ReactionShape} from '../../analytics/reaction-shape.ts';
import type {VolumeScore} from '../../analytics/volume-score.ts';
import type {Instant} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {PriceAt, WireItem} from '../snapshot.ts';
import type {HorizonName} from './horizons.ts';

/** The moment that a reaction counts from, and the three it was chosen from: the earliest of them. */
export type Start = {
  readonly at: Instant;
  readonly used: 'published' | 'received' | 'story';
  readonly publishedAt: Instant;
  readonly receivedAt: Instant;
  /** Of the telling that a reprint repeats; the headline's own where it tells something itself. */
  readonly storyAt: Instant;
  /** The headline whose moment it is. */
  readonly headlineId: string;
};

/** What the other names did meanwhile. `own mean`: there is nothing to hold the name against but its own usual drift. */
export type Benchmark = {
  readonly kind: 'etf' | 'names' | 'own mean';
  /** `QQQ`, `QQQ without AMZN`, `mean of NVDA GOOGL`, `own mean`. */
  readonly name: string;
  readonly symbols: readonly Ticker[];
  /** The name's own part of the ETF, which is taken out; 0 where it is none of it. */
  readonly weight: number;
};

/** What the usual was learnt from: so many earlier sessions, or this day up to the headline. */
export type Estimation =
  | {readonly kind: 'sessions'; readonly sessions: number; readonly label: string; readonly model: ReturnModel}
  | {readonly kind: 'same-day'; readonly label: string; readonly model: ReturnModel}
  | {readonly kind: 'none'; readonly label: string};

/**
 * `ok` · `truncated`: the session ended first, measured there · `pending`: its end lies ahead · `stale`: no print in the
 * three minutes before it · `halted`: trading stood still then · `no_base`: nothing was printed before the headline.
 */
export type HorizonStatus = 'ok' | 'pending' | 'truncated' | 'stale' | 'halted' | 'no_base';

/** A test that was not made, and why, in words. */
export type Refused = {readonly status: 'refused'; readonly reason: string};
export type HorizonTest = Extract<CalibratedT, {status: 'ok'}> | Refused;

/** What a screen shows of what was measured at a horizon. */
export type Figures = {
  readonly price: PriceAt;
  /** P₁/P₀ − 1. */
  readonly return: number;
  /** The benchmark's own log return; undefined without one. */
  readonly market: number | undefined;
  /** Cumulative abnormal log return; undefined where nothing says what is usual. */
  readonly car: number | undefined;
  readonly test: HorizonTest;
};

/** What was measured at a horizon. */
export type Measured = Figures & {
  /** Of |car| among the same slots of earlier sessions. */
  readonly rank: MagnitudeRank | Refused;
};

/** A horizon as it stands, without what takes long to say. */
export type BriefReading = {
  readonly name: HorizonName;
  readonly status: HorizonStatus;
  /** Where it ends: later by a halt for short ones, earlier where the session ends. */
  readonly toAt: Instant;
  /** Another headline lies between five minutes before the start and the end. */
  readonly confounded: boolean;
  /** There when `ok` or `truncated`. */
  readonly measured: Figures | undefined;
};

export type HorizonReading = BriefReading & {readonly measured: Measured | undefined};

/** From when a reaction counts, and its horizons in the order of HORIZONS: what a row of the wire needs. */
export type BriefReaction = {readonly start: Start; readonly horizons: readonly BriefReading[]};

export type VerdictKind =
  | 'positive'
  | 'negative'
  | 'no detectable reaction'
  | 'confounded'
  | 'pending'
  | 'insufficient data'
  | 'market closed';

/** What the primary horizon says, and why. */
export type VerdictReason =
  | {readonly kind: 'moved'; readonly reading: HorizonReading}
  | {readonly kind: 'within noise'; readonly reading: HorizonReading}
  | {readonly kind: 'other headlines'; readonly items: readonly WireItem[]}
  | {readonly kind: 'not yet'; readonly until: Instant}
  | {readonly kind: 'halted'; readonly since: Instant | undefined}
  | {readonly kind: 'no price before'}
  | {readonly kind: 'no print at the end'; readonly at: Instant}
  | {readonly kind: 'no usual'; readonly words: string}
  | {readonly kind: 'no session'; readonly other: boolean};

export type Verdict = {readonly kind: VerdictKind; readonly reason: VerdictReason};

/** Shares between the start and the primary horizon against the same minutes of earlier sessions. */
export type VolumeReading = {
  readonly shares: number;
  readonly multiple: VolumeScore;
  /** Only inside the regular session. */
  readonly z: VolumeScore | Refused;
};

/** How the abnormal return went, minute by minute, up to the last horizon measured. */
export type ShapeReading = {readonly upTo: HorizonName; readonly shape: ReactionShape};

/** What one name did after one headline, as far as it is known. */
export type Reaction = {
  readonly symbol: Ticker;
  readonly start: Start;
  /** The last good price at or before the start. */
  readonly base: PriceAt | undefined;
  /** Close of the session before, for headlines out of the regular session. */
  readonly lastClose: number | undefined;
  readonly benchmark: Benchmark;
  readonly estimation: Estimation;
  /** In the order of HORIZONS. */
  readonly horizons: readonly HorizonReading[];
  /** The other headlines from five minutes before the start to the primary horizon, oldest first. */
  readonly confounders: readonly WireItem[];
  readonly volume: VolumeReading | undefined;
  /** The half hour before the start; undefined where that cannot be measured. */
  readonly leakage: {readonly car: number; readonly share: Leakage} | undefined;
  /** At least half of the move was over when the headline was received. */
  readonly movedFirst: boolean;
  readonly shape: ShapeReading | undefined;
  /** Prices left out as bad prints, from shortly before the start to the last horizon measured but the close. */
  readonly badPrints: number;
  readonly verdict: Verdict;
};
