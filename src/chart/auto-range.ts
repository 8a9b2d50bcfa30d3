import {cleanStep} from './clean-step.ts';
import type {Range} from './scale.ts';

/**
 * The fewest rows between two labels of a value axis. Clean steps lie up to a factor of two apart, so that what comes of
 * it is a label every three to five rows of a low chart and every four to eight of a high one.
 */
const rowsATick = (rows: number): number => Math.min(4, 2 + rows / 40);

/** Room left above and below the data, as a part of its height. */
const PADDING = 0.03;

/** The distance between two labels on `rows` rows. */
export const tickStep = (range: Range, rows: number, quantum: number): number =>
  cleanStep((range.high - range.low) / Math.max(1, rows / rowsATick(rows)), quantum);

/** The clean values inside the range, lowest first. */
export const ticksIn = (range: Range, step: number): readonly number[] => {
  const first = Math.ceil(range.low / step - 1e-9);
  const last = Math.floor(range.high / step + 1e-9);
  return Array.from({length: Math.max(0, last - first + 1)}, (_, index) => (first + index) * step);
};

/**
 * The range a chart shows for data in `data`. It ends on quarters of a tick, so it stands still while prices move inside
 * it and widens by a clean amount when they leave; nothing but the data decides, so the same data give the same range.
 */
export const autoRange = (data: Range, rows: number, quantum: number): Range => {
  const flat = Math.max(4 * quantum, Math.abs(data.high) * 2e-4);
  const pad = Math.max((data.high - data.low) * PADDING, (flat - (data.high - data.low)) / 2, 0);
  const low = data.low - pad;
  const high = data.high + pad;
  const unit = tickStep({low, high}, rows, quantum) / 4;
  return {low: Math.floor(low / unit + 1e-9) * unit, high: Math.ceil(high / unit - 1e-9) * unit};
};
