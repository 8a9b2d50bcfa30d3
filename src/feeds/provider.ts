import type {Bar, FeedEvent} from '../core/events.ts';
import type {Instant} from '../core/instant.ts';
import type {TradingDate} from '../core/new-york.ts';
import type {Ticker} from '../core/ticker.ts';
import type {Clock, Feed, RawMessage, Tap} from '../engine/ports.ts';
import type {Bell} from './bell.ts';

/** What a provider can bring; each half can come from another one. */
export type Half = 'prices' | 'news';

/** What a provider needs to be opened with. */
export type ProviderOptions = {
  /** Those of its halves that are wanted; never empty. */
  readonly halves: readonly Half[];
  /** Which of its streams of prices; one of `sources`. */
  readonly source: string;
  readonly symbols: readonly Ticker[];
  /** Another host that speaks the same, as a WebSocket address, for streams and REST alike. */
  readonly host: string | undefined;
  /** By the name of the field; empty for a provider that asks for none. Read when they are used: they may be mended. */
  readonly keys: Readonly<Record<string, string>>;
  /** How the person who asks can be reached; some providers demand it. */
  readonly contact: string | undefined;
  /** Feeds of press releases: their addresses by their names; all of one whose name ends in `*` is wanted. */
  readonly rssFeeds?: Readonly<Record<string, string>>;
  /** Kinds of filings that are wanted, as the SEC writes them: `8-K`. */
  readonly edgarForms?: readonly string[];
  /** Where what changes seldom may be kept from one run to the next; undefined: nowhere. */
  readonly cacheFolder?: string | undefined;
  /** When the day began: what came between then and the first connection is asked for, where it can be. */
  readonly since: Instant;
  /** Up to when all prices of the day are at hand already; undefined: none are. */
  readonly pricesSince?: Instant | undefined;
  readonly clock: Clock;
  readonly chance: () => number;
  /** Hears everything the feed's events are made of, as it comes. */
  readonly tap: Tap | undefined;
  /** Where given, what stopped for good waits for it and then tries again, and the feed does not end of that. */
  readonly bell?: Bell | undefined;
};

/** Bars of earlier sessions and the last regular closes, as far as a provider has them. */
export type EarlierBars = {readonly bars: readonly Bar[]; readonly closes: ReadonlyMap<Ticker, number>};

export type OpenedProvider = {
  readonly feed: Feed;
  /** Where an account may connect only once at a time: whose it is, and to which addresses. */
  readonly account: {readonly keyId: string; readonly urls: readonly string[]} | undefined;
  /** What is known of so many sessions before a day; undefined for a provider that tells nothing of them. */
  readonly earlier: ((before: TradingDate, sessions: number, signal: AbortSignal) => Promise<EarlierBars>) | undefined;
};

/** What a message that was recorded brought the feed that received it. */
export type Recorded = {
  readonly events: readonly FeedEvent[];
  /** Bars of earlier sessions, each known at its own end. */
  readonly history: readonly Bar[];
};

/** A source of live data. Everything that is its own way of speaking stays in its folder. */
export type Provider = {
  /** Short and lower case: what `--feed` and `--news` call it, and what its channels begin with: `alpaca/iex`. */
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  readonly halves: readonly Half[];
  /** Its streams of prices, the default first; empty for one that has none. */
  readonly sources: readonly string[];
  /** How many names some of its streams tell of at most, as far as who pays nothing is concerned. */
  readonly room?: Readonly<Record<string, number>>;
  /** The addresses whose hosts it streams from and asks; what `doctor` tries. Empty where a person names them all. */
  readonly hosts: readonly string[];
  /**
   * Of one that nobody vouches for and that is for personal use alone: what has to be known of it, in a line. It is said
   * whenever it is taken, and it is not relayed.
   */
  readonly notice?: string;
  /** Whether its tap hears the news of all names, whichever were asked for. */
  readonly recordsAllNews?: boolean;
  /** Says nothing to the network before the feed is read. Fault `usage` for options that it cannot be opened with. */
  readonly open: (options: ProviderOptions) => OpenedProvider;
  /** Loads what `readRecorded` needs, which brings nothing before; for whoever has not read the feed. */
  readonly prepare?: () => Promise<void>;
  /**
   * Reads what `tap` was told, the same way as when it came; what cannot be read brings nothing. Earlier sessions come by
   * channels `NAME/history/…`, gaps by `NAME/gap`, the day by any other that begins with its name.
   */
  readonly readRecorded: (message: RawMessage) => Recorded;
};
