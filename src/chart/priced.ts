import type {BarRow} from '../market/bar-series.ts';

/** Whether a bar has prices at all: one made of prints that count for volume alone has none. */
export const isPriced = (bar: BarRow): boolean =>
  Number.isFinite(bar.high) && Number.isFinite(bar.low) && Number.isFinite(bar.open) && Number.isFinite(bar.close);
