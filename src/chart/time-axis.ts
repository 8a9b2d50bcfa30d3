import {type Instant, instant, plus, type Span, seconds} from '../core/instant.ts';
import {newYorkOffset} from '../core/new-york.ts';
import {type Grid, putText, textWidth} from './grid.ts';
import {columnAt, type TimeScale} from './time-scale.ts';

/** Distances between labels that a clock reader expects: 5 s up to a day. */
const STEPS: readonly Span[] = [
  5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400,
].map(seconds);

/** Blank cells between two labels. */
const AIR = 3;

/** A moment worth a label, and the column its bar stands in. */
export type TimeTick = {readonly at: Instant; readonly column: number};

/** The smallest clean step at which labels of `labelWidth` keep apart. */
export const timeStep = (time: TimeScale, labelWidth: number): Span => {
  const fits = (step: Span): boolean => (step / time.span) * time.columns >= labelWidth + AIR;
  return STEPS.find(fits) ?? seconds(86_400);
};

/** The moments of the visible time that New York's clocks divide by `step`. */
export const timeTicks = (time: TimeScale, step: Span): readonly TimeTick[] => {
  const ticks: TimeTick[] = [];
  const offset = newYorkOffset(time.endAt);
  const first = Math.ceil((time.startAt + offset) / step) * step - offset;
  for (let at = instant(first); at < time.endAt; at = plus(at, step)) {
    const column = columnAt(time, at);
    if (column !== undefined) ticks.push({at, column});
  }
  return ticks;
};

/** Labels centred under their columns; one that would be cut or touch another is left out. */
export const paintTimeAxis = (
  grid: Grid,
  left: number,
  ticks: readonly TimeTick[],
  labelOf: (at: Instant) => string,
): void => {
  let free = 0;
  for (const tick of ticks) {
    const label = labelOf(tick.at);
    const width = textWidth(label);
    const x = left + tick.column - ((width - 1) >> 1);
    if (x < free || x + width > grid.width) continue;
    free = putText(grid, x, 0, label, 'muted') + 1;
  }
};
