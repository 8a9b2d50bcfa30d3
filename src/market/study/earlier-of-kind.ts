import type {Ticker} from '../../core/ticker.ts';
import type {EventKind} from '../../news/event-kind.ts';
import {PRIMARY_INDEX} from '../reactions/horizons.ts';
import {toldAt} from '../reactions/novels.ts';
import type {Reaction} from '../reactions/reaction.ts';
import type {WireItem} from '../snapshot.ts';

/** A headline and what the name that it is about most did after it. */
export type ToldReaction = {readonly item: WireItem; readonly reaction: Reaction};

/** What a name did the last times that a headline of one kind was told of it, before one of them. */
export type EarlierOfKind = {
  readonly kind: EventKind;
  readonly symbol: Ticker;
  /** Tellings before it that start a clock of their own. */
  readonly times: number;
  /** P₁/P₀ − 1 at the primary horizon, oldest first, of those over by the clock with no other headline in them. */
  readonly returns: readonly number[];
  /** Undefined where there is none. */
  readonly median: number | undefined;
  /** Why the others of them are left out; they add up to `times`, beside the returns. */
  readonly left: {readonly confounded: number; readonly pending: number; readonly notMeasured: number};
  /** Reprints and other tellings that count from the moment of one before; no part of `times`. */
  readonly again: number;
};

const medianOf = (values: readonly number[]): number | undefined => {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
};

/**
 * The headlines of a kind on a name before one of them: `others` are headlines of any kind, each with its reaction in the
 * name that it is about most, as far as the clock lets both be known.
 */
export const earlierOfKind = ({item, reaction}: ToldReaction, others: Iterable<ToldReaction>): EarlierOfKind => {
  const {kind} = item.notes.event;
  const {symbol, start} = reaction;
  const own: ToldReaction[] = [];
  let again = 0;
  for (const other of others) {
    if (other.item.notes.event.kind !== kind || other.reaction.symbol !== symbol) continue;
    const from = other.reaction.start;
    if (from.at >= start.at || from.headlineId === start.headlineId) continue;
    if (from.headlineId === other.item.headline.id) own.push(other);
    else if (toldAt(other.item) < start.at) again++;
  }
  own.sort((a, b) => a.reaction.start.at - b.reaction.start.at);
  const left = {confounded: 0, pending: 0, notMeasured: 0};
  const returns: number[] = [];
  for (const {reaction: before} of own) {
    const reading = before.horizons[PRIMARY_INDEX];
    if (reading?.status === 'pending') left.pending++;
    else if (reading?.measured === undefined) left.notMeasured++;
    else if (reading.confounded) left.confounded++;
    else returns.push(reading.measured.return);
  }
  return {kind, symbol, times: own.length, returns, median: medianOf(returns), left, again};
};
