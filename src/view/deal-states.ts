import {dealBookOf} from '../market/deal-book.ts';
import type {Snapshot} from '../market/snapshot.ts';
import type {DealState} from '../news/deals/deal-fold.ts';
import {dealsAt} from '../news/deals/deals-at.ts';
import type {ManualActs} from '../news/deals/manual-act.ts';
import {type ActedBook, actedBook} from '../news/deals/manual-acts.ts';

type Acts = {readonly acts: ManualActs};

/** The deals of file and wire as the person has put them in order by the clock. */
export const actedDeals = (snapshot: Snapshot, {acts}: Acts): ActedBook =>
  actedBook(dealBookOf(snapshot), acts, snapshot.clock.now);

/**
 * The deals as known at the clock, what was done to them by hand by then included: pinned ones first, then the one with
 * the latest event. What every pane that shows deals looks at.
 */
export const dealStates = (snapshot: Snapshot, acts: Acts): readonly DealState[] => {
  const {book, pinned} = actedDeals(snapshot, acts);
  const states = dealsAt(book, snapshot.clock.now);
  if (pinned.size === 0) return states;
  const isPinned = ({deal}: DealState): boolean => pinned.has(deal.id);
  return [...states.filter(isPinned), ...states.filter(state => !isPinned(state))];
};
