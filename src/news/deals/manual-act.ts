import type {Instant} from '../../core/instant.ts';

/** What a person can do to the deals by hand. Deals, events and acts are named by their ids. */
export type ManualDeed =
  /** All of `deal`, what comes of it later too, belongs to the deal `into`. */
  | {readonly kind: 'merge'; readonly deal: string; readonly into: string}
  /** The event, and with `later` those of its deal after it, are a deal of their own. */
  | {readonly kind: 'split'; readonly deal: string; readonly event: string; readonly later: boolean}
  /** The event of `deal` belongs to the deal `to`. */
  | {readonly kind: 'reassign'; readonly deal: string; readonly event: string; readonly to: string}
  /** The event that may belong to `deal` does: it is one of its events. */
  | {readonly kind: 'accept'; readonly deal: string; readonly event: string}
  /** The event that may belong to `deal` does not: it no longer stands beside it. */
  | {readonly kind: 'reject'; readonly deal: string; readonly event: string}
  | {readonly kind: 'pin'; readonly deal: string}
  | {readonly kind: 'unpin'; readonly deal: string}
  /** An act made before is as if it had not been made. */
  | {readonly kind: 'undo'; readonly act: string};

/** A deed and when it was done. Acts are only ever added, an undo too. */
export type ManualAct = ManualDeed & {
  /** No two acts have the same. */
  readonly id: string;
  /** The day's clock when it was made: in a replay it holds from then on. */
  readonly at: Instant;
  /** The wall's clock when it was made. */
  readonly madeAt: Instant;
};

export type ManualActs = readonly ManualAct[];

export const NO_ACTS: ManualActs = [];
