import type {FeedState, Headline} from '../core/events.ts';
import type {FaultCode} from '../core/fault.ts';
import type {Instant, Span} from '../core/instant.ts';
import type {TradingDate} from '../core/new-york.ts';
import type {DayInfo} from '../core/provenance.ts';
import type {Ticker} from '../core/ticker.ts';
import type {DealBook} from '../news/deals/deal.ts';
import type {DealTelling} from '../news/deals/deal-telling.ts';
import type {Notes} from '../news/notes.ts';
import type {Relation, Change as StoryChange} from '../news/story.ts';
import type {BarChunk, BarSeries} from './bar-series.ts';
import type {Move} from './moves/move.ts';
import type {TrafficFaces} from './traffic.ts';

/** What was asked of a replay's clock and the day does not have; `count` tells one from the last. */
export type ClockEdge = {readonly count: number} & (
  | {readonly kind: 'headline'; readonly direction: 1 | -1}
  /** A time before the day's start or after its end, where the clock then stood. */
  | {readonly kind: 'time'; readonly asked: Instant; readonly at: Instant}
);

/** The replay's or the wall's clock as the screen shows it. */
export type ClockFace = {
  readonly now: Instant;
  readonly mode: 'live' | 'replay';
  readonly state: 'running' | 'paused' | 'seeking' | 'ended';
  /** Replay seconds a wall second; 1 when live. */
  readonly speed: number;
  /** How often the clock was set to another moment instead of running there; none for a clock that only runs. */
  readonly jumps?: number;
  /** The last that was asked in vain; none before the first. */
  readonly edge?: ClockEdge;
};

/** How a recording of what comes in is doing. */
export type RecordingFace = {
  readonly state: 'recording' | 'stopped';
  readonly name: string;
  readonly since: Instant;
  /** Of the file of the day. */
  readonly bytes: number;
  /** Why it stopped and what to do, or what was found wrong with what was recorded before; undefined when all is well. */
  readonly trouble: string | undefined;
};

/** A price and when it was printed. */
export type PriceAt = {readonly price: number; readonly at: Instant};

/** Everything about one name but its bars. A figure that is not known is undefined, never 0. */
export type Figures = {
  readonly symbol: Ticker;
  /** Last print eligible in the regular session. */
  readonly last: PriceAt | undefined;
  /** Last print of extended hours (condition T), before the open or after the close. */
  readonly extendedLast: PriceAt | undefined;
  /** Last print of any kind, odd lots too, or the last that a look told of; unknown while there are only bars made elsewhere. */
  readonly lastPrint: PriceAt | undefined;
  /** Close of the session before: as the day's file states it, else of its last regular bar, else as the feed says. */
  readonly previousClose: number | undefined;
  /** Regular-session day figures by the day-bar rules of the sale conditions. */
  readonly open: number | undefined;
  readonly high: number | undefined;
  readonly low: number | undefined;
  readonly close: number | undefined;
  /** Shares of the whole day since 04:00, or by the count of a source that tells no prints; 0 while nobody has counted any. */
  readonly volume: number;
  readonly trades: number;
  /** Of the whole day too, over the prints whose price counts in a minute's bar. */
  readonly vwap: number | undefined;
  readonly quote: QuoteFace | undefined;
  readonly halted: HaltFace | undefined;
  /** The day's halts that are over, oldest first: the newest MOST_HALTS of them. */
  readonly halts: readonly PastHalt[];
  /** Prints corrected or cancelled so far; see MOST_PRINTS for how far back that reaches in full. */
  readonly amended: number;
  /** Prints with a condition code that the table does not know: counted for volume only. */
  readonly unknownConditions: number;
};

export type QuoteFace = {
  readonly at: Instant;
  readonly bid: number;
  readonly bidSize: number;
  readonly ask: number;
  readonly askSize: number;
};

export type HaltFace = {
  readonly since: Instant;
  readonly code: string;
  readonly reason: string;
};

/** A halt from its first word to the resumption, and the code that it ended up with. */
export type PastHalt = {readonly from: Instant; readonly to: Instant; readonly code: string};

/** What is usual for a name, from earlier sessions only. Slots count from 04:00 New York. */
export type Baseline = {
  readonly sessions: number;
  readonly slot: Span;
  /** Mean shares traded from 04:00 to the end of each slot. */
  readonly cumulativeVolume: readonly number[];
};

/** A name's earlier sessions on one grid: slots of a length counted from 04:00 New York, a row a session. */
export type EarlierSessions = {
  readonly slot: Span;
  /** Slots in a row. */
  readonly slots: number;
  /** The date of each row, oldest first. */
  readonly dates: readonly TradingDate[];
  /** The last price printed in each slot; NaN where there was none. */
  readonly closes: Float64Array;
  /** The first price of each row's regular session; NaN where its first slot has none. */
  readonly opens: Float64Array;
  /** Shares of each slot. */
  readonly volumes: Float64Array;
};

/** What an earlier edition of a headline said, and from when on. */
export type Edition = {readonly text: string; readonly updatedAt: Instant};

/** Where a headline stands among those that tell of the same. Items with one `id` are one story. */
export type StoryPlace = {
  /** The id of the story's first headline. */
  readonly id: string;
  /** Who had the story: the outlet that its first headline names, else the one that sent it. */
  readonly firstSource: string;
  readonly relation: Relation;
  /** What it brought that the story did not know; empty for a first telling and for reprints. */
  readonly changed: readonly StoryChange[];
  /** How long after the story's first headline it was published. */
  readonly lag: Span;
  /** 100 for what was never told, less for each telling before. */
  readonly novelty: number;
  /** The rule that put it into its story. */
  readonly why: string;
};

/** A headline on the wire: its latest revision, when its first one was received, and what the program reads in it. */
export type WireItem = {
  readonly headline: Headline;
  readonly firstReceivedAt: Instant;
  /** 0 for a headline never revised. */
  readonly revision: number;
  /** The wordings before this one, oldest first; a revision that left the words alone adds none. */
  readonly earlier: readonly Edition[];
  readonly notes: Notes;
  /** The deal that it tells of, if any; beside the notes, so that a book of deals reads none of them. */
  readonly deal: DealTelling | undefined;
  readonly story: StoryPlace;
  /** Of a row that no feed sent: the move of the tape that it tells of. No snapshot's wire has one. */
  readonly move?: Move;
};

/** A wire item on its way to another thread. Its notes are JSON: a text is copied many times as fast as what it says. */
export type WireEntry = Omit<WireItem, 'notes'> & {readonly notes: string};

/** How one connection is doing. */
export type FeedHealth = {
  readonly feed: string;
  readonly state: FeedState;
  readonly message: string;
  readonly code: FaultCode | undefined;
  readonly retryAt: Instant | undefined;
  /** Receipt of the last report of the connection itself: what it carries does not say over which one it came. */
  readonly heardAt: Instant | undefined;
  /** Those reports so far. */
  readonly events: number;
  /** Since when it is in this state; undefined until it says one. */
  readonly stateAt: Instant | undefined;
  /** Why it was last lost or stopped, with what to do, and when; it stays when all is well again. */
  readonly lastTrouble:
    | {readonly at: Instant; readonly message: string; readonly code: FaultCode | undefined}
    | undefined;
  /** Messages that could not be read, and quotes that gave way to newer ones. */
  readonly bad: number;
  readonly leftOut: number;
  readonly reconnects: number;
  readonly gaps: readonly {readonly from: Instant; readonly to: Instant}[];
};

/** What earlier sessions tell. */
export type SessionHistory = {
  readonly previousCloses: ReadonlyMap<Ticker, number>;
  readonly baselines: ReadonlyMap<Ticker, Baseline>;
  readonly earlier: ReadonlyMap<Ticker, EarlierSessions>;
};

/** The same with the fund of the day, where only who passes the day on tells of it. */
export type LearnedHistory = SessionHistory & {readonly benchmark?: Ticker | undefined};

/** What is known whatever happens on the day: the day, the deals on file, earlier sessions. */
export type DayFile = SessionHistory & {
  readonly day: DayInfo;
  readonly deals: DealBook;
};

/** The whole Market as the screen reads it. Published ones never change; unchanged parts are the same objects. */
export type Snapshot = {
  /** Grows by one a publish. */
  readonly revision: number;
  readonly clock: ClockFace;
  readonly file: DayFile;
  readonly figures: ReadonlyMap<Ticker, Figures>;
  readonly bars: ReadonlyMap<Ticker, BarSeries>;
  /** Newest first by publication (then id), one entry a headline id. */
  readonly wire: readonly WireItem[];
  /** How many older headlines the wire has let go. */
  readonly wireLetGo: number;
  readonly feeds: readonly FeedHealth[];
  /** How much comes and how late; undefined before the first event. */
  readonly traffic: TrafficFaces | undefined;
  /** Undefined where nothing is recorded. */
  readonly recording: RecordingFace | undefined;
};

/** One chunk of a series that changed, and how long the series is now. */
export type ChunkChange = {
  readonly symbol: Ticker;
  readonly span: Span;
  readonly length: number;
  readonly index: number;
  /** Opening of the name's earliest bar that changed, came or went since the publish before. */
  readonly changedFrom: Instant;
  readonly chunk: BarChunk;
};

/** What a publish sends: only what changed since the one before. Plain data, so that it crosses to another thread. */
export type Change = {
  readonly revision: number;
  readonly clock: ClockFace;
  /** Set when everything starts anew (the first publish, a rewind): what was known is dropped first. */
  readonly file: DayFile | undefined;
  readonly figures: readonly Figures[];
  readonly chunks: readonly ChunkChange[];
  readonly wire: readonly WireEntry[];
  /** Headlines that the wire no longer holds, and how many that are so far; left out where there are no new ones. */
  readonly letGo?: {readonly ids: readonly string[]; readonly total: number};
  readonly feeds: readonly FeedHealth[] | undefined;
  /** Left out while no second has passed. */
  readonly traffic?: TrafficFaces | undefined;
  readonly recording?: RecordingFace;
};
