import type {Instant} from '../core/instant.ts';
import {atWallTime, type TradingDate} from '../core/new-york.ts';

/** `9:47`, `0947`, `09:47` or `09:47:12` in New York on `date`, or undefined when it is no time of day. */
export const parseClockTime = (text: string, date: TradingDate): Instant | undefined => {
  const match = /^(\d{1,2}):?(\d\d)(?::?(\d\d))?$/.exec(text.trim());
  if (match === null) return undefined;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  return hour < 24 && minute < 60 && second < 60 ? atWallTime(date, hour, minute, second) : undefined;
};
