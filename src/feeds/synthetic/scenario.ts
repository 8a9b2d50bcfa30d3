import type {Headline, TapeCode} from '../../core/events.ts';
import type {Span} from '../../core/instant.ts';
import type {TradingDate} from '../../core/new-york.ts';
import type {DayInfo} from '../../core/provenance.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {DealBook} from '../../news/deals/deal.ts';
import type {Weighted} from './draws.ts';

/** Seconds since midnight in New York; decimals are parts of a second. */
export type DaySecond = number;

/** How a quantity is spread over one part of the day: its share of the whole, and [place in the part 0–1, weight] knots. */
export type PhaseCurve = {readonly share: number; readonly knots: readonly (readonly [number, number])[]};
export type DayCurve = {readonly pre: PhaseCurve; readonly regular: PhaseCurve; readonly post: PhaseCurve};

/** What is always true of a name. Returns and volatilities are fractions; volatilities are a day's. */
export type NameTraits = {
  readonly symbol: Ticker;
  readonly tape: TapeCode;
  readonly listing: string;
  /** Shares below which a print is an odd lot. */
  readonly roundLot: number;
  /** Prints of an ordinary day. */
  readonly usualTrades: number;
  /** Usual spread in cents, in and outside regular hours. */
  readonly spread: {readonly regular: number; readonly extended: number};
  readonly beta: number;
  readonly ownVolatility: number;
  /** Share of the benchmark. */
  readonly weight: number;
};

export type SizeMix = {
  readonly odd: number;
  readonly lot: number;
  readonly block: number;
  /** The rest: lognormal of this median and shape. */
  readonly mixed: {readonly median: number; readonly sigma: number};
};

/** What holds on every day: who trades, how, and the closes that are known. */
export type MarketModel = {
  readonly seed: string;
  readonly names: readonly NameTraits[];
  readonly benchmark: NameTraits;
  readonly marketVolatility: number;
  readonly trades: DayCurve;
  readonly volatility: DayCurve;
  readonly venues: {
    readonly regular: Weighted<string>;
    readonly extended: Weighted<string>;
    readonly quoting: Weighted<string>;
  };
  readonly sizes: SizeMix;
  /** Mean prints to a cluster, share of intermarket sweeps among clusters of several, odds that the next cluster takes the same side. */
  readonly flow: {
    readonly cluster: number;
    readonly sweeps: number;
    readonly persistence: number;
    readonly requote: number;
  };
  /** Share of the day's volume in each cross. */
  readonly crosses: {readonly open: number; readonly close: number};
  readonly latency: {readonly base: Span; readonly jitter: Span};
  readonly closes: ReadonlyMap<TradingDate, ReadonlyMap<Ticker, number>>;
  readonly sessions: readonly DayPlan[];
  readonly historySessions: number;
};

/** A price that the path goes through; `print` puts a round lot on the tape exactly there. */
export type Anchor = {readonly second: DaySecond; readonly price: number; readonly print: boolean};
export type Bounds = {readonly from: DaySecond; readonly to: DaySecond; readonly low: number; readonly high: number};

export type NamePlan = {
  readonly symbol: Ticker;
  /** Prints against an ordinary day, before reactions. */
  readonly activity: number;
  readonly anchors: readonly Anchor[];
  readonly bounds: readonly Bounds[];
};

/** The whole market moves through every name's beta. */
export const MARKET = 'MARKET';

/** What a piece of news does to one name. Returns are fractions. */
export type Reaction = {
  readonly symbol: Ticker | typeof MARKET;
  readonly second: DaySecond;
  readonly jump: number;
  /** Seconds in which the jump is run through. */
  readonly within: number;
  /** Share of the jump that stays; the rest is given back by halves every `halfLife` seconds. */
  readonly keep: number;
  readonly halfLife: number;
  /** Extra prints at once, in multiples of the usual, and the seconds after which a third of them is left. */
  readonly volume: number;
  readonly fade: number;
};

export type DayPlan = {
  readonly date: TradingDate;
  /** Against an ordinary day: 0.5 is half as restless. */
  readonly volatility: number;
  readonly names: ReadonlyMap<Ticker, NamePlan>;
  readonly reactions: readonly Reaction[];
};

/** A print taken back or put right later, chosen by name and hour. */
export type Amendment = {
  readonly kind: 'correct' | 'cancel' | 'error';
  readonly symbol: Ticker;
  readonly second: DaySecond;
  /** Seconds until it is known. */
  readonly after: number;
  /** `error`: how far off the planted print is, a fraction of price. `correct`: cents to the right price. */
  readonly off: number;
};

/** A headline before anyone has received it, one entry a revision. */
export type WireEntry = Omit<Headline, 'kind' | 'receivedAt'>;

/** All that a day is made from. */
export type Scenario = Omit<DayInfo, 'startAt' | 'endAt'> & {
  readonly plan: DayPlan;
  readonly wire: readonly WireEntry[];
  readonly deals: DealBook;
  readonly amendments: readonly Amendment[];
  /** Prints reported out of sequence, long after they happened. */
  readonly latePrints: number;
  /** Prints of the day and of its earlier sessions against the model's; at most 1. */
  readonly thinning: number;
};
