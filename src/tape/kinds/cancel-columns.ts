import type {Cancel} from '../../core/events.ts';
import {instant} from '../../core/instant.ts';
import {rowOf} from '../columns/column-reader.ts';
import {codeText, oneOf, tickerText} from '../columns/column-text.ts';
import {type KindColumns, rows, textOf} from './kind-columns.ts';
import {tapeCodeText} from './tape-code.ts';

const actionText = oneOf<Cancel['action']>(['C', 'E']);

export const cancelColumns: KindColumns<Cancel> = {
  write: (cancels, columns) => {
    columns.strings(cancels, cancel => cancel.symbol, tickerText);
    columns.numbers(cancels, cancel => cancel.id);
    columns.strings(cancels, cancel => cancel.venue, codeText);
    columns.strings(cancels, cancel => cancel.tape, tapeCodeText);
    columns.numbers(cancels, cancel => cancel.price);
    columns.numbers(cancels, cancel => cancel.size);
    columns.strings(cancels, cancel => cancel.action, actionText);
  },
  read: ({count, at, receivedAt}, columns) => {
    const symbol = columns.strings(count, tickerText).values;
    const id = columns.numbers(count);
    const venue = columns.strings(count, codeText).values;
    const tape = columns.strings(count, tapeCodeText).values;
    const price = columns.numbers(count);
    const size = columns.numbers(count);
    const action = columns.strings(count, actionText).values;
    return rows(count, row => ({
      kind: 'cancel',
      at: instant(rowOf(at, row)),
      receivedAt: instant(rowOf(receivedAt, row)),
      symbol: textOf(symbol, row),
      id: rowOf(id, row),
      venue: textOf(venue, row),
      tape: textOf(tape, row),
      price: rowOf(price, row),
      size: rowOf(size, row),
      action: textOf(action, row),
    }));
  },
};
