import {dealsView} from '../view/deals-view.ts';
import {insideOf, type Rect} from '../view/layout.ts';
import {listTop} from '../view/list-top.ts';
import {shownSymbol} from '../view/ui-state.ts';
import {dealLines} from './draw/deal-lines.ts';
import {overlayLines} from './draw/draw-overlay.ts';
import {watchTop} from './draw/draw-watch.ts';
import {lastTop} from './draw/paint-lines.ts';
import type {Screen} from './draw/screen.ts';
import {layoutOf} from './draw/screen-blocks.ts';
import {paletteMatches} from './palette.ts';
import {hasList} from './reduce/lists.ts';
import type {Spot, UiContext} from './reduce/reduce-context.ts';

const isIn = (rect: Rect, x: number, y: number): boolean =>
  x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;

/** How much fits and what lies where, so that nothing is selected or scrolled out of sight. */
export const uiContext = (screen: Screen): UiContext => {
  const {snapshot, ui} = screen;
  const {symbols} = snapshot.file.day;
  const plan = layoutOf(screen);
  const {overlay, palette, panes} = plan;
  const insideNamed = (name: 'wire' | 'deals' | 'watch') => {
    const place = panes.find(pane => pane.name === name);
    return place === undefined ? undefined : insideOf(place);
  };
  const wire = insideNamed('wire');
  const deals = insideNamed('deals');
  const finding = ui.prompt?.kind === 'command';
  const list = finding ? palette : overlay;
  const lines = overlay === undefined ? [] : overlayLines(screen, overlay.width - 2);
  const listCount = finding ? paletteMatches(ui.prompt?.text ?? '', snapshot, ui).length : lines.length;
  const shown = shownSymbol(snapshot, ui);

  const spotAt = (x: number, y: number): Spot | undefined => {
    if (list !== undefined && (finding || ui.overlay !== undefined)) {
      if (!isIn(list, x, y)) return undefined;
      return {place: finding || hasList(ui) ? 'list' : 'overlay', row: y - list.y - 1};
    }
    // Where two share a line it is the lower one's title.
    const place = panes.findLast(pane => isIn(pane.rect, x, y));
    if (place === undefined) return undefined;
    const row = y - insideOf(place).y;
    return {place: place.name === 'second-chart' ? 'chart' : place.name, row};
  };

  return {
    snapshot,
    wireRows: wire?.height ?? 1,
    overlayEnd: overlay === undefined ? 0 : lastTop(lines, overlay.height - 2),
    dealsEnd: deals === undefined ? 0 : lastTop(dealLines(dealsView(snapshot, ui), deals.width), deals.height),
    listCount,
    listTop: list === undefined ? 0 : listTop(ui.listAt, listCount, list.height - 2),
    watchTop: watchTop(
      shown === undefined ? -1 : symbols.indexOf(shown),
      symbols.length,
      insideNamed('watch')?.height ?? symbols.length,
    ),
    spotAt,
  };
};
