import type {ChartFormats, ChartView} from '../chart/chart-view.ts';
import type {Point} from '../chart/column-values.ts';
import type {CompareLine} from '../chart/compare-lines.ts';
import {type Tone, textWidth} from '../chart/grid.ts';
import type {Level} from '../chart/levels.ts';
import {isPriced} from '../chart/priced.ts';
import {aggregateBars} from '../market/aggregate.ts';
import type {BarRow} from '../market/bar-series.ts';
import type {Figures} from '../market/snapshot.ts';
import {chartBands} from './chart-bands.ts';
import {compareBaseOf, compareLines} from './chart-compare.ts';
import {type ChartFrame, chartFrame, shownPrices} from './chart-frame.ts';
import type {ChartInput} from './chart-input.ts';
import {chartMarkers} from './chart-markers.ts';
import {barReadout, compareReadout} from './chart-readout.ts';
import {runningVwap} from './chart-vwap.ts';
import {emptyWords} from './empty-words.ts';
import {formatCount, formatPercent, formatPrice, formatSpan, formatTime, priceDecimals} from './format.ts';
import {latestPrice} from './latest-price.ts';

/** What both sorts of chart take over from the frame. */
const framed = ({snapshot, glyphs = 'unicode'}: ChartInput, frame: ChartFrame, value: ChartFormats['value']) => ({
  glyphs,
  emptyWords: emptyWords(snapshot, 'no trades in this time'),
  span: frame.slot,
  columns: frame.zoom.columns,
  endAt: frame.window.to,
  session: frame.session,
  crosshairAt: frame.crosshairAt,
  formats: {value, time: frame.timeOf, count: formatCount},
});

/** `, 5 a column`, and until when the window reaches once it was moved from now. */
const titleEnd = ({zoom, window, newest}: ChartFrame): string =>
  `${zoom.bars > 1 ? `, ${zoom.bars} a column` : ''}${window.to < newest ? `  until ${formatTime(window.to)}` : ''}`;

/** The newest price and the side of the previous close it is on. */
const lastPrice = (price: number | undefined, previousClose: number | undefined): ChartView['last'] => {
  if (price === undefined) return undefined;
  const move = previousClose === undefined ? 0 : price - previousClose;
  const tone: Tone = move > 0 ? 'up' : move < 0 ? 'down' : 'strong';
  return {value: price, label: formatPrice(price), tone};
};

const levelOf = (name: string, value: number | undefined, tone: Tone, quiet: boolean): readonly Level[] =>
  value === undefined ? [] : [{value, label: `${name} ${formatPrice(value)}`, tone, ...(quiet && {quiet})}];

/** The previous close, and how far the regular session has reached so far. */
const levelsOf = (figures: Figures | undefined, previousClose: number | undefined): readonly Level[] => [
  ...levelOf('prev close', previousClose, 'previous', false),
  ...levelOf('day high', figures?.high, 'muted', true),
  ...levelOf('day low', figures?.low, 'muted', true),
];

const priceChart = (input: ChartInput): ChartView => {
  const {snapshot, symbol, kind} = input;
  const figures = snapshot.figures.get(symbol);
  const previousClose = figures?.previousClose ?? snapshot.file.previousCloses.get(symbol);
  const price = figures === undefined ? undefined : latestPrice(figures)?.price;
  const frame = chartFrame(input);
  const series = snapshot.bars.get(symbol);
  const bars = series === undefined ? [] : aggregateBars(series, frame.slot, frame.window);
  const vwap = series === undefined ? [] : runningVwap(series, bars, frame.session.preAt);
  const markers = chartMarkers(snapshot, [symbol], input.selectedHeadlineId, input);
  return {
    ...framed(input, frame, value => formatPrice(value)),
    title: `${symbol}  ${formatSpan(frame.interval)} ${kind}${titleEnd(frame)}`,
    body: {kind, bars, vwap, folded: frame.zoom.bars > 1},
    quantum: 10 ** -priceDecimals(shownPrices(input).high),
    labelWidth: frame.labelWidth,
    levels: levelsOf(figures, previousClose),
    markers,
    bands: chartBands(snapshot, symbol),
    last: lastPrice(price, previousClose),
    readout: readoutOf(input, frame, bars, vwap, markers),
  };
};

/** The bar under the crosshair, or the newest one with a price. */
const readoutOf = (
  input: ChartInput,
  {crosshairAt, timeOf}: ChartFrame,
  bars: readonly BarRow[],
  vwap: readonly Point[],
  markers: ChartView['markers'],
): ChartView['readout'] => {
  const bar = bars.findLast(one => isPriced(one) && (crosshairAt === undefined || one.openAt === crosshairAt));
  if (crosshairAt !== undefined) {
    const time = timeOf(crosshairAt);
    if (bar === undefined) {
      return [
        {text: time, tone: 'focus'},
        {text: 'no trades', tone: 'muted'},
      ];
    }
    // A headline within the bar counts: what the crosshair names ends with its bar.
    const at = input.crosshairAt ?? crosshairAt;
    return barReadout(bar, time, vwap, {at, markers, glyphs: input.glyphs ?? 'unicode'});
  }
  return bar === undefined ? [] : barReadout(bar, timeOf(bar.openAt), vwap, undefined);
};

/** Cells of the widest percentage that an axis around these lines can show. */
const percentWidth = (lines: readonly CompareLine[]): number => {
  let most = 0;
  for (const {points} of lines)
    for (const {value, reach} of points) most = Math.max(most, Math.abs(value), Math.abs(reach?.high ?? 0));
  return textWidth(formatPercent(-1.5 * most));
};

const compareChart = (input: ChartInput): ChartView => {
  const {snapshot, glyphs = 'unicode'} = input;
  const {symbols} = snapshot.file.day;
  const base = compareBaseOf(input);
  const usual = chartFrame(input);
  const usualLines = compareLines(input, usual, base);
  const width = percentWidth(usualLines);
  // A day of hundred per cent asks for a wider axis, and so for lines of fewer slots.
  const fits = width <= usual.labelWidth;
  const frame = fits ? usual : chartFrame({...input, leastLabelWidth: width});
  const lines = fits ? usualLines : compareLines(input, frame, base);
  const time = frame.crosshairAt === undefined ? undefined : frame.timeOf(frame.crosshairAt);
  return {
    ...framed(input, frame, value => formatPercent(value)),
    title: `${symbols.join(' ')}  ${formatSpan(frame.interval)} from ${base.name}${titleEnd(frame)}`,
    body: {kind: 'compare', lines},
    quantum: 1e-4,
    labelWidth: frame.labelWidth,
    levels: [{value: 0, label: base.name, tone: 'previous'}],
    markers: chartMarkers(snapshot, symbols, input.selectedHeadlineId, input),
    bands: chartBands(snapshot, input.symbol),
    last: undefined,
    readout: compareReadout(lines, frame.crosshairAt, time, glyphs),
  };
};

/** What the chart pane says; drawChart turns it into cells. */
export const chartView = (input: ChartInput): ChartView => (input.compare ? compareChart(input) : priceChart(input));
