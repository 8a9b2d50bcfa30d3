import type {Grid} from '../../chart/grid.ts';
import {sameData} from '../../view/same-data.ts';
import type {UiState} from '../../view/ui-state.ts';
import type {Screen} from './screen.ts';

/**
 * A drawing made from what `viewOf` says of the screen and from the ui state, and from nothing else: the Grid of the
 * last time comes back while both are the same.
 */
export const drawWhenChanged = <View>(
  viewOf: (screen: Screen) => View,
  draw: (view: View, ui: UiState) => Grid,
): ((screen: Screen) => Grid) => {
  let last: {readonly view: View; readonly ui: UiState; readonly grid: Grid} | undefined;
  return screen => {
    const {ui} = screen;
    const view = viewOf(screen);
    if (last?.ui === ui && sameData(last.view, view)) return last.grid;
    last = {view, ui, grid: draw(view, ui)};
    return last.grid;
  };
};
