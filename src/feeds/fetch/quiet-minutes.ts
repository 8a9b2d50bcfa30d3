import type {Session} from '../../core/calendar.ts';
import type {TapeEvent} from '../../core/events.ts';
import {type Instant, instant, MINUTE} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';

/** Minutes of regular hours in which a name has no print. */
export type QuietMinutes = {
  readonly symbol: Ticker;
  readonly minutes: number;
  /** The longest stretch of them. */
  readonly longestFrom: Instant;
  readonly longestTo: Instant;
};

/** Notes which minutes of the regular session have a print or a bar of each name. */
export const createQuietMinutes = (session: Session, symbols: readonly Ticker[]) => {
  const length = Math.ceil((session.closeAt - session.openAt) / MINUTE);
  const heard = new Map(symbols.map(symbol => [symbol, new Uint8Array(length)]));

  const quietOf = (symbol: Ticker, minutes: Uint8Array): QuietMinutes | undefined => {
    let quiet = 0;
    let run = 0;
    let longest = {length: 0, end: 0};
    for (const [minute, told] of minutes.entries()) {
      run = told === 0 ? run + 1 : 0;
      if (told === 0) quiet += 1;
      if (run > longest.length) longest = {length: run, end: minute + 1};
    }
    if (quiet === 0) return undefined;
    const atMinute = (minute: number): Instant => instant(session.openAt + minute * MINUTE);
    return {
      symbol,
      minutes: quiet,
      longestFrom: atMinute(longest.end - longest.length),
      longestTo: atMinute(longest.end),
    };
  };

  return {
    note: (event: TapeEvent): void => {
      if (event.kind !== 'trade' && event.kind !== 'bar') return;
      const at = event.kind === 'bar' ? event.openAt : event.at;
      const minute = Math.floor((at - session.openAt) / MINUTE);
      const minutes = heard.get(event.symbol);
      if (minutes !== undefined && minute >= 0 && minute < length) minutes[minute] = 1;
    },
    list: (): readonly QuietMinutes[] =>
      [...heard].map(([symbol, minutes]) => quietOf(symbol, minutes)).filter(quiet => quiet !== undefined),
  };
};
