import {drawChart} from '../../chart/draw-chart.ts';
import {chartWidth, drawCharts, fourCharts} from '../../chart/draw-charts.ts';
import {createGrid, type Grid} from '../../chart/grid.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {ChartInput} from '../../view/chart-input.ts';
import {chartView} from '../../view/chart-view.ts';
import {fourChartViews, fourNames} from '../../view/four-charts.ts';
import type {Size} from '../../view/layout.ts';
import {shownSymbol} from '../../view/ui-state.ts';
import {glyphsOf} from '../glyphs-of.ts';
import type {FrameTitle} from './draw-frame.ts';
import type {Screen} from './screen.ts';

/** What a chart on this screen shows of a name, in a place of `width` cells. */
export const chartInput = (
  {snapshot, ui}: Pick<Screen, 'snapshot' | 'ui'>,
  symbol: Ticker,
  compare: boolean,
  width: number,
): ChartInput => ({
  snapshot,
  symbol,
  interval: ui.interval,
  kind: ui.chartKind,
  compare,
  compareBase: ui.compareBase,
  width,
  zoom: ui.chartZoom,
  endAt: ui.chartEndAt,
  crosshairAt: ui.crosshairAt,
  selectedHeadlineId: ui.headlineId,
  glyphs: glyphsOf(ui),
  preferences: ui.preferences,
});

/** Whether a place of this size shows four charts now, and how many of them stand side by side. */
export const shownAcross = ({ui}: Pick<Screen, 'ui'>, size: Size): 1 | 2 | undefined =>
  ui.fourUp && !ui.compare ? fourCharts(size)?.across : undefined;

/** The inside of the chart pane, or of the second one, which compares while the first does not. */
export const chartContent = (
  screen: Screen,
  size: Size,
  compare: boolean,
  key: string,
): {readonly title: FrameTitle; readonly grid: Grid} => {
  const {snapshot, ui} = screen;
  const symbol = shownSymbol(snapshot, ui);
  if (symbol === undefined) return {title: {key, title: ' Chart', more: []}, grid: createGrid(size.width, size.height)};
  const across = shownAcross(screen, size);
  const width = across === undefined ? size.width : chartWidth(size.width, across);
  const input = chartInput(screen, symbol, compare, width);
  const view = chartView(input);
  if (across === undefined) return {title: {key, title: ` ${view.title}`, more: []}, grid: drawChart(view, size)};
  const names = fourNames(snapshot.file.day.symbols, symbol).join(' ');
  return {
    title: {key, title: ` ${view.title.replace(symbol, names)}`, more: []},
    grid: drawCharts(fourChartViews(input), size),
  };
};
