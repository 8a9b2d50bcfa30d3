import {crc32} from 'node:zlib';
import type {Session} from '../../core/calendar.ts';
import type {TradingDate} from '../../core/new-york.ts';
import {parseTicker, type Ticker} from '../../core/ticker.ts';
import {type DayTrades, dayTradesOf} from './day-trades.ts';
import {parseDecimal, parseTime} from './parse-fields.ts';
import {readCsv} from './read-csv.ts';
import type {Rejections} from './rejection.ts';
import {createSessionLookup} from './session-lookup.ts';
import type {SortedRuns} from './sorted-runs.ts';

const COLUMNS = ['ts_utc_ns', 'symbol', 'price', 'size'];

/** A trades CSV, day by day; its rows go into `runs`, which hold no more of them than they are told to. */
export const readTrades = async (
  path: string,
  rejections: Rejections,
  runs: SortedRuns,
): Promise<ReadonlyMap<TradingDate, DayTrades>> => {
  const days = new Map<TradingDate, {readonly session: Session; readonly symbols: Set<Ticker>}>();
  const sessionOfRow = createSessionLookup();
  const names: Ticker[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number | undefined => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    const ticker = parseTicker(text);
    if (ticker === undefined) return undefined;
    const number = names.push(ticker) - 1;
    numbers.set(ticker, number);
    return number;
  };
  for await (const {line, fields, text} of readCsv(path, COLUMNS, rejections)) {
    const [time = '', named = '', ...figures] = fields;
    const at = parseTime(time);
    const name = numberOf(named);
    const symbol = names[name ?? -1];
    const [price = Number.NaN, size = Number.NaN] = figures.map(parseDecimal);
    if (at === undefined) rejections.bad(path, line, `ts_utc_ns is no time: ${time}`);
    else if (name === undefined || symbol === undefined) rejections.bad(path, line, `not a symbol: ${named}`);
    else if (!(price > 0)) rejections.bad(path, line, `not a price: ${figures[0]}`);
    else if (!(size > 0)) rejections.bad(path, line, `not a size: ${figures[1]}`);
    else {
      const session = sessionOfRow(at);
      if (session === undefined) {
        rejections.outside(path, line, `outside any session (04:00 to 20:00 New York): ${time}`);
        continue;
      }
      const day = days.get(session.date) ?? {session, symbols: new Set()};
      days.set(session.date, day);
      day.symbols.add(symbol);
      runs.push({at, name, price, size, checksum: crc32(text)});
    }
  }
  return new Map(
    [...days].map(([date, {session, symbols}]) => [date, dayTradesOf(session, [...symbols], runs, names)]),
  );
};
