import type {Trade} from '../../core/events.ts';
import {instant} from '../../core/instant.ts';
import type {TradeRows} from './read-trades.ts';

/** The rows in order of time, those of one moment as they stood in the file; a row that repeats another is left out. */
export type SortedTrades = {readonly rows: TradeRows; readonly order: Uint32Array; readonly duplicates: number};

const inOrder = (values: readonly number[]): boolean =>
  values.every((value, row) => value >= (values[row - 1] ?? value));

export const sortTrades = (rows: TradeRows): SortedTrades => {
  const {at, symbol, price, size, checksum} = rows;
  const order = Uint32Array.from(at, (_, row) => row);
  if (!inOrder(at)) order.sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0) || a - b);
  let moment = Number.NaN;
  const seen = new Set<string>();
  const kept = order.filter(row => {
    if (at[row] !== moment) seen.clear();
    moment = at[row] ?? Number.NaN;
    const key = `${symbol[row]} ${price[row]} ${size[row]} ${checksum[row]}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return {rows, order: kept, duplicates: order.length - kept.length};
};

const REGULAR = Object.freeze(['@']);
const EXTENDED = Object.freeze(['@', 'T']);

/**
 * The trades as events, known the moment they happened. The files name neither id nor venue nor conditions: ids count
 * up, the venue is unknown (''), and trades outside regular hours carry the tape's own mark for that, T.
 */
export const tradesOf = function* ({rows, order}: SortedTrades): Generator<Trade> {
  const {openAt, closeAt} = rows.session;
  let id = 0;
  for (const row of order) {
    const at = instant(rows.at[row] ?? Number.NaN);
    const symbol = rows.symbol[row];
    const price = rows.price[row];
    const size = rows.size[row];
    if (symbol === undefined || price === undefined || size === undefined) continue;
    const conditions = at >= openAt && at < closeAt ? REGULAR : EXTENDED;
    yield {kind: 'trade', at, receivedAt: at, symbol, id: ++id, price, size, conditions, venue: '', tape: 'C'};
  }
};
