import type {Instant} from '../../core/instant.ts';
import type {Deal, DealBook} from './deal.ts';
import {type DealState, foldDeal} from './deal-fold.ts';

/** What was last asked of a deal, and the moments [from, until) at which the answer is the same. */
type Stood = {readonly from: number; readonly until: number; readonly state: DealState | undefined};
const stood = new WeakMap<Deal, Stood>();

/** Of a book in which one deal moved, the others are not folded again. */
const stateAt = (deal: Deal, now: Instant): Stood => {
  const last = stood.get(deal);
  if (last !== undefined && now >= last.from && now < last.until) return last;
  let from = Number.NEGATIVE_INFINITY;
  let until = Number.POSITIVE_INFINITY;
  const {events, catalysts, suggestions = []} = deal;
  for (const {knownAt} of [...events, ...catalysts, ...suggestions.map(({event}) => event)]) {
    if (knownAt <= now) from = Math.max(from, knownAt);
    else until = Math.min(until, knownAt);
  }
  const stands = {from, until, state: foldDeal(deal, now)};
  stood.set(deal, stands);
  return stands;
};

/** What was last asked of a book, and the moments [from, until) at which the answer is the same. */
type Kept = {readonly from: number; readonly until: number; readonly states: readonly DealState[]};
const kept = new WeakMap<DealBook, Kept>();

/**
 * The deals of the book as known at `now`, the one with the latest event first. A deal of which nothing is known yet
 * does not exist; a report that is no legal move adds to the events and leaves the stage where it was. The same objects
 * come back until something more becomes known.
 */
export const dealsAt = (book: DealBook, now: Instant): readonly DealState[] => {
  const last = kept.get(book);
  if (last !== undefined && now >= last.from && now < last.until) return last.states;
  const all = book.map(deal => stateAt(deal, now));
  const states = all
    .map(({state}) => state)
    .filter(state => state !== undefined)
    .sort((a, b) => b.latest.knownAt - a.latest.knownAt || (a.deal.id < b.deal.id ? -1 : 1));
  const from = all.reduce((latest, one) => Math.max(latest, one.from), Number.NEGATIVE_INFINITY);
  const until = all.reduce((soonest, one) => Math.min(soonest, one.until), Number.POSITIVE_INFINITY);
  kept.set(book, {from, until, states});
  return states;
};
