import type {Headline} from '../../core/events.ts';
import type {Instant} from '../../core/instant.ts';
import {shownSymbol, type UiState} from '../../view/ui-state.ts';
import {wireItems} from '../../view/wire-items.ts';
import {isUnread, placeOf, tellingsInTime, wireList, wireTop} from '../../view/wire-list.ts';
import {clamp, type UiContext} from './reduce-context.ts';

/** Selects a story by its place on the wire, by what it says now: that marks it read and puts the crosshair on its moment. */
export const selectAt = (ui: UiState, context: UiContext, place: number): UiState => {
  const list = wireList(context.snapshot, ui);
  const line = list[clamp(place, 0, list.length - 1)];
  return line === undefined ? ui : selectTelling(ui, context, line.lead.headline);
};

const selectTelling = (ui: UiState, context: UiContext, {id, at}: Headline): UiState => {
  const next = {...ui, headlineId: id, crosshairAt: at, read: new Set(ui.read).add(id)};
  const list = wireList(context.snapshot, next);
  const top = wireTop(list, next, context.wireRows);
  return {...next, wireTopId: top === 0 ? undefined : list[top]?.lead.headline.id};
};

/** Selects the very headline, be it what its story says now or not. */
export const selectHeadline = (ui: UiState, context: UiContext, id: string): UiState => {
  const item = wireItems(context.snapshot, ui).find(({headline}) => headline.id === id);
  if (item === undefined) return ui;
  // What is asked for by itself is shown, filter or not.
  const open = placeOf(wireList(context.snapshot, ui), id) < 0 ? {...ui, filter: ''} : ui;
  return selectTelling(open, context, item.headline);
};

/** From headline to headline in time, reprints too; the ends stay, and say so. */
export const tellingStepped = (ui: UiState, context: UiContext, by: 1 | -1): UiState => {
  const tellings = tellingsInTime(wireList(context.snapshot, ui));
  const place = tellings.findIndex(({headline}) => headline.id === ui.headlineId);
  const next = tellings[clamp(place + by, 0, tellings.length - 1)];
  if (next === undefined) return ui;
  if (next === tellings[place]) return {...ui, notice: by === 1 ? 'no later headline yet' : 'no earlier headline'};
  return selectTelling(ui, context, next.headline);
};

/** Moves in what has the keys, unless it is the deals: overlay, names or headlines. */
export const moved = (ui: UiState, context: UiContext, by: number): UiState => {
  if (ui.overlay !== undefined) return {...ui, overlayTop: clamp(ui.overlayTop + by, 0, context.overlayEnd)};
  if (ui.focus === 'watch') {
    const {symbols} = context.snapshot.file.day;
    const shown = shownSymbol(context.snapshot, ui);
    const place = shown === undefined ? -1 : symbols.indexOf(shown);
    return {...ui, symbol: symbols[clamp(place + by, 0, symbols.length - 1)]};
  }
  const place = placeOf(wireList(context.snapshot, ui), ui.headlineId);
  return selectAt(ui, context, place < 0 ? Math.max(0, by - 1) : place + by);
};

export const unreadFrom = (ui: UiState, context: UiContext, by: 1 | -1): UiState => {
  const list = wireList(context.snapshot, ui);
  const from = placeOf(list, ui.headlineId);
  // Next is later in time, which is up the list; without a selection the search begins at the oldest.
  const start = from < 0 ? (by === 1 ? list.length : -1) : from;
  for (let place = start - by; place >= 0 && place < list.length; place -= by) {
    const item = list[place];
    if (item !== undefined && isUnread(item.newest, ui)) return selectTelling(ui, context, item.newest.headline);
  }
  return {...ui, notice: 'no unread headline that way'};
};

/** The wire in its other order, the selected story in sight wherever it stands there. */
export const inOrder = (ui: UiState, context: UiContext): UiState => {
  const wireOrder = ui.wireOrder === 'time' ? 'reaction' : 'time';
  const next: UiState = {...ui, wireOrder, wireTopId: undefined};
  const list = wireList(context.snapshot, next);
  const top = wireTop(list, next, context.wireRows);
  const notice = wireOrder === 'time' ? 'newest first' : 'largest reaction after 15 minutes first';
  return {...next, wireTopId: top === 0 ? undefined : list[top]?.lead.headline.id, notice};
};

/** Nothing selected, the wire at its newest, the chart at now. */
export const unselected = (ui: UiState): UiState => ({
  ...ui,
  chartEndAt: undefined,
  crosshairAt: undefined,
  headlineId: undefined,
  wireTopId: undefined,
});

/** After a seek what was known by then is not new, and nothing stays selected that may not exist yet. */
export const sought = (ui: UiState, at: Instant): UiState => ({...unselected(ui), openedAt: at});
