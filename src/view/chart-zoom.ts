import {minutes, type Span, span} from '../core/instant.ts';

/** How bars and columns go together: several columns a bar, or several bars a column, or one of each. */
export type ChartZoom = {readonly columns: number; readonly bars: number};

const COLUMNS = [1, 2, 3, 5, 7] as const;
const BARS = [1, 2, 3, 5, 10, 15, 30, 60, 120, 180, 300, 600, 900, 1_800] as const;
/** Slots divide this, so that no column holds a part of two sessions: they begin and end on half hours. */
const LONGEST_SLOT = minutes(30);

const barsFor = (interval: Span): readonly number[] => BARS.filter(bars => LONGEST_SLOT % (bars * interval) === 0);

/** The nearest level there is: 0 is a column a bar, above it bars are wider, below it they share columns. */
export const zoomLevel = (level: number, interval: Span): number =>
  Math.max(-Math.max(0, barsFor(interval).length - 1), Math.min(COLUMNS.length - 1, Math.round(level)));

/** What a level means for bars of `interval`. */
export const chartZoom = (level: number, interval: Span): ChartZoom => {
  const nearest = zoomLevel(level, interval);
  return nearest >= 0
    ? {columns: COLUMNS[nearest] ?? 1, bars: 1}
    : {columns: 1, bars: barsFor(interval)[-nearest] ?? 1};
};

/** The time that one slot of the chart covers. */
export const slotOf = (interval: Span, {bars}: ChartZoom): Span => span(interval * bars);
