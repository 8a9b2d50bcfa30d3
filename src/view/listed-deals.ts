import type {Snapshot} from '../market/snapshot.ts';
import type {DealEvent} from '../news/deals/deal.ts';
import type {DealState} from '../news/deals/deal-fold.ts';
import {dealStates} from './deal-states.ts';
import type {UiState} from './ui-state.ts';

/** What of the screen decides which deals there are and in what order. */
export type DealsLooking = Pick<UiState, 'acts' | 'dealsFilter' | 'dealRow'>;

/** The row of the deals that is chosen: a deal's head, one of its events, or an event that may belong to it. */
export type DealRowId = {readonly deal: string; readonly event: string | undefined};

/** Who is in it: `Amazon → OpenAI`. */
export const dealName = ({from, deal}: Pick<DealState, 'from' | 'deal'>): string =>
  `${from.map(party => party.name).join(', ')} → ${deal.to.name}`;

/** What sort of deal it is, in words. */
export const dealKindWords = ({kind}: Pick<DealState, 'kind'>): string =>
  kind === 'spin_off' ? 'spin-off' : kind.replaceAll('_', ' ');

/** `AWS` for Amazon Web Services. */
const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map(word => word.slice(0, 1))
    .join('');

/** Whether every word of the filter is in a deal's names, their initials, its tickers or its kind. */
const passes = (state: DealState, filter: string): boolean => {
  const parties = [...state.from, state.deal.to].map(({name, ticker}) => `${name} ${initialsOf(name)} ${ticker ?? ''}`);
  const text = `${parties.join(' ')} ${dealKindWords(state)}`.toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word));
};

/** What is chosen among the deals; of `event` and `suggestion` at most one. */
export type ChosenDeal = {
  readonly state: DealState;
  readonly event: DealEvent | undefined;
  /** What may belong to it. */
  readonly suggestion: DealEvent | undefined;
};

/** The deals that pass the pane's filter. */
export const listedDeals = (snapshot: Snapshot, ui: Pick<UiState, 'acts' | 'dealsFilter'>): readonly DealState[] =>
  dealStates(snapshot, ui).filter(state => passes(state, ui.dealsFilter));

/** The deal that is chosen and its event or what may be one, when one is; undefined when no deal is, or none that is listed. */
export const chosenDeal = (snapshot: Snapshot, ui: DealsLooking): ChosenDeal | undefined => {
  const {dealRow} = ui;
  const state = listedDeals(snapshot, ui).find(({deal}) => deal.id === dealRow?.deal);
  return (
    state && {
      state,
      event: state.events.find(({id}) => id === dealRow?.event),
      suggestion: state.suggestions.find(({event}) => event.id === dealRow?.event)?.event,
    }
  );
};
