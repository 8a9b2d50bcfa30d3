import type {Bar} from '../../core/events.ts';
import {instant, span} from '../../core/instant.ts';
import {rowOf} from '../columns/column-reader.ts';
import {tickerText} from '../columns/column-text.ts';
import {type KindColumns, rows, textOf} from './kind-columns.ts';

/** Closes step from the same symbol's last one; the other prices lie close to their bar's close. */
export const barColumns: KindColumns<Bar> = {
  write: (bars, columns) => {
    const groups = columns.strings(bars, bar => bar.symbol, tickerText);
    const at = Float64Array.from(bars, bar => bar.at);
    columns.numbers(bars, bar => bar.openAt, {beside: at});
    columns.numbers(bars, bar => bar.span);
    const beside = columns.numbers(bars, bar => bar.close, {groups});
    columns.numbers(bars, bar => bar.open, {beside});
    columns.numbers(bars, bar => bar.high, {beside});
    columns.numbers(bars, bar => bar.low, {beside});
    columns.numbers(bars, bar => bar.vwap, {beside});
    columns.numbers(bars, bar => bar.volume);
    columns.numbers(bars, bar => bar.trades);
  },
  read: ({count, at, receivedAt}, columns) => {
    const symbol = columns.strings(count, tickerText);
    const groups = symbol.places;
    const openAt = columns.numbers(count, {beside: at});
    const length = columns.numbers(count);
    const close = columns.numbers(count, {groups});
    const open = columns.numbers(count, {beside: close});
    const high = columns.numbers(count, {beside: close});
    const low = columns.numbers(count, {beside: close});
    const vwap = columns.numbers(count, {beside: close});
    const volume = columns.numbers(count);
    const trades = columns.numbers(count);
    return rows(count, row => ({
      kind: 'bar',
      at: instant(rowOf(at, row)),
      receivedAt: instant(rowOf(receivedAt, row)),
      symbol: textOf(symbol.values, row),
      openAt: instant(rowOf(openAt, row)),
      span: span(rowOf(length, row)),
      open: rowOf(open, row),
      high: rowOf(high, row),
      low: rowOf(low, row),
      close: rowOf(close, row),
      volume: rowOf(volume, row),
      trades: rowOf(trades, row),
      vwap: rowOf(vwap, row),
    }));
  },
};
