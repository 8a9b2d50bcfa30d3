import type {FaultCode} from './fault.ts';
import type {Instant, Span} from './instant.ts';
import type {Ticker} from './ticker.ts';

/** When it happened, and when it could be known here. Drawn by `at`, replayed by `receivedAt`. */
export type Stamp = {readonly at: Instant; readonly receivedAt: Instant};

/** Which consolidated tape a print belongs to: A NYSE, B regional, C Nasdaq, N overnight, O OTC. */
export type TapeCode = 'A' | 'B' | 'C' | 'N' | 'O';

/** What a trade says of itself. `conditions` are the tape's own one-character codes (see market/conditions). */
export type Print = {
  readonly price: number;
  readonly size: number;
  readonly conditions: readonly string[];
};

/** One execution. `id` is unique only within (symbol, trading date, venue, tape). */
export type Trade = Stamp &
  Print & {
    readonly kind: 'trade';
    readonly symbol: Ticker;
    readonly id: number;
    readonly venue: string;
    readonly tape: TapeCode;
  };

/** Best bid and offer; a price of 0 means that side is empty. Sizes in shares. */
export type Quote = Stamp & {
  readonly kind: 'quote';
  readonly symbol: Ticker;
  readonly bid: number;
  readonly bidSize: number;
  readonly bidVenue: string;
  readonly ask: number;
  readonly askSize: number;
  readonly askVenue: string;
  readonly conditions: readonly string[];
  readonly tape: TapeCode;
};

/**
 * What a name costs, as a source says that looks now and then: no print, and of no size; what printed between two looks is not
 * told. `at` is when that price printed. The day's own figures are the source's count; 0 for one that it does not tell.
 */
export type PriceUpdate = Stamp & {
  readonly kind: 'price';
  readonly symbol: Ticker;
  readonly price: number;
  readonly dayVolume: number;
  readonly dayHigh: number;
  readonly dayLow: number;
  /** Close of the session before. */
  readonly previousClose: number;
};

/** A bar made elsewhere. It covers [openAt, openAt + span) and is known by its end: `at` = openAt + span. */
export type Bar = Stamp & {
  readonly kind: 'bar';
  readonly symbol: Ticker;
  readonly openAt: Instant;
  readonly span: Span;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  /** Number of prints and their mean price, where the source says; 0 when it does not. */
  readonly trades: number;
  readonly vwap: number;
};

/** A story as one outlet sent it. `at` is when it was published; the same `id` with a later `updatedAt` replaces it. Text is safe. */
export type Headline = Stamp & {
  readonly kind: 'headline';
  readonly id: string;
  readonly updatedAt: Instant;
  readonly headline: string;
  readonly summary: string;
  /** The body as the source sends it, HTML perhaps; already free of control characters, not yet of tags. */
  readonly content: string;
  readonly author: string;
  readonly source: string;
  readonly url: string;
  readonly symbols: readonly Ticker[];
};

/** Trading stopped or resumed; `code` and `reason` as the listing market words them. */
export type Halt = Stamp & {
  readonly kind: 'halt';
  readonly symbol: Ticker;
  readonly halted: boolean;
  readonly code: string;
  readonly reason: string;
  readonly tape: TapeCode;
};

/** A print replaced by another. */
export type Correction = Stamp & {
  readonly kind: 'correction';
  readonly symbol: Ticker;
  readonly venue: string;
  readonly tape: TapeCode;
  readonly originalId: number;
  readonly original: Print;
  readonly correctedId: number;
  readonly corrected: Print;
};

/** A print taken back: `C` cancelled, `E` an error. */
export type Cancel = Stamp & {
  readonly kind: 'cancel';
  readonly symbol: Ticker;
  readonly id: number;
  readonly venue: string;
  readonly tape: TapeCode;
  readonly price: number;
  readonly size: number;
  readonly action: 'C' | 'E';
};

/** What a connection is doing: never asked, trying, delivering, waiting to try again, given up. */
export type FeedState = 'idle' | 'connecting' | 'live' | 'retrying' | 'stopped' | 'ended';

/** Trouble and progress travel in the stream beside the data. */
export type FeedStatus = Stamp & {
  readonly kind: 'status';
  /** Which connection: `alpaca/iex`, `alpaca/news`. */
  readonly feed: string;
  /**
   * `state` the connection changed state · `bad` a message could not be read and was left out ·
   * `gap` data between `from` and `at` may be missing · `filled` what was said to be missing from `from` on is here ·
   * `left-out` so many quotes gave way to newer ones (`count`) · `rewind` what follows starts again from the day's beginning.
   */
  readonly topic: 'state' | 'bad' | 'gap' | 'filled' | 'left-out' | 'rewind';
  readonly state: FeedState;
  /** One line for people; safe text, no secrets. */
  readonly message: string;
  readonly code?: FaultCode;
  readonly terminal?: boolean;
  readonly from?: Instant;
  readonly count?: number;
  /** When the next attempt is due by the machine's own clock, while `retrying`. */
  readonly retryAt?: Instant;
};

export type FeedEvent = Trade | Quote | PriceUpdate | Bar | Headline | Halt | Correction | Cancel | FeedStatus;

/** What a tape holds: everything but the condition of the wire it came over. */
export type TapeEvent = Exclude<FeedEvent, FeedStatus>;
