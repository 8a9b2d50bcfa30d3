import {chosenRow, dealsView} from '../view/deals-view.ts';
import {insideOf, type Size} from '../view/layout.ts';
import type {UiState} from '../view/ui-state.ts';
import {type DealLine, dealLines, dealsTop} from './draw/deal-lines.ts';
import type {Screen} from './draw/screen.ts';
import {layoutOf} from './draw/screen-blocks.ts';
import type {UiContext} from './reduce/reduce-context.ts';

/** What of the deals lies where; worked out only when it is asked, for most keys do not. */
export const dealsContext = (screen: Screen): Pick<UiContext, 'dealsTop' | 'dealsEnd' | 'dealRowAt'> => {
  const shownBy = (ui: UiState): {readonly lines: readonly DealLine[]; readonly size: Size; readonly top: number} => {
    const place = layoutOf({...screen, ui}).panes.find(({name}) => name === 'deals');
    const size = place === undefined ? screen.size : insideOf(place);
    const view = dealsView(screen.snapshot, ui);
    const lines = dealLines(view, size.width);
    return {lines, size, top: dealsTop(lines, ui.dealsTop, chosenRow(view), size.height)};
  };
  return {
    dealsTop: ui => shownBy(ui).top,
    dealsEnd: () => {
      const {lines, size} = shownBy(screen.ui);
      return Math.max(0, lines.length - Math.max(1, size.height));
    },
    dealRowAt: line => {
      const {lines, top} = shownBy(screen.ui);
      return lines[top + line]?.row;
    },
  };
};
