import type {Session} from '../core/calendar.ts';
import {type Instant, minus, type Span, span} from '../core/instant.ts';
import {autoRange, tickStep, ticksIn} from './auto-range.ts';
import {chartLayout} from './chart-layout.ts';
import {type CompareLine, nameRoom, paintCompareLines} from './compare-lines.ts';
import type {GlyphSet} from './glyph-set.ts';
import {BOLD, blit, createGrid, type Grid, putCell, putText, textWidth} from './grid.ts';
import {strokeSample} from './line.ts';
import {type Marker, paintMarkerLabels, paintMarkerLines, plotClusters} from './markers.ts';
import {type Phrase, paintPhrases} from './phrases.ts';
import type {Plot} from './plot.ts';
import {paintPriceAxis} from './price-axis.ts';
import {linearScale, type Range} from './scale.ts';
import {paintSessionBreaks, shadeExtendedHours} from './shading.ts';
import {slotAt, slotCentre, type TimeScale, timeScale} from './time-scale.ts';

/** One name: its line, and what it is called beside it, such as `AMZN +3.65%`. */
export type EventLine = CompareLine & {readonly symbol: string};

/** What is usual at a moment, as fractions from the base. */
export type UsualRange = Range & {readonly at: Instant};

/** Names around one moment, which is their common 0%. */
export type EventChartView = {
  /** The moment that everything counts from, and the window around it. */
  readonly startAt: Instant;
  readonly from: Instant;
  readonly to: Instant;
  readonly lines: readonly EventLine[];
  /** The name that it is about, whose line lies over the others. */
  readonly main: string;
  /** From the start on, oldest first; none where nothing says what is usual. */
  readonly usual: readonly UsualRange[];
  /** Moments that the time axis names, most needed first. */
  readonly ticks: readonly {readonly at: Instant; readonly label: string}[];
  /** The one that has a line of its own. */
  readonly primaryAt: Instant;
  readonly markers: readonly Marker[];
  readonly session: Session;
  readonly glyphs: GlyphSet;
  /** What stands before and after the names in the line above the plot. */
  readonly title: Phrase;
  readonly usualWords: string;
  readonly emptyWords: string;
  readonly formatValue: (value: number) => string;
};

/** The smallest difference that a label shows. */
const QUANTUM = 1e-4;
/** What marker labels take above the lines. */
const LABEL_ROWS = 1.4;
/** The start and the primary moment fall on columns of their own when the window is so many of these. */
const ROUND_SLOTS = 10;
const EPSILON: Span = span(1);

const timeOf = ({from, to}: EventChartView, plotWidth: number, air: number): TimeScale => {
  const room = Math.max(0, plotWidth - air);
  const slots = room < ROUND_SLOTS ? room : room - (room % ROUND_SLOTS);
  return timeScale(to, span((to - from) / Math.max(1, slots)), 1, plotWidth, plotWidth - slots);
};

/** The column that ends at a moment; undefined outside of the window. */
const columnUpTo = (time: TimeScale, at: Instant): number | undefined => {
  const slot = slotAt(time, minus(at, EPSILON)) ?? slotAt(time, at);
  return slot === undefined ? undefined : slotCentre(time, slot);
};

const rangeOf = ({lines, usual, markers}: EventChartView, rows: number): Range | undefined => {
  if (lines.every(({points}) => points.length === 0)) return undefined;
  let [low, high] = [0, 0];
  for (const {points} of lines)
    for (const {value} of points) [low, high] = [Math.min(low, value), Math.max(high, value)];
  for (const one of usual) [low, high] = [Math.min(low, one.low), Math.max(high, one.high)];
  const head = markers.length > 0 && rows > 0 ? (LABEL_ROWS / rows) * (high - low) : 0;
  return autoRange({low, high: high + head}, rows, QUANTUM);
};

/** A line from top to bottom. */
const paintUpright = ({grid, time}: Plot, at: Instant, glyph: string, tone: 'focus' | 'faint'): void => {
  const x = columnUpTo(time, at);
  if (x === undefined) return;
  for (let row = 0; row < grid.height; row++) putCell(grid, x, row, glyph, tone);
};

const paintZero = ({grid, scale, time, glyphs}: Plot): void => {
  const row = scale.rowOf(0);
  for (let x = 0; x < time.slots; x++) putCell(grid, x, row, glyphs === 'ascii' ? '-' : '╶', 'previous');
};

const usualGlyph = (glyphs: GlyphSet): string => (glyphs === 'ascii' ? '.' : '·');

/** The two edges of what is usual, a dot a column. */
const paintUsual = ({grid, scale, time, glyphs}: Plot, usual: readonly UsualRange[]): void => {
  for (const {at, low, high} of usual) {
    const x = columnUpTo(time, at);
    if (x === undefined) continue;
    for (const edge of [low, high]) putCell(grid, x, scale.rowOf(edge), usualGlyph(glyphs), 'strong');
  }
};

const drawPlot = (view: EventChartView, time: TimeScale, rows: number, width: number, axisWidth: number) => {
  const grid = createGrid(width, rows);
  const axis = createGrid(axisWidth, rows);
  const range = rangeOf(view, rows);
  if (range === undefined || rows === 0) {
    putText(grid, Math.max(0, (width - textWidth(view.emptyWords)) >> 1), rows >> 1, view.emptyWords, 'muted');
    return {axis, grid};
  }
  const {glyphs} = view;
  const plot: Plot = {grid, time, scale: linearScale(range, rows), glyphs};
  const clusters = plotClusters(plot, view.markers);
  paintSessionBreaks(grid, time, view.session, glyphs);
  paintZero(plot);
  paintUpright(plot, view.primaryAt, glyphs === 'ascii' ? "'" : '╎', 'faint');
  paintMarkerLines(plot, clusters);
  paintUpright(plot, view.startAt, glyphs === 'ascii' ? '|' : '│', 'focus');
  paintUsual(plot, view.usual);
  const last = Math.max(...view.lines.flatMap(({points}) => points.slice(-1).map(({at}) => slotAt(time, at) ?? 0)));
  const main = view.lines.findIndex(({symbol}) => symbol === view.main);
  paintCompareLines(plot, view.lines, last + 2, main);
  paintMarkerLabels(plot, clusters);
  paintPriceAxis(axis, plot.scale, ticksIn(range, tickStep(range, rows, QUANTUM)), view.formatValue, glyphs);
  shadeExtendedHours(grid, time, view.session);
  return {axis, grid};
};

/** Names of moments under their columns; one that would touch another is left out. */
const paintTicks = (out: Grid, left: number, time: TimeScale, {ticks, startAt}: EventChartView): void => {
  for (const {at, label} of ticks) {
    const column = columnUpTo(time, at);
    if (column === undefined) continue;
    const width = textWidth(label);
    const x = Math.max(0, Math.min(out.width - width, left + column - ((width - 1) >> 1)));
    const around = out.glyphs.slice(Math.max(0, x - 1), x + width + 1);
    if (around.some(glyph => glyph !== ' ')) continue;
    putText(out, x, 0, label, at === startAt ? 'focus' : 'muted', at === startAt ? BOLD : 0);
  }
};

const readoutOf = ({title, lines, usual, usualWords, glyphs}: EventChartView, named: boolean): readonly Phrase[] => [
  title,
  ...lines.map(({symbol, name, tone}, index) => ({
    text: `${strokeSample(index, glyphs)} ${named ? symbol : name}`,
    tone,
  })),
  ...(usual.length === 0 ? [] : [{text: `${usualGlyph(glyphs).repeat(2)} ${usualWords}`, tone: 'strong'} as const]),
];

/**
 * What names did around a moment, in exactly the cells of `size`: their lines as fractions of the price at it, the edges of
 * what is usual from it on, other headlines as numbered marks. With little room the names' labels go first, then the axes.
 */
export const drawEventChart = (view: EventChartView, size: {readonly width: number; readonly height: number}): Grid => {
  const out = createGrid(size.width, size.height);
  const labels = view.lines.flatMap(({points}) => points.map(({value}) => textWidth(view.formatValue(-1.5 * value))));
  const labelWidth = labels.reduce((most, width) => Math.max(most, width), textWidth(view.formatValue(-0.01)));
  const nameWidth = nameRoom(view.lines);
  const {axisWidth, plotWidth, readoutRows, plotRows, timeRows, air} = chartLayout(out, {
    labelWidth,
    nameWidth,
    volume: false,
  });
  const time = timeOf(view, plotWidth, air);
  const {axis, grid} = drawPlot(view, time, plotRows, plotWidth, axisWidth);
  if (readoutRows > 0) paintPhrases(out, 1, 0, readoutOf(view, air >= nameWidth));
  blit(out, axis, 0, readoutRows);
  blit(out, grid, axisWidth, readoutRows);
  if (timeRows > 0) {
    const times = createGrid(out.width, 1);
    paintTicks(times, axisWidth, time, view);
    blit(out, times, 0, readoutRows + plotRows);
  }
  return out;
};
