import type {Quote} from '../../core/events.ts';
import {instant} from '../../core/instant.ts';
import {rowOf} from '../columns/column-reader.ts';
import {codeText, tickerText} from '../columns/column-text.ts';
import {type KindColumns, rows, textOf} from './kind-columns.ts';
import {tapeCodeText} from './tape-code.ts';

/** Bids step from the same symbol's last one, asks from the spread it had. */
export const quoteColumns: KindColumns<Quote> = {
  write: (quotes, columns) => {
    const groups = columns.strings(quotes, quote => quote.symbol, tickerText);
    const bid = columns.numbers(quotes, quote => quote.bid, {groups});
    columns.numbers(quotes, quote => quote.ask, {groups, beside: bid});
    columns.numbers(quotes, quote => quote.bidSize);
    columns.numbers(quotes, quote => quote.askSize);
    columns.strings(quotes, quote => quote.bidVenue, codeText);
    columns.strings(quotes, quote => quote.askVenue, codeText);
    columns.strings(quotes, quote => quote.tape, tapeCodeText);
    columns.lists(quotes, quote => quote.conditions, codeText);
  },
  read: ({count, at, receivedAt}, columns) => {
    const symbol = columns.strings(count, tickerText);
    const groups = symbol.places;
    const bid = columns.numbers(count, {groups});
    const ask = columns.numbers(count, {groups, beside: bid});
    const bidSize = columns.numbers(count);
    const askSize = columns.numbers(count);
    const bidVenue = columns.strings(count, codeText).values;
    const askVenue = columns.strings(count, codeText).values;
    const tape = columns.strings(count, tapeCodeText).values;
    const conditions = columns.lists(count, codeText).values;
    return rows(count, row => ({
      kind: 'quote',
      at: instant(rowOf(at, row)),
      receivedAt: instant(rowOf(receivedAt, row)),
      symbol: textOf(symbol.values, row),
      bid: rowOf(bid, row),
      bidSize: rowOf(bidSize, row),
      bidVenue: textOf(bidVenue, row),
      ask: rowOf(ask, row),
      askSize: rowOf(askSize, row),
      askVenue: textOf(askVenue, row),
      conditions: textOf(conditions, row),
      tape: textOf(tape, row),
    }));
  },
};
