import {chosenRow, dealRows, dealsView} from '../../view/deals-view.ts';
import {formatTradingDate} from '../../view/format.ts';
import {chosenDeal, type DealRowId, listedDeals} from '../../view/listed-deals.ts';
import type {UiState} from '../../view/ui-state.ts';
import {clamp, type UiContext} from './reduce-context.ts';
import {selectHeadline} from './selection.ts';

const withoutRow = (ui: UiState, notice: string): UiState => ({...ui, notice});

/** A row of the deals chosen, and scrolled to. */
export const dealChosen = (ui: UiState, context: UiContext, dealRow: DealRowId): UiState => {
  const next = {...ui, dealRow};
  return {...next, dealsTop: context.dealsTop(next)};
};

/** Some rows down or up among the deals and their events; the ends stay. */
export const dealMoved = (ui: UiState, context: UiContext, by: number): UiState => {
  const view = dealsView(context.snapshot, ui);
  const rows = dealRows(view);
  const chosen = chosenRow(view);
  const place = rows.findIndex(row => row.deal === chosen?.deal && row.event === chosen.event);
  const row = rows[clamp(place < 0 ? Math.max(0, by - 1) : place + by, 0, rows.length - 1)];
  return row === undefined ? withoutRow(ui, view.emptyWords) : dealChosen(ui, context, row);
};

/** The lines scrolled; a row left behind is no longer chosen, for it would pull them back. */
export const dealsScrolled = (ui: UiState, context: UiContext, by: number): UiState => {
  const next = {...ui, dealsTop: clamp(context.dealsTop(ui) + by, 0, context.dealsEnd())};
  return context.dealsTop(next) === next.dealsTop ? next : {...next, dealRow: undefined};
};

/** A deal asked for by itself is shown, filter or not. */
export const dealSelected = (ui: UiState, context: UiContext, deal: string): UiState => {
  const listed = listedDeals(context.snapshot, ui).some(state => state.deal.id === deal);
  const next: UiState = {...ui, overlay: undefined, focus: 'deals', page: 'deals'};
  return dealChosen(listed ? next : {...next, dealsFilter: ''}, context, {deal, event: undefined});
};

const folded = (ui: UiState, context: UiContext, deal: string): UiState => {
  const dealsFolded = new Set(ui.dealsFolded);
  if (!dealsFolded.delete(deal)) dealsFolded.add(deal);
  return dealChosen({...ui, dealsFolded}, context, {deal, event: undefined});
};

/** Enter: the headline that brought the event, in full; on a deal's head its history put away or opened. */
export const dealOpened = (ui: UiState, context: UiContext): UiState => {
  const chosen = chosenDeal(context.snapshot, ui);
  if (chosen === undefined) return dealMoved(ui, context, 1);
  const {state} = chosen;
  const event = chosen.event ?? chosen.suggestion;
  if (event === undefined || ui.dealsFolded.has(state.deal.id)) return folded(ui, context, state.deal.id);
  const onWire = context.snapshot.wire.some(({headline}) => headline.id === event.headlineId);
  if (event.headlineId === undefined || !onWire) {
    const source = event.source === undefined ? '' : ` by ${event.source}`;
    return withoutRow(ui, `reported ${formatTradingDate(event.date)}${source}: no headline of it on this wire`);
  }
  return {...selectHeadline(ui, context, event.headlineId), overlay: 'drill', overlayTop: 0};
};
