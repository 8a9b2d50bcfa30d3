import {chartWidth, fourCharts} from '../chart/draw-charts.ts';
import {type ChartFrame, chartFrame} from '../view/chart-frame.ts';
import {LIST_PROMPTS, type PaneName} from '../view/command.ts';
import {insideOf, type Rect, type Size} from '../view/layout.ts';
import {listTop} from '../view/list-top.ts';
import {shownSymbol, type UiState} from '../view/ui-state.ts';
import {dealsContext} from './deals-context.ts';
import {chartInput, shownAcross} from './draw/chart-content.ts';
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
  const insideNamed = (name: PaneName) => {
    const place = panes.find(pane => pane.name === name);
    return place === undefined ? undefined : insideOf(place);
  };
  const wire = insideNamed('wire');
  const finding = ui.prompt !== undefined && LIST_PROMPTS.has(ui.prompt.kind);
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

  // A chart out of sight has its time all the same: what moves it need not wait for it.
  const chartSize = (now: UiState): Size => {
    const place = layoutOf({...screen, ui: now}).panes.find(pane => pane.name === 'chart');
    return place === undefined ? screen.size : insideOf(place);
  };
  const chartFrameOf = (now: UiState): ChartFrame | undefined => {
    const symbol = shownSymbol(snapshot, now);
    if (symbol === undefined) return undefined;
    const size = chartSize(now);
    const across = shownAcross({ui: now}, size);
    const width = across === undefined ? size.width : chartWidth(size.width, across);
    return chartFrame(chartInput({snapshot, ui: now}, symbol, now.compare, width));
  };

  return {
    snapshot,
    chartFrame: chartFrameOf,
    fourFit: fourCharts(chartSize({...ui, fourUp: true})) !== undefined,
    wireRows: wire?.height ?? 1,
    overlayEnd: overlay === undefined ? 0 : lastTop(lines, overlay.height - 2),
    ...dealsContext(screen),
    listCount,
    listTop: list === undefined ? 0 : listTop(ui.listAt, listCount, list.height - 2),
    watchTop: watchTop(
      shown === undefined ? -1 : symbols.indexOf(shown),
      symbols.length,
      insideNamed('watch')?.height ?? symbols.length,
    ),
    wall: screen.wall ?? snapshot.clock.now,
    spotAt,
  };
};
