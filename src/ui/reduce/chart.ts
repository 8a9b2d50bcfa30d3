import {between, type Instant, instant, plus, span} from '../../core/instant.ts';
import type {ChartFrame} from '../../view/chart-frame.ts';
import type {CompareBase} from '../../view/chart-input.ts';
import {isMarked} from '../../view/chart-markers.ts';
import {zoomLevel} from '../../view/chart-zoom.ts';
import {shownSymbol, type UiState} from '../../view/ui-state.ts';
import {wireList} from '../../view/wire-list.ts';
import {clamp, turned, type UiContext} from './reduce-context.ts';

/** A headline this many columns from the crosshair is the one that is meant. */
const NEAR_COLUMNS = 3;

/** The headline with a marker that lies nearest to the crosshair, when one is near at all. */
const nearestHeadline = (ui: UiState, {snapshot}: UiContext, frame: ChartFrame, at: Instant): string | undefined => {
  const shown = ui.compare ? undefined : shownSymbol(snapshot, ui);
  let nearest: string | undefined;
  let least = (NEAR_COLUMNS * frame.slot) / frame.zoom.columns;
  const marked = wireList(snapshot, ui).flatMap(line => line.tellings.filter(isMarked));
  for (const {headline} of marked) {
    if (shown !== undefined && !headline.symbols.includes(shown)) continue;
    const distance = Math.abs(between(at, headline.at));
    if (distance <= least) {
      nearest = headline.id;
      least = distance;
    }
  }
  return nearest;
};

/** The crosshair some columns on; the headline nearest to it becomes the selected one. */
export const crosshairMoved = (ui: UiState, context: UiContext, by: number): UiState => {
  const {clock, file} = context.snapshot;
  const frame = context.chartFrame(ui);
  if (frame === undefined) return ui;
  const from = ui.crosshairAt ?? instant(Math.min(clock.now, frame.window.to - 1));
  const at = instant(clamp(from + by * frame.slot, file.day.startAt, clock.now));
  return {...ui, crosshairAt: at, headlineId: nearestHeadline(ui, context, frame, at) ?? ui.headlineId};
};

/** The chart ending at `to`, or with now again once that is reached; a crosshair that is left behind is put away. */
const movedTo = (ui: UiState, frame: ChartFrame, to: Instant): UiState => {
  const from = instant(to - frame.slots * frame.slot);
  const {crosshairAt} = ui;
  const inSight = crosshairAt !== undefined && crosshairAt >= from && crosshairAt < to;
  return {...ui, crosshairAt: inSight ? crosshairAt : undefined, chartEndAt: to >= frame.newest ? undefined : to};
};

/** The first end that leaves no room before the day: what there is to see begins at the left edge. */
const firstEnd = ({session, slots, slot, newest}: ChartFrame): number => Math.min(newest, session.preAt + slots * slot);

/** A quarter of the window back or on in time. */
export const panned = (ui: UiState, context: UiContext, by: 1 | -1): UiState => {
  const frame = context.chartFrame(ui);
  if (frame === undefined) return ui;
  const {window, newest, slot, slots} = frame;
  const step = by * Math.max(1, Math.round(slots / 4)) * slot;
  const to = instant(clamp(window.to + step, firstEnd(frame), newest));
  return to === window.to
    ? {...ui, notice: by === 1 ? 'the chart is at now' : 'the day begins here'}
    : movedTo(ui, frame, to);
};

/** The chart at the beginning of the day. */
export const atDaysStart = (ui: UiState, context: UiContext): UiState => {
  const frame = context.chartFrame(ui);
  return frame === undefined ? ui : movedTo(ui, frame, instant(firstEnd(frame)));
};

/**
 * Closer or wider by one level. What is under the crosshair keeps its column; else a chart at now stays at now and one
 * that was moved keeps its middle.
 */
export const zoomedInTime = (ui: UiState, context: UiContext, by: 1 | -1): UiState => {
  const frame = context.chartFrame(ui);
  if (frame === undefined) return ui;
  const level = zoomLevel(zoomLevel(ui.chartZoom, frame.interval) + by, frame.interval);
  const zoomed = {...ui, chartZoom: level};
  if (level === zoomLevel(ui.chartZoom, frame.interval))
    return {...ui, notice: by === 1 ? 'i and I change the bars themselves' : 'more does not fit into a column'};
  const {window, crosshairAt} = frame;
  const held = crosshairAt ?? (window.to < frame.newest ? instant((window.from + window.to) / 2) : undefined);
  const after = context.chartFrame(zoomed);
  if (held === undefined || after === undefined) return zoomed;
  const columnsOn = (between(held, window.to) / frame.slot) * frame.zoom.columns;
  const to = plus(held, span(Math.round(columnsOn / after.zoom.columns) * after.slot));
  return {...zoomed, chartEndAt: to >= after.newest ? undefined : instant(Math.max(to, firstEnd(after)))};
};

const BASES = ['previousClose', 'open', 'headline'] as const satisfies readonly CompareBase[];
const BASE_WORDS: Readonly<Record<CompareBase, string>> = {
  previousClose: 'names start from the previous close',
  open: 'names start from the open',
  headline: 'names start from the selected headline',
};

/** The next base for names in one chart; the headline's turn comes only while one is selected. */
export const baseTurned = (ui: UiState): UiState => {
  const bases = BASES.filter(base => base !== 'headline' || ui.headlineId !== undefined);
  const compareBase = turned(bases, ui.compareBase, 1) ?? 'previousClose';
  return {...ui, compareBase, notice: BASE_WORDS[compareBase]};
};

export const fourUpToggled = (ui: UiState, context: UiContext): UiState => {
  if (ui.fourUp) return {...ui, fourUp: false};
  const four = {...ui, fourUp: true, compare: false};
  return context.fourFit ? four : {...ui, notice: 'four charts need more room: z gives the chart all of it'};
};

/** Where the crosshair has pulled the chart's window, it stays: it never springs back under the crosshair. */
export const followed = (before: UiState, after: UiState, context: UiContext): UiState => {
  if (after.crosshairAt === undefined || after.crosshairAt === before.crosshairAt) return after;
  const pulled = context.chartFrame(after);
  const still = context.chartFrame({...after, crosshairAt: undefined});
  if (pulled === undefined || pulled.window.to === still?.window.to) return after;
  const {to} = pulled.window;
  return {...after, chartEndAt: to >= pulled.newest ? undefined : to};
};
