import type {TapeEvent} from '../core/events.ts';
import {createColumnReader, rowOf} from './columns/column-reader.ts';
import {type ColumnWriter, createColumnWriter} from './columns/column-writer.ts';
import {barColumns} from './kinds/bar-columns.ts';
import {cancelColumns} from './kinds/cancel-columns.ts';
import {correctionColumns} from './kinds/correction-columns.ts';
import {haltColumns} from './kinds/halt-columns.ts';
import {headlineColumns} from './kinds/headline-columns.ts';
import {type KindColumns, rows, textOf} from './kinds/kind-columns.ts';
import {priceColumns} from './kinds/price-columns.ts';
import {quoteColumns} from './kinds/quote-columns.ts';
import {TAPE_KINDS} from './kinds/tape-counts.ts';
import {tradeColumns} from './kinds/trade-columns.ts';

/** One a kind, in the order of TAPE_KINDS. */
const COLUMNS: {readonly [K in TapeEvent['kind']]: KindColumns<Extract<TapeEvent, {kind: K}>>} = {
  trade: tradeColumns,
  quote: quoteColumns,
  bar: barColumns,
  headline: headlineColumns,
  halt: haltColumns,
  correction: correctionColumns,
  cancel: cancelColumns,
  price: priceColumns,
};

const isKind =
  <K extends TapeEvent['kind']>(kind: K) =>
  (event: TapeEvent): event is Extract<TapeEvent, {kind: K}> =>
    event.kind === kind;

const writeKind = <K extends TapeEvent['kind']>(kind: K, events: readonly TapeEvent[], columns: ColumnWriter): void => {
  const own = events.filter(isKind(kind));
  if (own.length > 0) COLUMNS[kind].write(own, columns);
};

/** Events in order as columns: which kind each is, when known, when happened; then each kind's own. */
export const encodeBlock = (events: readonly TapeEvent[]): readonly Uint8Array[] => {
  const columns = createColumnWriter();
  columns.numbers(events, event => TAPE_KINDS.indexOf(event.kind));
  const one = events.map(() => 0);
  const receivedAt = columns.numbers(events, event => event.receivedAt, {groups: one});
  columns.numbers(events, event => event.at, {beside: receivedAt});
  for (const kind of TAPE_KINDS) writeKind(kind, events, columns);
  return columns.finish();
};

const checkInstants = (column: Float64Array): void => {
  for (const at of column) {
    if (!Number.isSafeInteger(at)) throw new RangeError('a time is not a whole number of microseconds');
  }
};

const countKinds = (order: Float64Array): readonly number[] => {
  const counts = TAPE_KINDS.map(() => 0);
  for (const code of order) {
    const known = counts[code];
    if (known === undefined) throw new RangeError('an event is of a kind not known here');
    counts[code] = known + 1;
  }
  return counts;
};

const rowsOfKind = (column: Float64Array, order: Float64Array, code: number, own: number): Float64Array => {
  if (own === order.length) return column;
  const picked = new Float64Array(own);
  let place = 0;
  for (let row = 0; row < order.length; row++) if (order[row] === code) picked[place++] = rowOf(column, row);
  return picked;
};

/** The opposite of `encodeBlock`; throws a RangeError when `bytes` are not a block of `count` events. */
export const decodeBlock = (bytes: Buffer, count: number): readonly TapeEvent[] => {
  const columns = createColumnReader(bytes);
  const order = columns.numbers(count);
  const receivedAt = columns.numbers(count, {groups: new Uint8Array(count)});
  const at = columns.numbers(count, {beside: receivedAt});
  checkInstants(receivedAt);
  checkInstants(at);
  const byKind = countKinds(order).map((own, code): readonly TapeEvent[] => {
    const kind = TAPE_KINDS[code];
    if (own === 0 || kind === undefined) return [];
    const pick = (column: Float64Array): Float64Array => rowsOfKind(column, order, code, own);
    return COLUMNS[kind].read({count: own, at: pick(at), receivedAt: pick(receivedAt)}, columns);
  });
  columns.finish();
  const single = byKind.find(events => events.length === count);
  if (single !== undefined) return single;
  const next = TAPE_KINDS.map(() => 0);
  return rows(count, row => {
    const code = rowOf(order, row);
    const place = next[code] ?? 0;
    next[code] = place + 1;
    return textOf(byKind[code] ?? [], place);
  });
};
