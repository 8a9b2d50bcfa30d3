import {tickStep, ticksIn} from './auto-range.ts';
import {paintBandNames, paintBands} from './bands.ts';
import {paintArea} from './braille-area.ts';
import {paintCandles} from './candles.ts';
import {type ChartLayout, type ChartNeeds, chartLayout} from './chart-layout.ts';
import {chartRange} from './chart-range.ts';
import type {ChartBody, ChartView} from './chart-view.ts';
import {columnValues, type Point} from './column-values.ts';
import {nameRoom, paintCompareLines} from './compare-lines.ts';
import {paintCrosshair, paintCrosshairTime} from './crosshair.ts';
import {blit, createGrid, fitText, type Grid, putCell, putText, textWidth} from './grid.ts';
import {paintLastTag} from './last-tag.ts';
import {paintLevelLabels, paintLevels} from './levels.ts';
import {paintLine} from './line.ts';
import {paintMarkerLabels, paintMarkerLines, plotClusters} from './markers.ts';
import {paintOhlc} from './ohlc.ts';
import {paintPhrases} from './phrases.ts';
import type {Plot} from './plot.ts';
import {paintAxisLabel, paintPriceAxis} from './price-axis.ts';
import {isPriced} from './priced.ts';
import {paintReaches} from './reaches.ts';
import {linearScale} from './scale.ts';
import {paintPhaseNames, paintSessionBreaks, shadeExtendedHours} from './shading.ts';
import {paintTimeAxis, type TimeTick, timeStep, timeTicks} from './time-axis.ts';
import {type TimeScale, timeScale} from './time-scale.ts';
import {largestVolume, paintVolume} from './volume.ts';
import {paintVwap} from './vwap-dots.ts';

const NOTHING_YET = 'no trades in this time';

const paintBody = (plot: Plot, view: ChartView): void => {
  const {body} = view;
  if (body.kind === 'compare') {
    paintCompareLines(plot, body.lines);
    return;
  }
  paintVwap(plot, body.vwap);
  switch (body.kind) {
    case 'candles':
      paintCandles(plot, body.bars);
      break;
    case 'ohlc':
      paintOhlc(plot, body.bars);
      break;
    case 'line':
      paintReaches(plot, closesOf(body), 'accent');
      paintLine(plot, columnValues(closesOf(body), plot.time), 'accent');
      break;
    case 'area':
      paintArea(plot, columnValues(closesOf(body), plot.time), 'accent', 'faint');
      paintReaches(plot, closesOf(body), 'accent');
  }
};

/** The bars' last prices; where a bar stands for several, with how far those reached. */
const closesOf = ({bars, folded = false}: Extract<ChartBody, {bars: unknown}>): readonly Point[] =>
  bars
    .filter(isPriced)
    .map(({openAt: at, close: value, low, high}) => ({at, value, ...(folded && {reach: {low, high}})}));

/** A dot at each crossing of a value tick and a time tick: enough to read across by. */
const paintCrossings = (plot: Plot, values: readonly number[], times: readonly TimeTick[]): void => {
  for (const value of values) {
    for (const {column} of times) {
      putCell(plot.grid, column, plot.scale.rowOf(value), plot.glyphs === 'ascii' ? '.' : '·', 'faint');
    }
  }
};

/** A part of the chart: its own axis on the left, and what it shows. */
type Part = {readonly axis: Grid; readonly grid: Grid};

/** The plot with its value axis: what the bars cover is painted first, names and tags last. */
const drawPlot = (view: ChartView, layout: ChartLayout, time: TimeScale, times: readonly TimeTick[]): Part => {
  const axis = createGrid(layout.axisWidth, layout.plotRows);
  const grid = createGrid(layout.plotWidth, layout.plotRows);
  const range = chartRange(view, time, layout.plotRows);
  if (range === undefined) {
    const text = fitText(view.emptyWords ?? NOTHING_YET, grid.width);
    putText(grid, (grid.width - textWidth(text)) >> 1, grid.height >> 1, text, 'muted');
  } else {
    const plot: Plot = {grid, time, scale: linearScale(range, layout.plotRows), glyphs: view.glyphs};
    const values = ticksIn(range, tickStep(range, layout.plotRows, view.quantum));
    const clusters = plotClusters(plot, view.markers);
    paintCrossings(plot, values, times);
    paintSessionBreaks(grid, time, view.session, view.glyphs);
    paintBands(plot, view.bands);
    paintLevels(plot, view.levels);
    paintMarkerLines(plot, clusters);
    if (view.crosshairAt !== undefined) paintCrosshair(plot, view.crosshairAt);
    paintBody(plot, view);
    paintBandNames(plot, view.bands);
    paintMarkerLabels(plot, clusters);
    paintLevelLabels(plot, view.levels);
    paintPriceAxis(axis, plot.scale, values, view.formats.value, view.glyphs);
    if (view.last !== undefined) paintLastTag(axis, plot, view.last);
  }
  shadeExtendedHours(grid, time, view.session);
  return {axis, grid};
};

/** The volume pane with its axis: the largest bar in view fills it and is named at its top. */
const drawVolume = (view: ChartView, layout: ChartLayout, time: TimeScale): Part => {
  const {body} = view;
  const axis = createGrid(layout.axisWidth, layout.volumeRows);
  const grid = createGrid(layout.plotWidth, layout.volumeRows);
  if (body.kind === 'compare' || layout.volumeRows === 0) return {axis, grid};
  const visible = body.bars.filter(bar => bar.openAt >= time.startAt && bar.openAt < time.endAt);
  const most = largestVolume(visible);
  paintVolume(grid, time, visible, most, view.glyphs);
  for (let row = 0; row < axis.height; row++) {
    putCell(axis, axis.width - 1, row, view.glyphs === 'ascii' ? '|' : '│', 'frame');
  }
  if (most > 0) paintAxisLabel(axis, 0, view.formats.count(most), view.glyphs);
  if (layout.volumeRows > 1) putText(axis, axis.width - 5, layout.volumeRows - 1, 'vol', 'faint');
  shadeExtendedHours(grid, time, view.session);
  return {axis, grid};
};

/** The time axis, the whole chart wide, so that a label under the first bar may reach below the value axis. */
const drawTimes = (view: ChartView, layout: ChartLayout, time: TimeScale, times: readonly TimeTick[]): Grid => {
  const out = createGrid(layout.axisWidth + layout.plotWidth, layout.timeRows);
  if (layout.timeRows === 0) return out;
  paintTimeAxis(out, layout.axisWidth, times, view.formats.time);
  paintPhaseNames(out, layout.axisWidth, time, view.session);
  if (view.crosshairAt !== undefined) {
    paintCrosshairTime(out, layout.axisWidth, time, view.crosshairAt, view.formats.time(view.crosshairAt));
  }
  return out;
};

const chartNeeds = ({body, labelWidth}: ChartView): ChartNeeds =>
  body.kind === 'compare'
    ? {labelWidth, nameWidth: nameRoom(body.lines), volume: false}
    : {labelWidth, nameWidth: 0, volume: true};

/**
 * A chart in exactly `width` × `height` cells: readout, plot with value axis, volume, time axis. When there is little
 * room it gives up volume first, then readout and axes; the bars stay to the last.
 */
export const drawChart = (view: ChartView, size: {readonly width: number; readonly height: number}): Grid => {
  const out = createGrid(size.width, size.height);
  const layout = chartLayout(out, chartNeeds(view));
  const time = timeScale(view.endAt, view.span, view.columns, layout.plotWidth, layout.air);
  const times = timeTicks(time, timeStep(time, textWidth(view.formats.time(view.endAt))));
  if (layout.readoutRows > 0) paintPhrases(out, 1, 0, view.readout);
  let row = layout.readoutRows;
  for (const {axis, grid} of [drawPlot(view, layout, time, times), drawVolume(view, layout, time)]) {
    blit(out, axis, 0, row);
    blit(out, grid, layout.axisWidth, row);
    row += grid.height;
  }
  blit(out, drawTimes(view, layout, time, times), 0, row);
  return out;
};
