import {drawChart} from '../../chart/draw-chart.ts';
import {blit, createGrid, type Grid, textWidth} from '../../chart/grid.ts';
import type {Phrase} from '../../chart/phrases.ts';
import {chartView} from '../../view/chart-view.ts';
import {dealsView} from '../../view/deals-view.ts';
import {insideOf, type PanePlace, type Size} from '../../view/layout.ts';
import {HORIZONS} from '../../view/reactions.ts';
import {shownSymbol} from '../../view/ui-state.ts';
import {watchView} from '../../view/watch-view.ts';
import {type WireView, wireView} from '../../view/wire-view.ts';
import {glyphsOf} from '../glyphs-of.ts';
import {dealLines} from './deal-lines.ts';
import {type FrameTitle, paintFrame} from './draw-frame.ts';
import {drawWatch} from './draw-watch.ts';
import {drawWire, wireColumns} from './draw-wire.ts';
import {drawLines} from './paint-lines.ts';
import {paintPieces, paintRight} from './paint-pieces.ts';
import {nowOf, type Screen} from './screen.ts';

/** What a pane holds, and what its title line says. */
type Content = {
  readonly title: FrameTitle;
  readonly grid: Grid;
  readonly decorate?: (frame: Grid, insideX: number) => void;
};

const watchContent = (screen: Screen, size: Size, focused: boolean): Content => ({
  title: {key: '1', title: ' Watch', more: []},
  grid: drawWatch(watchView(screen.snapshot, screen.ui, nowOf(screen)), size, focused, glyphsOf(screen.ui)),
});

const chartContent = ({snapshot, ui}: Screen, size: Size, compare: boolean, key: string): Content => {
  const symbol = shownSymbol(snapshot, ui);
  if (symbol === undefined) return {title: {key, title: ' Chart', more: []}, grid: createGrid(size.width, size.height)};
  const view = chartView({
    snapshot,
    symbol,
    interval: ui.interval,
    kind: ui.chartKind,
    compare,
    width: size.width,
    crosshairAt: ui.crosshairAt,
    selectedHeadlineId: ui.headlineId,
    glyphs: glyphsOf(ui),
  });
  return {title: {key, title: ` ${view.title}`, more: []}, grid: drawChart(view, size)};
};

const dealsContent = ({snapshot, ui}: Screen, size: Size): Content => {
  const view = dealsView(snapshot, ui);
  return {
    title: {
      key: '3',
      title: ' Deals',
      more: view.cards.length > 0 ? [{text: ` ${view.cards.length}`, tone: 'muted'}] : [],
    },
    grid: drawLines(dealLines(view, size.width), ui.dealsTop, size),
  };
};

/** In the wire's title line: the heads of the reaction columns over them, and at its end how much there is. */
const decorateWire =
  (view: WireView, size: Size) =>
  (frame: Grid, insideX: number): void => {
    const columns = wireColumns(size.width, view);
    for (let cell = 0; cell < columns.cellCount; cell++) {
      const head = HORIZONS[cell]?.label ?? '';
      paintRight(frame, insideX + columns.cells + cell * columns.cellWidth, 0, columns.cellWidth, ` ${head}`, 'muted');
    }
    if (columns.noveltyWidth > 0)
      paintRight(frame, insideX + columns.novelty, 0, columns.noveltyWidth, ' new', 'muted');
    const counts: readonly Phrase[] = [
      ...(view.filter === '' ? [] : [{text: `/${view.filter} `, tone: 'warn' as const}]),
      {text: `${view.count} `, tone: 'muted'},
      ...(view.unread > 0 ? [{text: `· ${view.unread} unread `, tone: 'accent' as const}] : []),
      ...(view.newAbove > 0 ? [{text: `· ${view.newAbove} new ↑ `, tone: 'strong' as const}] : []),
    ];
    const width = counts.reduce((sum, {text}) => sum + textWidth(text), 1);
    const from = columns.cellCount > 0 ? insideX + columns.text - 1 : insideX + ' Wire'.length + 1;
    const start = Math.max(from, frame.width - 2 - width);
    paintPieces(frame, start, 0, frame.width - 1, [{text: ' '}, ...counts]);
  };

const wireContent = ({snapshot, ui}: Screen, size: Size, focused: boolean): Content => {
  const view = wireView(snapshot, ui, size.height, glyphsOf(ui));
  return {
    title: {key: '4', title: ' Wire', more: []},
    grid: drawWire(view, size, focused),
    decorate: decorateWire(view, size),
  };
};

const contentOf = (place: PanePlace, screen: Screen, size: Size): Content => {
  const {ui} = screen;
  switch (place.name) {
    case 'watch':
      return watchContent(screen, size, ui.focus === 'watch');
    case 'chart':
      return chartContent(screen, size, ui.compare, '2');
    case 'second-chart':
      return chartContent(screen, size, !ui.compare, '');
    case 'deals':
      return dealsContent(screen, size);
    case 'wire':
      return wireContent(screen, size, ui.focus === 'wire');
  }
};

/** A pane in exactly the cells of its place, frame and all. */
export const drawPane = (place: PanePlace, screen: Screen): Grid => {
  const {rect} = place;
  const inside = insideOf(place);
  const content = contentOf(place, screen, inside);
  const grid = createGrid(rect.width, rect.height);
  paintFrame(grid, place, content.title, place.name === screen.ui.focus);
  content.decorate?.(grid, inside.x - rect.x);
  blit(grid, content.grid, inside.x - rect.x, inside.y - rect.y);
  return grid;
};
