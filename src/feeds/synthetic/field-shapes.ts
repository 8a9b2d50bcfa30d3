import {z} from 'zod';
import {parseTradingDate} from '../../core/new-york.ts';
import {parseTicker} from '../../core/ticker.ts';
import type {DaySecond} from './scenario.ts';

const CLOCK = /^(\d\d):(\d\d)(?::(\d\d(?:\.\d{1,6})?))?$/;

/** `08:04`, `08:04:07` or `08:04:07.25` on a wall in New York, as seconds since midnight. */
export const clockShape = z
  .string()
  .regex(CLOCK)
  .transform((text): DaySecond => {
    const [, hours, mins, secs] = CLOCK.exec(text) ?? [];
    return Number(hours) * 3600 + Number(mins) * 60 + Number(secs ?? 0);
  });

export const dateShape = z.string().transform((text, context) => {
  const date = parseTradingDate(text);
  if (date !== undefined) return date;
  context.addIssue(`not a date: ${text}`);
  return z.NEVER;
});

export const tickerShape = z.string().transform((text, context) => {
  const symbol = parseTicker(text);
  if (symbol !== undefined) return symbol;
  context.addIssue(`not a ticker: ${text}`);
  return z.NEVER;
});

/** Written in percent, read as a fraction. */
export const percentShape = z.number().transform(percent => percent / 100);

/** `{key: value}` in a file, a Map in the program. */
export const tickerMapShape = <T extends z.ZodType>(value: T) =>
  z.record(z.string(), value).transform((fields, context) => {
    const out = new Map<ReturnType<typeof tickerShape.parse>, z.output<T>>();
    for (const [key, item] of Object.entries(fields)) {
      const symbol = parseTicker(key);
      if (symbol === undefined) context.addIssue(`not a ticker: ${key}`);
      else out.set(symbol, item);
    }
    return out;
  });
