import {autoRange} from './auto-range.ts';
import type {ChartView} from './chart-view.ts';
import {isPriced} from './priced.ts';
import type {Range} from './scale.ts';
import {slotAt, type TimeScale} from './time-scale.ts';

/** A level this many data heights away still widens the range; a farther one would squeeze the bars. */
const REACH = 0.6;
/** The height that a calm stretch counts for when levels are taken in, as a part of its value. */
const CALM = 0.004;
/** A marker label takes one row; the rest covers what rounding to a clean range takes away. */
const LABEL_ROWS = 1.4;
/** Fewer rows are all needed for the bars. */
const LEAST_LABEL_ROWS = 6;

/** The lowest and highest of what is visible; undefined when nothing is. */
const visibleData = (view: ChartView, time: TimeScale): Range | undefined => {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const take = (least: number, most: number): void => {
    low = Math.min(low, least);
    high = Math.max(high, most);
  };
  if (view.body.kind === 'compare') {
    for (const line of view.body.lines) {
      for (const {at, value, reach} of line.points)
        if (slotAt(time, at) !== undefined) take(reach?.low ?? value, reach?.high ?? value);
    }
  } else {
    for (const bar of view.body.bars)
      if (isPriced(bar) && slotAt(time, bar.openAt) !== undefined) take(bar.low, bar.high);
  }
  return low <= high ? {low, high} : undefined;
};

/** What marker labels need above the data, as a part of its height, so that they hide no bar. */
const headroom = (view: ChartView, time: TimeScale, rows: number): number =>
  rows >= LEAST_LABEL_ROWS && view.markers.some(({at}) => slotAt(time, at) !== undefined) ? LABEL_ROWS / rows : 0;

/** The range of what is visible, with the levels that lie near enough; undefined when nothing is visible. */
export const chartRange = (view: ChartView, time: TimeScale, rows: number): Range | undefined => {
  const data = visibleData(view, time);
  if (data === undefined) return undefined;
  let {low, high} = data;
  const reach = Math.max(high - low, view.body.kind === 'compare' ? CALM : Math.abs(high) * CALM) * REACH;
  for (const {value, quiet = false} of view.levels) {
    if (!quiet && value >= data.low - reach && value <= data.high + reach) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return autoRange({low, high: high + headroom(view, time, rows) * (high - low)}, rows, view.quantum);
};
