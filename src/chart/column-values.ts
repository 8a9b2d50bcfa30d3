import type {Instant} from '../core/instant.ts';
import type {Range} from './scale.ts';
import {slotAt, slotCentre, type TimeScale} from './time-scale.ts';

/** A value at a moment; where it stands for several, the lowest and highest of them too. */
export type Point = {readonly at: Instant; readonly value: number; readonly reach?: Range};

/**
 * One value a column: a slot's last one at its centre, straight lines between neighbouring slots. Columns of slots
 * without a value stay undefined, so that a gap stays a gap.
 */
export const columnValues = (points: readonly Point[], time: TimeScale): readonly (number | undefined)[] => {
  const values = new Array<number | undefined>(time.width).fill(undefined);
  let before: {slot: number; value: number} | undefined;
  for (const point of points) {
    const slot = slotAt(time, point.at);
    if (slot === undefined) continue;
    const x = slotCentre(time, slot);
    if (before !== undefined && slot === before.slot + 1) {
      for (let step = 1; step < time.columns; step++) {
        values[x - time.columns + step] = before.value + ((point.value - before.value) * step) / time.columns;
      }
    }
    values[x] = point.value;
    before = {slot, value: point.value};
  }
  return values;
};
