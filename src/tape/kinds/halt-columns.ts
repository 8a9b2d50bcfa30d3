import type {Halt} from '../../core/events.ts';
import {instant} from '../../core/instant.ts';
import {rowOf} from '../columns/column-reader.ts';
import {codeText, nameText, tickerText} from '../columns/column-text.ts';
import {type KindColumns, rows, textOf} from './kind-columns.ts';
import {tapeCodeText} from './tape-code.ts';

export const haltColumns: KindColumns<Halt> = {
  write: (halts, columns) => {
    columns.strings(halts, halt => halt.symbol, tickerText);
    columns.numbers(halts, halt => Number(halt.halted));
    columns.strings(halts, halt => halt.code, codeText);
    columns.strings(halts, halt => halt.reason, nameText);
    columns.strings(halts, halt => halt.tape, tapeCodeText);
  },
  read: ({count, at, receivedAt}, columns) => {
    const symbol = columns.strings(count, tickerText).values;
    const halted = columns.numbers(count);
    const code = columns.strings(count, codeText).values;
    const reason = columns.strings(count, nameText).values;
    const tape = columns.strings(count, tapeCodeText).values;
    return rows(count, row => ({
      kind: 'halt',
      at: instant(rowOf(at, row)),
      receivedAt: instant(rowOf(receivedAt, row)),
      symbol: textOf(symbol, row),
      halted: rowOf(halted, row) !== 0,
      code: textOf(code, row),
      reason: textOf(reason, row),
      tape: textOf(tape, row),
    }));
  },
};
