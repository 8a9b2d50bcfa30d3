import type {Command} from '../../view/command.ts';
import type {UiState} from '../../view/ui-state.ts';
import {placeOf, wireList, wireTop} from '../../view/wire-list.ts';
import {crosshairMoved} from './chart.ts';
import {dealChosen, dealsScrolled} from './deals.ts';
import {hasList, inList} from './lists.ts';
import {focused, opened} from './panes.ts';
import {clamp, type UiContext} from './reduce-context.ts';
import {moved, selectAt} from './selection.ts';

type Pointed = Extract<Command, {kind: 'wheel' | 'click'}>;

/** The wheel scrolls what lies under it and selects nothing; only over the chart it moves the crosshair. */
const wheeled = (ui: UiState, context: UiContext, {x, y, by}: Extract<Pointed, {kind: 'wheel'}>): UiState => {
  const spot = context.spotAt(x, y);
  switch (spot?.place) {
    case 'list':
      return inList(ui, {kind: 'move', by}, context) ?? ui;
    case 'overlay':
      return moved(ui, context, by);
    case 'deals':
      return dealsScrolled(ui, context, by);
    case 'wire': {
      const list = wireList(context.snapshot, ui);
      const top = clamp(wireTop(list, ui, context.wireRows) + by, 0, Math.max(0, list.length - context.wireRows));
      const selected = placeOf(list, ui.headlineId);
      const inSight = selected >= top && selected < top + context.wireRows;
      // A selection out of sight would pull the rows back to itself.
      const kept = inSight ? ui : {...ui, headlineId: undefined, crosshairAt: undefined};
      return {...kept, wireTopId: top === 0 ? undefined : list[top]?.lead.headline.id};
    }
    case 'watch':
      return moved({...ui, focus: 'watch'}, context, Math.sign(by));
    case 'chart':
      return crosshairMoved(ui, context, Math.sign(by));
    case undefined:
      return ui;
  }
};

/** A click focuses and selects; a click on what is selected already opens it. */
const clicked = (ui: UiState, context: UiContext, {x, y}: Extract<Pointed, {kind: 'click'}>): UiState => {
  const spot = context.spotAt(x, y);
  if (spot === undefined || spot.place === 'overlay') return ui;
  if (spot.place === 'list') return {...ui, listAt: clamp(context.listTop + spot.row, 0, context.listCount - 1)};
  const here = focused(ui, spot.place);
  if (spot.row < 0) return here;
  if (spot.place === 'watch') {
    const symbol = context.snapshot.file.day.symbols[context.watchTop + spot.row];
    return symbol === undefined ? here : {...here, symbol};
  }
  if (spot.place === 'deals') {
    const row = context.dealRowAt(spot.row);
    if (row === undefined) return here;
    const isChosen = row.deal === ui.dealRow?.deal && row.event === ui.dealRow.event;
    return isChosen ? opened(here, context) : dealChosen(here, context, row);
  }
  if (spot.place !== 'wire') return here;
  const list = wireList(context.snapshot, ui);
  const place = wireTop(list, ui, context.wireRows) + spot.row;
  const item = list[place];
  if (item === undefined) return here;
  return item.lead.headline.id === ui.headlineId ? opened(here, context) : selectAt(here, context, place);
};

/** What the pointer does. While text is typed it works on the list above the text alone. */
export const pointed = (ui: UiState, context: UiContext, command: Pointed): UiState => {
  if (ui.prompt !== undefined && !hasList(ui)) return ui;
  return command.kind === 'wheel' ? wheeled(ui, context, command) : clicked(ui, context, command);
};
