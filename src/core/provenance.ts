import type {Instant} from './instant.ts';
import type {TradingDate} from './new-york.ts';
import type {Ticker} from './ticker.ts';

/** How a day came to be. Anything but `recorded` says so on the screen. */
export type Provenance = 'recorded' | 'imported' | 'simulated' | 'rebuilt';

/** Names and the fund that they are held against, each once; none, which means all, stay none. */
export const withFund = (symbols: readonly Ticker[], benchmark: Ticker | undefined): readonly Ticker[] =>
  benchmark === undefined || symbols.length === 0 ? symbols : [...new Set([...symbols, benchmark])];

/** What a person needs to know of a day before any event of it. */
export type DayInfo = {
  readonly name: string;
  readonly title: string;
  readonly date: TradingDate;
  readonly symbols: readonly Ticker[];
  /** The name the others are measured against, when the day has one. */
  readonly benchmark: Ticker | undefined;
  readonly provenance: Provenance;
  /** How it was made, in a sentence. */
  readonly made: string;
  /** Of a live watch, what a recording of it is titled. */
  readonly watch?: string;
  /** Where a replay opens: just before the first big headline. */
  readonly openingAt: Instant;
  /** The first and the last moment at which anything of the day became known. */
  readonly startAt: Instant;
  readonly endAt: Instant;
};
