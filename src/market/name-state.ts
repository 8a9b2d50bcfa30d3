import {type BarColumns, createBarColumns} from './bar-columns.ts';
import {createDayTally, type DayTally} from './day-tally.ts';
import {createPrintStore, type PrintStore} from './print-store.ts';
import type {HaltFace, PastHalt} from './snapshot.ts';

/** The best bid and offer as last heard; `at` is -Infinity before the first. */
export type QuoteState = {at: number; bid: number; bidSize: number; ask: number; askSize: number};

/** What a source says that looks now and then: its looks as prices, and its own count of the day; NaN for what it has not told. */
export type ToldDay = {readonly tally: DayTally; at: number; volume: number; previousClose: number};

/** All that is kept of one name. */
export type NameState = {
  /** Σ over all prints, over those that the store let go, and over bars made elsewhere. */
  prints: DayTally;
  lost: DayTally;
  fromBars: DayTally;
  readonly told: ToldDay;
  readonly bars: BarColumns;
  readonly store: PrintStore;
  readonly quote: QuoteState;
  halted: HaltFace | undefined;
  halts: readonly PastHalt[];
  haltAt: number;
  amended: number;
  /** Something of it is yet to be published. */
  changed: boolean;
};

export const createNameState = (): NameState => ({
  prints: createDayTally(),
  lost: createDayTally(),
  fromBars: createDayTally(),
  told: {tally: createDayTally(), at: Number.NEGATIVE_INFINITY, volume: Number.NaN, previousClose: Number.NaN},
  bars: createBarColumns(),
  store: createPrintStore(),
  quote: {at: Number.NEGATIVE_INFINITY, bid: 0, bidSize: 0, ask: 0, askSize: 0},
  halted: undefined,
  halts: [],
  haltAt: Number.NEGATIVE_INFINITY,
  amended: 0,
  changed: true,
});
