import {type Session, sessionBefore} from '../../core/calendar.ts';
import {instant} from '../../core/instant.ts';
import {atWallTime} from '../../core/new-york.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Leg} from './day-source.ts';

export type DayQuestion = {
  readonly session: Session;
  /** Every name, the benchmark too. */
  readonly symbols: readonly Ticker[];
  /** What the day itself is made of. */
  readonly prints: 'trades' | 'bars';
  /** Headlines that name one of the symbols, or all there are. */
  readonly news: 'named' | 'all';
  /** How many earlier sessions come with it. */
  readonly sessions: number;
};

/**
 * What to ask for a day, in order: daily bars of it and of the session before, adjusted and raw; five-minute bars of earlier
 * sessions; news since the close before; then its prints, a name at a time, so that each answer is in order of time.
 */
export const planLegs = ({session, symbols, prints, news, sessions}: DayQuestion): readonly Leg[] => {
  const last = sessionBefore(session.date);
  let first = last;
  for (let count = 1; count < sessions; count++) first = sessionBefore(first.date);
  const end = instant(session.endAt - 1);
  const daily = {kind: 'daily', symbols, start: atWallTime(last.date, 0), end} as const;
  const history = {
    kind: 'history',
    symbols,
    start: first.preAt,
    end: instant(last.endAt - 1),
    adjustment: 'split',
  } as const;
  return [
    {...daily, adjustment: 'split'},
    {...daily, adjustment: 'raw'},
    ...(sessions > 0 ? [history] : []),
    {kind: 'news', symbols: news === 'all' ? [] : symbols, start: last.closeAt, end, adjustment: 'raw'},
    ...symbols.map((symbol): Leg => ({kind: prints, symbols: [symbol], start: session.preAt, end, adjustment: 'raw'})),
  ];
};
