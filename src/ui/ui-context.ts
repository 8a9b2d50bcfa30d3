import {dealsView} from '../view/deals-view.ts';
import {insideOf} from '../view/layout.ts';
import {dealLines} from './draw/deal-lines.ts';
import {overlayLines} from './draw/draw-overlay.ts';
import {lastTop} from './draw/paint-lines.ts';
import type {Screen} from './draw/screen.ts';
import {layoutOf} from './draw/screen-blocks.ts';
import type {UiContext} from './reduce-ui.ts';

/** How much fits, so that nothing is selected or scrolled out of sight. */
export const uiContext = (screen: Screen): UiContext => {
  const {snapshot, ui} = screen;
  const plan = layoutOf(screen);
  const insideNamed = (name: 'wire' | 'deals') => {
    const place = plan.panes.find(pane => pane.name === name);
    return place === undefined ? undefined : insideOf(place);
  };
  const wire = insideNamed('wire');
  const deals = insideNamed('deals');
  const overlay = plan.overlay;
  return {
    snapshot,
    wireRows: wire?.height ?? 1,
    overlayEnd: overlay === undefined ? 0 : lastTop(overlayLines(screen, overlay.width - 2), overlay.height - 2),
    dealsEnd: deals === undefined ? 0 : lastTop(dealLines(dealsView(snapshot, ui), deals.width), deals.height),
  };
};
