import type {TapeEvent} from '../../core/events.ts';
import type {Instant} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';

/**
 * One question to a provider, answered in pages. `daily` daily bars · `history` five-minute bars of earlier sessions ·
 * `news` headlines with their bodies · `trades` and `bars` (of a minute) of one name on the day itself.
 */
export type Leg = {
  readonly kind: 'daily' | 'history' | 'news' | 'trades' | 'bars';
  /** None for news of all. */
  readonly symbols: readonly Ticker[];
  /** Both inside. News is asked for by when it was last updated. */
  readonly start: Instant;
  readonly end: Instant;
  /** Of bars: as they were printed, or divided by all splits until now. */
  readonly adjustment: 'raw' | 'split';
};

/** What pages said: items in all, and of those prints that were taken back, that replaced others, that nothing could be made of. */
export type PageCount = {
  readonly items: number;
  readonly takenBack: number;
  readonly corrected: number;
  readonly unread: number;
};

export const NO_ITEMS: PageCount = {items: 0, takenBack: 0, corrected: 0, unread: 0};

export const addPageCounts = (a: PageCount, b: PageCount): PageCount => ({
  items: a.items + b.items,
  takenBack: a.takenBack + b.takenBack,
  corrected: a.corrected + b.corrected,
  unread: a.unread + b.unread,
});

/** A page as events, in order of `receivedAt` for one name. `next` asks for the following page; undefined on the last. */
export type FetchedPage = {
  readonly events: readonly TapeEvent[];
  readonly told: PageCount;
  readonly next: string | undefined;
};

/** A provider's past days. Nothing in a page says when it was known: trades and bars count from their own end, headlines from their last update. */
export type DaySource = {
  /** `Alpaca sip`. */
  readonly title: string;
  /** From when its headlines count: `when its last edition of the day was made`. */
  readonly headlineKnown: string;
  /** Tells one provider, source and host from another. */
  readonly key: string;
  /** The pages of a leg from the token `from` on, or from its beginning. Fault for what asking again cannot help. */
  readonly pages: (leg: Leg, from: string | undefined, signal: AbortSignal) => AsyncIterable<FetchedPage>;
};
