import type {PriceUpdate} from '../../core/events.ts';
import {instant} from '../../core/instant.ts';
import {rowOf} from '../columns/column-reader.ts';
import {tickerText} from '../columns/column-text.ts';
import {type KindColumns, rows, textOf} from './kind-columns.ts';

/** Everything steps from the same symbol's last look. */
export const priceColumns: KindColumns<PriceUpdate> = {
  write: (updates, columns) => {
    const groups = columns.strings(updates, update => update.symbol, tickerText);
    columns.numbers(updates, update => update.price, {groups});
    columns.numbers(updates, update => update.dayVolume, {groups});
    columns.numbers(updates, update => update.dayHigh, {groups});
    columns.numbers(updates, update => update.dayLow, {groups});
    columns.numbers(updates, update => update.previousClose, {groups});
  },
  read: ({count, at, receivedAt}, columns) => {
    const symbol = columns.strings(count, tickerText);
    const groups = symbol.places;
    const price = columns.numbers(count, {groups});
    const dayVolume = columns.numbers(count, {groups});
    const dayHigh = columns.numbers(count, {groups});
    const dayLow = columns.numbers(count, {groups});
    const previousClose = columns.numbers(count, {groups});
    return rows(count, row => ({
      kind: 'price',
      at: instant(rowOf(at, row)),
      receivedAt: instant(rowOf(receivedAt, row)),
      symbol: textOf(symbol.values, row),
      price: rowOf(price, row),
      dayVolume: rowOf(dayVolume, row),
      dayHigh: rowOf(dayHigh, row),
      dayLow: rowOf(dayLow, row),
      previousClose: rowOf(previousClose, row),
    }));
  },
};
