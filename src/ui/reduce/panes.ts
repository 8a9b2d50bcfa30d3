import type {PaneName} from '../../view/command.ts';
import type {LayoutName} from '../../view/preferences.ts';
import type {UiState} from '../../view/ui-state.ts';
import {placeOf, wireList} from '../../view/wire-list.ts';
import {withSetting} from '../ui-settings.ts';
import {dealOpened} from './deals.ts';
import type {UiContext} from './reduce-context.ts';
import {selectAt, unselected} from './selection.ts';

/** Focus on a pane; on a screen where chart and deals share a place, the one looked at last has it. */
export const focused = (ui: UiState, pane: PaneName): UiState => ({
  ...ui,
  focus: pane,
  page: pane === 'chart' || pane === 'deals' ? pane : ui.page,
});

/** The layout's own pane has the keys; the monitor leaves them where they are. */
export const laidOut = (ui: UiState, layout: LayoutName): UiState => ({
  ...withSetting({...ui, overlay: undefined, zoomed: false}, 'layout', layout),
  notice: `layout ${layout}`,
});

/** Enter: the chart of a name, a headline in full, or what dealOpened says. */
export const opened = (ui: UiState, context: UiContext): UiState => {
  if (ui.overlay !== undefined) return ui;
  if (ui.focus === 'watch') return focused(ui, 'chart');
  if (ui.focus === 'deals') return dealOpened(ui, context);
  const list = wireList(context.snapshot, ui);
  const place = placeOf(list, ui.headlineId);
  if (list.length === 0) return {...ui, notice: 'no headline yet'};
  return {...selectAt(ui, context, Math.max(0, place)), overlay: 'drill', overlayTop: 0};
};

/**
 * Esc gives back one thing at a time: the prompt, the overlay, the zoom; in the deals their filter and the chosen row;
 * then the scroll, crosshair and moved chart, the filter.
 */
export const wentBack = (ui: UiState): UiState => {
  if (ui.prompt !== undefined) return {...ui, prompt: undefined};
  if (ui.overlay !== undefined) return {...ui, overlay: undefined, overlayTop: 0};
  if (ui.zoomed) return {...ui, zoomed: false};
  if (ui.focus === 'deals' && ui.dealsFilter !== '') return {...ui, dealsFilter: ''};
  if (ui.focus === 'deals' && ui.dealRow !== undefined) return {...ui, dealRow: undefined};
  if ([ui.crosshairAt, ui.headlineId, ui.wireTopId, ui.chartEndAt].some(one => one !== undefined))
    return unselected(ui);
  return {...ui, filter: ''};
};

/** Opens an overlay, or closes it when it is the one that is open. */
export const toggled = (ui: UiState, overlay: NonNullable<UiState['overlay']>): UiState => ({
  ...ui,
  overlay: ui.overlay === overlay ? undefined : overlay,
  overlayTop: 0,
  listAt: 0,
});
