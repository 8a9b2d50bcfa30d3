import type {TapeEvent} from '../../core/events.ts';
import type {ColumnReader} from '../columns/column-reader.ts';
import type {ColumnWriter} from '../columns/column-writer.ts';

/** The events of one kind in a block, stamps first: `at` and `receivedAt` row by row. */
export type Stamps = {readonly count: number; readonly at: Float64Array; readonly receivedAt: Float64Array};

/** How the events of one kind become columns and back; `read` takes the columns in the order `write` gives them. */
export type KindColumns<E extends TapeEvent> = {
  readonly write: (events: readonly E[], columns: ColumnWriter) => void;
  readonly read: (stamps: Stamps, columns: ColumnReader) => readonly E[];
};

/** `make(row)` for every row. */
export const rows = <E>(count: number, make: (row: number) => E): readonly E[] => {
  const made = new Array<E>(count);
  for (let row = 0; row < count; row++) made[row] = make(row);
  return made;
};

/** A row of a column of texts; rows lie within the column by the caller's count. */
export const textOf = <V>(values: readonly V[], row: number): V => {
  const value = values[row];
  if (value === undefined) throw new RangeError('a column of text is cut short');
  return value;
};
