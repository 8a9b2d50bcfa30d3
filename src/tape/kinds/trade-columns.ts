import type {Trade} from '../../core/events.ts';
import {instant} from '../../core/instant.ts';
import {rowOf} from '../columns/column-reader.ts';
import {codeText, tickerText} from '../columns/column-text.ts';
import {type KindColumns, rows, textOf} from './kind-columns.ts';
import {tapeCodeText} from './tape-code.ts';

/** Prices and ids step from the same symbol's last one. */
export const tradeColumns: KindColumns<Trade> = {
  write: (trades, columns) => {
    const groups = columns.strings(trades, trade => trade.symbol, tickerText);
    columns.numbers(trades, trade => trade.price, {groups});
    columns.numbers(trades, trade => trade.size);
    columns.numbers(trades, trade => trade.id, {groups});
    columns.strings(trades, trade => trade.venue, codeText);
    columns.strings(trades, trade => trade.tape, tapeCodeText);
    columns.lists(trades, trade => trade.conditions, codeText);
  },
  read: ({count, at, receivedAt}, columns) => {
    const symbol = columns.strings(count, tickerText);
    const groups = symbol.places;
    const price = columns.numbers(count, {groups});
    const size = columns.numbers(count);
    const id = columns.numbers(count, {groups});
    const venue = columns.strings(count, codeText).values;
    const tape = columns.strings(count, tapeCodeText).values;
    const conditions = columns.lists(count, codeText).values;
    return rows(count, row => ({
      kind: 'trade',
      at: instant(rowOf(at, row)),
      receivedAt: instant(rowOf(receivedAt, row)),
      symbol: textOf(symbol.values, row),
      id: rowOf(id, row),
      price: rowOf(price, row),
      size: rowOf(size, row),
      conditions: textOf(conditions, row),
      venue: textOf(venue, row),
      tape: textOf(tape, row),
    }));
  },
};
