import {between, type Instant, instant} from '../../core/instant.ts';
import type {Snapshot} from '../../market/snapshot.ts';
import {shownSymbol, type UiState} from '../../view/ui-state.ts';
import {isUnread, placeOf, wireList, wireTop} from '../../view/wire-list.ts';
import {clamp, type UiContext} from './reduce-context.ts';

/** Selects a headline by its place on the wire, which marks it read and puts the crosshair on its moment. */
export const selectAt = (ui: UiState, context: UiContext, place: number): UiState => {
  const list = wireList(context.snapshot, ui.filter);
  const item = list[clamp(place, 0, list.length - 1)];
  if (item === undefined) return ui;
  const {id, at} = item.headline;
  const next = {...ui, headlineId: id, crosshairAt: at, read: new Set(ui.read).add(id)};
  const top = wireTop(list, next, context.wireRows);
  return {...next, wireTopId: top === 0 ? undefined : list[top]?.headline.id};
};

export const selectHeadline = (ui: UiState, context: UiContext, id: string): UiState => {
  // What is asked for by itself is shown, filter or not.
  const open = placeOf(wireList(context.snapshot, ui.filter), id) < 0 ? {...ui, filter: ''} : ui;
  return selectAt(open, context, placeOf(wireList(context.snapshot, open.filter), id));
};

/** Moves in whatever has the keys: overlay, deals, names or headlines. */
export const moved = (ui: UiState, context: UiContext, by: number): UiState => {
  if (ui.overlay !== undefined) return {...ui, overlayTop: clamp(ui.overlayTop + by, 0, context.overlayEnd)};
  if (ui.focus === 'deals') return {...ui, dealsTop: clamp(ui.dealsTop + by, 0, context.dealsEnd)};
  if (ui.focus === 'watch') {
    const {symbols} = context.snapshot.file.day;
    const shown = shownSymbol(context.snapshot, ui);
    const place = shown === undefined ? -1 : symbols.indexOf(shown);
    return {...ui, symbol: symbols[clamp(place + by, 0, symbols.length - 1)]};
  }
  const place = placeOf(wireList(context.snapshot, ui.filter), ui.headlineId);
  return selectAt(ui, context, place < 0 ? Math.max(0, by - 1) : place + by);
};

export const unreadFrom = (ui: UiState, context: UiContext, by: 1 | -1): UiState => {
  const list = wireList(context.snapshot, ui.filter);
  const from = placeOf(list, ui.headlineId);
  // Next is later in time, which is up the list; without a selection the search begins at the oldest.
  const start = from < 0 ? (by === 1 ? list.length : -1) : from;
  for (let place = start - by; place >= 0 && place < list.length; place -= by) {
    const item = list[place];
    if (item !== undefined && isUnread(item, ui)) return selectAt(ui, context, place);
  }
  return {...ui, notice: 'no unread headline that way'};
};

const nearestHeadline = (snapshot: Snapshot, ui: UiState, at: Instant): string | undefined => {
  let nearest: string | undefined;
  let least = ui.interval / 2;
  for (const {headline} of wireList(snapshot, ui.filter)) {
    const distance = Math.abs(between(at, headline.at));
    if (distance <= least) {
      nearest = headline.id;
      least = distance;
    }
  }
  return nearest;
};

/** The crosshair some bars on; a headline within that bar becomes the selected one. */
export const crosshairMoved = (ui: UiState, context: UiContext, by: number): UiState => {
  const {clock, file} = context.snapshot;
  const from = ui.crosshairAt ?? clock.now;
  const at = instant(clamp(from + by * ui.interval, file.day.startAt, clock.now));
  const near = nearestHeadline(context.snapshot, ui, at);
  return {...ui, crosshairAt: at, headlineId: near ?? ui.headlineId};
};

/** Nothing selected, the wire at its newest. */
export const unselected = (ui: UiState): UiState => ({
  ...ui,
  crosshairAt: undefined,
  headlineId: undefined,
  wireTopId: undefined,
});

/** After a seek what was known by then is not new, and nothing stays selected that may not exist yet. */
export const sought = (ui: UiState, at: Instant): UiState => ({...unselected(ui), openedAt: at});
