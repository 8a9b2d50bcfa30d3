import type {Correction} from '../../core/events.ts';
import {instant} from '../../core/instant.ts';
import {rowOf} from '../columns/column-reader.ts';
import {codeText, tickerText} from '../columns/column-text.ts';
import {type KindColumns, rows, textOf} from './kind-columns.ts';
import {tapeCodeText} from './tape-code.ts';

export const correctionColumns: KindColumns<Correction> = {
  write: (corrections, columns) => {
    columns.strings(corrections, correction => correction.symbol, tickerText);
    columns.strings(corrections, correction => correction.venue, codeText);
    columns.strings(corrections, correction => correction.tape, tapeCodeText);
    columns.numbers(corrections, correction => correction.originalId);
    columns.numbers(corrections, correction => correction.correctedId);
    for (const which of ['original', 'corrected'] as const) {
      columns.numbers(corrections, correction => correction[which].price);
      columns.numbers(corrections, correction => correction[which].size);
      columns.lists(corrections, correction => correction[which].conditions, codeText);
    }
  },
  read: ({count, at, receivedAt}, columns) => {
    const symbol = columns.strings(count, tickerText).values;
    const venue = columns.strings(count, codeText).values;
    const tape = columns.strings(count, tapeCodeText).values;
    const originalId = columns.numbers(count);
    const correctedId = columns.numbers(count);
    const prints = () => {
      const price = columns.numbers(count);
      const size = columns.numbers(count);
      const conditions = columns.lists(count, codeText).values;
      return rows(count, row => ({
        price: rowOf(price, row),
        size: rowOf(size, row),
        conditions: textOf(conditions, row),
      }));
    };
    const original = prints();
    const corrected = prints();
    return rows(count, row => ({
      kind: 'correction',
      at: instant(rowOf(at, row)),
      receivedAt: instant(rowOf(receivedAt, row)),
      symbol: textOf(symbol, row),
      venue: textOf(venue, row),
      tape: textOf(tape, row),
      originalId: rowOf(originalId, row),
      original: textOf(original, row),
      correctedId: rowOf(correctedId, row),
      corrected: textOf(corrected, row),
    }));
  },
};
