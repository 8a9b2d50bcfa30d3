import type {Brand} from '../core/brand.ts';

/** A row of a Grid, from the top. */
export type Row = Brand<number, 'Row'>;
/** Half a row, from the top: what half blocks and half lines can show. */
export type Half = Brand<number, 'Half'>;
/** A column of a Grid, from the left. */
export type Column = Brand<number, 'Column'>;

export const column = (index: number): Column => index as Column;

/** The values between the lowest and the highest edge of a plot; `low < high`. */
export type Range = {readonly low: number; readonly high: number};

/** Value to height, linear. What lies outside the range is drawn at its edge. */
export type Scale = {
  readonly range: Range;
  readonly rows: number;
  /** 0 at the top edge up to 1 at the bottom edge. */
  readonly depthOf: (value: number) => number;
  readonly rowOf: (value: number) => Row;
  readonly halfOf: (value: number) => Half;
  readonly contains: (value: number) => boolean;
};

export const linearScale = (range: Range, rows: number): Scale => {
  const height = range.high - range.low;
  const depthOf = (value: number): number => Math.min(1, Math.max(0, (range.high - value) / height));
  const halfOf = (value: number): Half =>
    Math.max(0, Math.min(2 * rows - 1, Math.floor(depthOf(value) * 2 * rows))) as Half;
  return {
    range,
    rows,
    depthOf,
    halfOf,
    rowOf: value => (halfOf(value) >> 1) as Row,
    contains: value => value >= range.low && value <= range.high,
  };
};
