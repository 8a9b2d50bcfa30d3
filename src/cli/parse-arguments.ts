import {Fault} from '../core/fault.ts';
import type {Instant} from '../core/instant.ts';
import {atWallTime, type TradingDate} from '../core/new-york.ts';
import type {DayInfo} from '../core/provenance.ts';
import {parseTicker, type Ticker} from '../core/ticker.ts';

/** `AMZN,MSFT` as tickers, each once, in order. */
export const parseSymbols = (text: string): readonly Ticker[] => {
  const symbols = text.split(',').map(part => {
    const parsed = parseTicker(part.trim().toUpperCase());
    if (parsed === undefined)
      throw new Fault('usage', `not a symbol: ${JSON.stringify(part)}`, {remedy: 'write --symbols AMZN,MSFT'});
    return parsed;
  });
  return [...new Set(symbols)];
};

/** A replay speed, 1 to 3600; a trailing `x` is allowed. */
export const parseSpeed = (text: string): number => {
  const speed = /^\d+(\.\d+)?x?$/.test(text) ? Number.parseFloat(text) : Number.NaN;
  if (speed >= 1 && speed <= 3600) return speed;
  throw new Fault('usage', `not a speed: ${JSON.stringify(text)}`, {
    remedy: 'write a number from 1 to 3600, such as --speed 60',
  });
};

/** `9:30`, `09:30` or `09:30:15` on `date` in New York. */
export const parseWallTime = (text: string, date: TradingDate): Instant => {
  const match = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(text.trim());
  const [hour, minute, second] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3] ?? 0)];
  if (match === null || hour > 23 || minute > 59 || second > 59) {
    throw new Fault('usage', `not a time of day: ${JSON.stringify(text)}`, {
      remedy: 'write HH:MM or HH:MM:SS, New York time',
    });
  }
  return atWallTime(date, hour, minute, second);
};

export type Size = {readonly width: number; readonly height: number};

/** `120x40` as columns and rows, each 1 to 1000. */
export const parseSize = (text: string): Size => {
  const match = /^(\d{1,4})x(\d{1,4})$/.exec(text);
  const size = {width: Number(match?.[1]), height: Number(match?.[2])};
  if (match !== null && size.width >= 1 && size.width <= 1000 && size.height >= 1 && size.height <= 1000) return size;
  throw new Fault('usage', `not a size: ${JSON.stringify(text)}`, {
    remedy: 'write COLUMNSxROWS, such as --size 120x40',
  });
};

export const parsePort = (text: string): number => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new Fault('usage', `not a port: ${JSON.stringify(text)}`, {remedy: 'write 0 to 65535; 0 takes a free one'});
};

/** The watched names of a day: those asked for, or all of the day but its benchmark. */
export const watchedSymbols = (day: DayInfo, asked: readonly Ticker[] | undefined): readonly Ticker[] => {
  if (asked === undefined) return day.symbols.filter(symbol => symbol !== day.benchmark);
  const unknown = asked.filter(symbol => !day.symbols.includes(symbol));
  if (unknown.length === 0) return asked;
  throw new Fault('usage', `${unknown.join(', ')} not on the tape of ${day.name}`, {
    remedy: `it has ${day.symbols.join(', ')}`,
  });
};
