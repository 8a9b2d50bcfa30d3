import type {Instant, Span} from '../core/instant.ts';

/**
 * Bars in one chunk of a series; a power of two so that an index splits by shifts. Each publish copies the last chunk of each
 * name that moved: large chunks fill the memory with what is thrown away at the next, small ones make long lists of chunks.
 */
export const CHUNK_BARS = 64;

/**
 * Up to CHUNK_BARS bars as columns. `openAt` and `endAt` are Instants: a bar covers [openAt, endAt).
 * `notional` is Σ price·size over the prints that count for VWAP and `vwapVolume` their Σ size.
 * A published chunk never changes: a later change brings a new chunk in its place.
 */
export type BarChunk = {
  readonly openAt: Float64Array;
  readonly endAt: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  readonly trades: Float64Array;
  readonly notional: Float64Array;
  readonly vwapVolume: Float64Array;
};

export type BarColumnName = keyof BarChunk;

/** The columns of a chunk. */
export const BAR_COLUMNS = [
  'openAt',
  'endAt',
  'open',
  'high',
  'low',
  'close',
  'volume',
  'trades',
  'notional',
  'vwapVolume',
] as const satisfies readonly BarColumnName[];

/**
 * The bars of one name in time order, at the finest span its source gives: one second when there are trades. Only
 * slots in which something counted have a bar, so a gap is a gap. Longer bars are made from these (see aggregate).
 * A slot of nothing but odd lots and the like has volume but no prices: its open, high, low and close are NaN.
 */
export type BarSeries = {
  readonly span: Span;
  readonly length: number;
  readonly chunks: readonly BarChunk[];
};

/** One bar read out of a series or made from several of it. */
export type BarRow = {
  readonly openAt: Instant;
  readonly endAt: Instant;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly trades: number;
  readonly notional: number;
  readonly vwapVolume: number;
};
