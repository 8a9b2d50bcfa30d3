import {chartLayout} from '../chart/chart-layout.ts';
import {nameRoom} from '../chart/compare-lines.ts';
import {textWidth} from '../chart/grid.ts';
import {slotsIn} from '../chart/time-scale.ts';
import {type Session, sessionAt, sessionOf} from '../core/calendar.ts';
import {floorTo, type Instant, MINUTE, type Span, span} from '../core/instant.ts';
import type {Figures} from '../market/snapshot.ts';
import {priceExtremes} from './chart-extremes.ts';
import type {ChartInput} from './chart-input.ts';
import {type ChartWindow, chartWindow, newestEnd} from './chart-window.ts';
import {type ChartZoom, chartZoom, slotOf} from './chart-zoom.ts';
import {formatClock, formatPrice, formatTime} from './format.ts';
import {latestPrice} from './latest-price.ts';

/** Where in time a chart stands and how finely, worked out from what the person chose. */
export type ChartFrame = {
  /** A bar's length, and the time that a slot covers: one bar or several. */
  readonly interval: Span;
  readonly zoom: ChartZoom;
  readonly slot: Span;
  readonly session: Session;
  readonly slots: number;
  readonly window: ChartWindow;
  /** The end of the newest slot; the window ends there unless it was moved. */
  readonly newest: Instant;
  readonly labelWidth: number;
  /** The crosshair on its slot's opening. */
  readonly crosshairAt: Instant | undefined;
  readonly timeOf: (at: Instant) => string;
};

/** The least that a comparison's labels take: `−99.99%`. */
const PERCENT_WIDTH = 7;
/** Room above the prices seen so far, so that the axis keeps its width when they gain a digit. */
const HEADROOM = 1.05;
/** How far an axis may reach beyond the data, as a part of their height: marker labels on a low chart ask for most. */
const OVERHANG = 0.35;

/** The lowest and highest price of the day and of what else the chart shows; 0 to 0 while there is none. */
export const shownPrices = ({snapshot, symbol}: ChartInput): {readonly low: number; readonly high: number} => {
  const figures: Figures | undefined = snapshot.figures.get(symbol);
  const series = snapshot.bars.get(symbol);
  const {low, high} = series === undefined ? {low: Number.NaN, high: Number.NaN} : priceExtremes(series);
  const prices = [
    low,
    high,
    figures?.previousClose ?? snapshot.file.previousCloses.get(symbol),
    figures === undefined ? undefined : latestPrice(figures)?.price,
  ].filter((price): price is number => price !== undefined && Number.isFinite(price));
  return prices.length === 0 ? {low: 0, high: 0} : {low: Math.min(...prices), high: Math.max(...prices)};
};

/** Cells of the widest price label that any window of the day can need. */
const priceWidth = (input: ChartInput): number => {
  const {low, high} = shownPrices(input);
  const over = (high - low) * OVERHANG;
  const widths = [Math.max(high * HEADROOM, high + over), low, low - over].map(price => textWidth(formatPrice(price)));
  return Math.max(...widths);
};

export const chartFrame = (input: ChartInput): ChartFrame => {
  const {snapshot, symbol, compare, crosshairAt} = input;
  const {now} = snapshot.clock;
  const interval = span(Math.max(input.interval, snapshot.bars.get(symbol)?.span ?? 0));
  const zoom = chartZoom(input.zoom ?? 0, interval);
  const slot = slotOf(interval, zoom);
  const session = sessionOf(snapshot.file.day.date) ?? sessionAt(now);
  const labelWidth = Math.max(input.leastLabelWidth ?? 0, compare ? PERCENT_WIDTH : priceWidth(input));
  const nameWidth = compare ? nameRoom(snapshot.file.day.symbols.map(name => ({name}))) : 0;
  // Height does not bear on how many slots fit across.
  const {plotWidth, air} = chartLayout({width: input.width, height: 1}, {labelWidth, nameWidth, volume: true});
  const slots = slotsIn(plotWidth, zoom.columns, air);
  return {
    interval,
    zoom,
    slot,
    session,
    slots,
    window: chartWindow({now, session, span: slot, slots, endAt: input.endAt, crosshairAt}),
    newest: newestEnd({now, session, span: slot}),
    labelWidth,
    crosshairAt: crosshairAt === undefined ? undefined : floorTo(crosshairAt, slot),
    timeOf: slot < MINUTE ? formatClock : formatTime,
  };
};
