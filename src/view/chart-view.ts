import {chartLayout} from '../chart/chart-layout.ts';
import type {ChartFormats, ChartKind, ChartView} from '../chart/chart-view.ts';
import {nameRoom} from '../chart/compare-lines.ts';
import type {GlyphSet} from '../chart/glyph-set.ts';
import {type Tone, textWidth} from '../chart/grid.ts';
import {isPriced} from '../chart/priced.ts';
import {slotsIn} from '../chart/time-scale.ts';
import {type Session, sessionAt, sessionOf} from '../core/calendar.ts';
import {floorTo, type Instant, MINUTE, type Span, span} from '../core/instant.ts';
import type {Ticker} from '../core/ticker.ts';
import {aggregateBars} from '../market/aggregate.ts';
import type {BarRow} from '../market/bar-series.ts';
import type {Snapshot} from '../market/snapshot.ts';
import {chartBands} from './chart-bands.ts';
import {type CompareBase, compareLines} from './chart-compare.ts';
import {chartMarkers} from './chart-markers.ts';
import {barReadout, compareReadout} from './chart-readout.ts';
import {runningVwap} from './chart-vwap.ts';
import {type ChartWindow, chartWindow} from './chart-window.ts';
import {formatClock, formatCount, formatPercent, formatPrice, formatSpan, formatTime, priceDecimals} from './format.ts';
import {latestPrice} from './latest-price.ts';

/** What the person chose to see. */
export type ChartInput = {
  readonly snapshot: Snapshot;
  readonly symbol: Ticker;
  /** The length of a bar; a name whose source has only longer ones shows those. */
  readonly interval: Span;
  readonly kind: ChartKind;
  /** All names of the day in one chart, from a common 0%. */
  readonly compare: boolean;
  readonly compareBase?: CompareBase;
  /** Cells that the chart will have across. */
  readonly width: number;
  /** Columns a bar; 1 unless said otherwise. */
  readonly columns?: number;
  /** Bars back from now; 0 unless said otherwise. */
  readonly pan?: number;
  readonly crosshairAt?: Instant | undefined;
  readonly selectedHeadlineId?: string | undefined;
  readonly glyphs?: GlyphSet;
};

/** The widest label of a comparison in reach: `−99.99%`. */
const PERCENT_WIDTH = 7;
/** Room above the prices seen so far, so that the axis keeps its width when they gain a digit. */
const HEADROOM = 1.05;

const BASE_NAMES: Readonly<Record<CompareBase, string>> = {previousClose: 'previous close', open: 'open'};

type Frame = {
  readonly slot: Span;
  readonly columns: number;
  readonly session: Session;
  readonly window: ChartWindow;
  /** The crosshair on its bar's opening. */
  readonly crosshairAt: Instant | undefined;
  readonly timeOf: (at: Instant) => string;
};

const frameOf = (input: ChartInput, labelWidth: number, nameWidth: number): Frame => {
  const {snapshot, crosshairAt} = input;
  const series = snapshot.bars.get(input.symbol);
  const slot = span(Math.max(input.interval, series?.span ?? 0));
  const columns = Math.max(1, Math.round(input.columns ?? 1));
  const session = sessionOf(snapshot.file.day.date) ?? sessionAt(snapshot.clock.now);
  // Height does not bear on how many slots fit across.
  const {plotWidth, air} = chartLayout({width: input.width, height: 1}, {labelWidth, nameWidth, volume: true});
  const slots = slotsIn(plotWidth, columns, air);
  return {
    slot,
    columns,
    session,
    window: chartWindow({now: snapshot.clock.now, session, span: slot, slots, pan: input.pan ?? 0, crosshairAt}),
    crosshairAt: crosshairAt === undefined ? undefined : floorTo(crosshairAt, slot),
    timeOf: slot < MINUTE ? formatClock : formatTime,
  };
};

const formatsOf = (frame: Frame, value: ChartFormats['value']): ChartFormats => ({
  value,
  time: frame.timeOf,
  count: formatCount,
});

/** The newest price and the side of the previous close it is on. */
const lastPrice = (price: number | undefined, previousClose: number | undefined): ChartView['last'] => {
  if (price === undefined) return undefined;
  const move = previousClose === undefined ? 0 : price - previousClose;
  const tone: Tone = move > 0 ? 'up' : move < 0 ? 'down' : 'strong';
  return {value: price, label: formatPrice(price), tone};
};

const priceChart = (input: ChartInput): ChartView => {
  const {snapshot, symbol, kind, glyphs = 'unicode'} = input;
  const figures = snapshot.figures.get(symbol);
  const previousClose = figures?.previousClose ?? snapshot.file.previousCloses.get(symbol);
  const price = figures === undefined ? undefined : latestPrice(figures)?.price;
  const most = Math.max(price ?? 0, previousClose ?? 0);
  const labelWidth = textWidth(formatPrice(most * HEADROOM));
  const frame = frameOf(input, labelWidth, 0);
  const series = snapshot.bars.get(symbol);
  const bars = series === undefined ? [] : aggregateBars(series, frame.slot, frame.window);
  const vwap = series === undefined ? [] : runningVwap(series, bars, frame.session.preAt);
  const markers = chartMarkers(snapshot, [symbol], input.selectedHeadlineId);
  return {
    title: `${symbol}  ${formatSpan(frame.slot)} ${kind}`,
    body: {kind, bars, vwap},
    glyphs,
    span: frame.slot,
    columns: frame.columns,
    endAt: frame.window.to,
    session: frame.session,
    quantum: 10 ** -priceDecimals(most),
    labelWidth,
    levels:
      previousClose === undefined
        ? []
        : [{value: previousClose, label: `prev close ${formatPrice(previousClose)}`, tone: 'previous'}],
    markers,
    bands: chartBands(snapshot, symbol),
    last: lastPrice(price, previousClose),
    crosshairAt: frame.crosshairAt,
    readout: readoutOf(input, frame, bars, vwap, markers),
    formats: formatsOf(frame, value => formatPrice(value)),
  };
};

/** The bar under the crosshair, or the newest one with a price. */
const readoutOf = (
  input: ChartInput,
  frame: Frame,
  bars: readonly BarRow[],
  vwap: Parameters<typeof barReadout>[2],
  markers: ChartView['markers'],
): ChartView['readout'] => {
  const {crosshairAt, timeOf} = frame;
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

const compareChart = (input: ChartInput): ChartView => {
  const {snapshot, glyphs = 'unicode', compareBase = 'previousClose'} = input;
  const symbols = snapshot.file.day.symbols;
  const frame = frameOf(input, PERCENT_WIDTH, nameRoom(symbols.map(name => ({name}))));
  const lines = compareLines(snapshot, frame.slot, frame.window, compareBase);
  const time = frame.crosshairAt === undefined ? undefined : frame.timeOf(frame.crosshairAt);
  return {
    title: `${symbols.join(' ')}  ${formatSpan(frame.slot)} from ${BASE_NAMES[compareBase]}`,
    body: {kind: 'compare', lines},
    glyphs,
    span: frame.slot,
    columns: frame.columns,
    endAt: frame.window.to,
    session: frame.session,
    quantum: 1e-4,
    labelWidth: PERCENT_WIDTH,
    levels: [{value: 0, label: BASE_NAMES[compareBase], tone: 'previous'}],
    markers: chartMarkers(snapshot, symbols, input.selectedHeadlineId),
    bands: chartBands(snapshot, input.symbol),
    last: undefined,
    crosshairAt: frame.crosshairAt,
    readout: compareReadout(lines, frame.crosshairAt, time, glyphs),
    formats: formatsOf(frame, value => formatPercent(value)),
  };
};

/** What the chart pane says; drawChart turns it into cells. */
export const chartView = (input: ChartInput): ChartView => (input.compare ? compareChart(input) : priceChart(input));
