import {crc32} from 'node:zlib';
import type {Session} from '../../core/calendar.ts';
import type {TradingDate} from '../../core/new-york.ts';
import {parseTicker, type Ticker} from '../../core/ticker.ts';
import {parseDecimal, parseTime} from './parse-fields.ts';
import {readCsv} from './read-csv.ts';
import type {Rejections} from './rejection.ts';
import {createSessionLookup} from './session-lookup.ts';

/** A day's trades as columns, in the order of the file: a day of millions must fit in memory to be sorted. */
export type TradeRows = {
  readonly session: Session;
  readonly at: number[];
  readonly symbol: Ticker[];
  readonly price: number[];
  readonly size: number[];
  /** Of the whole row, columns not read here too. */
  readonly checksum: number[];
};

const COLUMNS = ['ts_utc_ns', 'symbol', 'price', 'size'];

/** A trades CSV, day by day. */
export const readTrades = async (
  path: string,
  rejections: Rejections,
): Promise<ReadonlyMap<TradingDate, TradeRows>> => {
  const days = new Map<TradingDate, TradeRows>();
  const sessionOfRow = createSessionLookup();
  const tickers = new Map<string, Ticker>();
  const known = (text: string): Ticker | undefined => {
    const ticker = tickers.get(text) ?? parseTicker(text);
    if (ticker !== undefined) tickers.set(ticker, ticker);
    return ticker;
  };
  for await (const {line, fields, text} of readCsv(path, COLUMNS, rejections)) {
    const [time = '', name = '', ...figures] = fields;
    const at = parseTime(time);
    const symbol = known(name);
    const [price = Number.NaN, size = Number.NaN] = figures.map(parseDecimal);
    if (at === undefined) rejections.bad(path, line, `ts_utc_ns is no time: ${time}`);
    else if (symbol === undefined) rejections.bad(path, line, `not a symbol: ${name}`);
    else if (!(price > 0)) rejections.bad(path, line, `not a price: ${figures[0]}`);
    else if (!(size > 0)) rejections.bad(path, line, `not a size: ${figures[1]}`);
    else {
      const session = sessionOfRow(at);
      if (session === undefined) {
        rejections.outside(path, line, `outside any session (04:00 to 20:00 New York): ${time}`);
        continue;
      }
      const rows = days.get(session.date) ?? {session, at: [], symbol: [], price: [], size: [], checksum: []};
      days.set(session.date, rows);
      rows.at.push(at);
      rows.symbol.push(symbol);
      rows.price.push(price);
      rows.size.push(size);
      rows.checksum.push(crc32(text));
    }
  }
  return days;
};
