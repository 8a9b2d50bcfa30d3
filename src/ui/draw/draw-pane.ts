import {blit, createGrid, type Grid, textWidth} from '../../chart/grid.ts';
import type {Phrase} from '../../chart/phrases.ts';
import {type DealsView, dealsView} from '../../view/deals-view.ts';
import {insideOf, type PanePlace, type Size} from '../../view/layout.ts';
import type {UiState} from '../../view/ui-state.ts';
import {type WatchView, watchView} from '../../view/watch-view.ts';
import {WIRE_HORIZONS, type WireView, wireView} from '../../view/wire-view.ts';
import {glyphsOf} from '../glyphs-of.ts';
import {chartContent} from './chart-content.ts';
import {drawDeals} from './deal-lines.ts';
import {type FrameTitle, paintFrame} from './draw-frame.ts';
import {drawWatch} from './draw-watch.ts';
import {drawWhenChanged} from './draw-when-changed.ts';
import {drawWire, wireColumns} from './draw-wire.ts';
import {paintPieces, paintRight} from './paint-pieces.ts';
import {nowOf, type Screen} from './screen.ts';

/** What a pane holds, and what its title line says. */
type Content = {
  readonly title: FrameTitle;
  readonly grid: Grid;
  readonly decorate?: (frame: Grid, insideX: number) => void;
};

/** How a pane that lists things is made: `view` reads the market, `content` sees no more of it than that view. */
type Showing<View> = {
  readonly view: (screen: Screen, size: Size) => View;
  readonly content: (view: View, ui: UiState, size: Size) => Content;
};

const WATCH: Showing<WatchView> = {
  view: screen => watchView(screen.snapshot, screen.ui, nowOf(screen)),
  content: (view, ui, size) => ({
    title: {key: '1', title: ' Watch', more: []},
    grid: drawWatch(view, size, ui.focus === 'watch', glyphsOf(ui)),
  }),
};

/** How many deals there are and by what they are filtered; acts by hand that found nothing to act on. */
const dealsTitle = ({cards, count, filter, ignored}: DealsView): readonly Phrase[] => [
  ...(filter === '' ? [] : [{text: ` /${filter}`, tone: 'warn' as const}]),
  ...(count > 0 ? [{text: filter === '' ? ` ${count}` : ` ${cards.length} of ${count}`, tone: 'muted' as const}] : []),
  ...(ignored > 0 ? [{text: ` · ${ignored} ${ignored === 1 ? 'act' : 'acts'} idle`, tone: 'muted' as const}] : []),
];

const DEALS: Showing<DealsView> = {
  view: ({snapshot, ui}) => dealsView(snapshot, ui),
  content: (view, ui, size) => ({
    title: {
      key: '3',
      title: ' Deals',
      more: dealsTitle(view),
    },
    grid: drawDeals(view, ui.dealsTop, size, ui.focus === 'deals'),
  }),
};

/** In the wire's title line: the heads of the reaction columns over them, and at its end how much there is. */
const decorateWire =
  (view: WireView, size: Size) =>
  (frame: Grid, insideX: number): void => {
    const columns = wireColumns(size.width, view);
    for (let cell = 0; cell < columns.cellCount; cell++) {
      const head = WIRE_HORIZONS[cell] ?? '';
      paintRight(frame, insideX + columns.cells + cell * columns.cellWidth, 0, columns.cellWidth, ` ${head}`, 'muted');
    }
    if (columns.sigmaWidth > 0) paintRight(frame, insideX + columns.sigma, 0, columns.sigmaWidth, ' σ', 'muted');
    if (columns.noveltyWidth > 0)
      paintRight(frame, insideX + columns.novelty, 0, columns.noveltyWidth, ' new', 'muted');
    const counts: readonly Phrase[] = [
      ...(view.byTime ? [] : [{text: 'by reaction ', tone: 'warn' as const}]),
      ...(view.filter === '' ? [] : [{text: `/${view.filter} `, tone: 'warn' as const}]),
      {text: `${view.count} `, tone: 'muted'},
      ...(view.moves > 0
        ? [{text: `· ${view.moves} ${view.moves === 1 ? 'move' : 'moves'} `, tone: 'marker' as const}]
        : []),
      ...(view.unread > 0 ? [{text: `· ${view.unread} unread `, tone: 'accent' as const}] : []),
      ...(view.letGo > 0 ? [{text: `· ${view.letGo} older let go `, tone: 'muted' as const}] : []),
      ...(view.newAbove > 0 ? [{text: `· ${view.newAbove} new ↑ `, tone: 'strong' as const}] : []),
    ];
    const width = counts.reduce((sum, {text}) => sum + textWidth(text), 1);
    const heads = columns.cellCount > 0 ? insideX + columns.text - 1 : insideX + ' Wire'.length + 1;
    const measure = columns.cellCount > 0 ? [{text: ` ${view.measure} `, tone: 'accent' as const}] : [];
    const from = paintPieces(frame, heads, 0, frame.width - 1, measure);
    const start = Math.max(from, frame.width - 2 - width);
    paintPieces(frame, start, 0, frame.width - 1, [{text: ' '}, ...counts]);
  };

const WIRE: Showing<WireView> = {
  view: ({snapshot, ui}, size) => wireView(snapshot, ui, size.height, glyphsOf(ui)),
  content: (view, ui, size) => ({
    title: {key: '4', title: ' Wire', more: []},
    grid: drawWire(view, size, ui.focus === 'wire'),
    decorate: decorateWire(view, size),
  }),
};

/** A content in exactly the cells of its place, frame and all. */
const framed = (place: PanePlace, content: Content, ui: UiState): Grid => {
  const {rect} = place;
  const inside = insideOf(place);
  const grid = createGrid(rect.width, rect.height);
  paintFrame(grid, place, content.title, place.name === ui.focus);
  content.decorate?.(grid, inside.x - rect.x);
  blit(grid, content.grid, inside.x - rect.x, inside.y - rect.y);
  return grid;
};

const paneShowing = <View>(place: PanePlace, {view: viewOf, content}: Showing<View>): ((screen: Screen) => Grid) => {
  const inside = insideOf(place);
  return drawWhenChanged(
    screen => viewOf(screen, inside),
    (view, ui) => framed(place, content(view, ui, inside), ui),
  );
};

const chartPane = (place: PanePlace, compares: (ui: UiState) => boolean, key: string): ((screen: Screen) => Grid) => {
  const inside = insideOf(place);
  return screen => framed(place, chartContent(screen, inside, compares(screen.ui), key), screen.ui);
};

/** How the pane of a place is drawn; the same Grid comes back while a list has nothing else to say. */
export const createPane = (place: PanePlace): ((screen: Screen) => Grid) => {
  switch (place.name) {
    case 'watch':
      return paneShowing(place, WATCH);
    case 'chart':
      return chartPane(place, ui => ui.compare, '2');
    case 'second-chart':
      return chartPane(place, ui => !ui.compare, '');
    case 'deals':
      return paneShowing(place, DEALS);
    case 'wire':
      return paneShowing(place, WIRE);
  }
};
