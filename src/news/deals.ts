import type {Instant} from '../core/instant.ts';
import type {Catalyst, Deal, DealAmount, DealBook, DealEvent, DealStage} from './deal.ts';

/** A deal as it stood at a moment. */
export type DealState = {
  readonly deal: Deal;
  readonly stage: DealStage;
  readonly talks: 'early' | 'advanced' | 'stalled' | undefined;
  /** The latest amount reported. */
  readonly amount: DealAmount | undefined;
  /** What was known by then, oldest first; never empty. */
  readonly events: readonly DealEvent[];
  readonly latest: DealEvent;
  readonly catalysts: readonly Catalyst[];
};

const MOVES: Readonly<Record<DealStage, readonly DealStage[]>> = {
  rumour: ['talks', 'term_sheet', 'announced', 'lapsed'],
  talks: ['term_sheet', 'announced', 'lapsed'],
  term_sheet: ['talks', 'announced', 'lapsed'],
  announced: ['regulatory_review', 'closed', 'terminated'],
  regulatory_review: ['closed', 'terminated'],
  terminated: ['talks', 'announced'],
  lapsed: ['rumour', 'talks', 'announced'],
  closed: [],
};

/** Whether a deal can go from one stage straight to the other. Staying is no move. */
export const legalMove = (from: DealStage, to: DealStage): boolean => MOVES[from].includes(to);

const byKnownAt = (a: DealEvent, b: DealEvent): number => a.knownAt - b.knownAt || (a.id < b.id ? -1 : 1);

const applyDealEvent = (state: DealState, event: DealEvent): DealState => {
  const moved = legalMove(state.stage, event.stage);
  return {
    ...state,
    stage: moved ? event.stage : state.stage,
    talks: event.talks ?? (moved ? undefined : state.talks),
    amount: event.amount ?? state.amount,
    latest: event,
  };
};

const dealAt = (deal: Deal, now: Instant): DealState | undefined => {
  const events = deal.events.filter(event => event.knownAt <= now).sort(byKnownAt);
  const [first, ...rest] = events;
  if (first === undefined) return undefined;
  const born: DealState = {
    deal,
    stage: first.stage,
    talks: first.talks,
    amount: first.amount,
    events,
    latest: first,
    catalysts: deal.catalysts.filter(catalyst => catalyst.knownAt <= now),
  };
  return rest.reduce(applyDealEvent, born);
};

const statesAt = (book: DealBook, now: Instant): readonly DealState[] =>
  book
    .map(deal => dealAt(deal, now))
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
  for (const {events, catalysts} of book)
    for (const {knownAt} of [...events, ...catalysts]) {
      if (knownAt <= now) from = Math.max(from, knownAt);
      else until = Math.min(until, knownAt);
    }
  const states = statesAt(book, now);
  kept.set(book, {from, until, states});
  return states;
};
