import type {Instant} from '../../core/instant.ts';
import type {DealBook} from './deal.ts';
import {type DealState, foldDeal} from './deal-fold.ts';

const statesAt = (book: DealBook, now: Instant): readonly DealState[] =>
  book
    .map(deal => foldDeal(deal, now))
    .filter(state => state !== undefined)
    .sort((a, b) => b.latest.knownAt - a.latest.knownAt || (a.deal.id < b.deal.id ? -1 : 1));

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
  let from = Number.NEGATIVE_INFINITY;
  let until = Number.POSITIVE_INFINITY;
  for (const {events, catalysts, suggestions = []} of book)
    for (const {knownAt} of [...events, ...catalysts, ...suggestions.map(({event}) => event)]) {
      if (knownAt <= now) from = Math.max(from, knownAt);
      else until = Math.min(until, knownAt);
    }
  const states = statesAt(book, now);
  kept.set(book, {from, until, states});
  return states;
};
