import type {Session} from '../../core/calendar.ts';
import {earlier, type Instant, minutes, plus, type Span} from '../../core/instant.ts';
import type {Figures} from '../snapshot.ts';

export type HorizonName = '+1m' | '+5m' | '+15m' | '+30m' | '+1h' | '+2h' | 'close';

export type Horizon = {
  readonly name: HorizonName;
  /** Undefined for the session's close. */
  readonly span: Span | undefined;
  /** Counted anew from the first print after a halt. */
  readonly short: boolean;
};

/** How long after a headline its reaction is read. */
export const HORIZONS: readonly Horizon[] = [
  {name: '+1m', span: minutes(1), short: true},
  {name: '+5m', span: minutes(5), short: true},
  {name: '+15m', span: minutes(15), short: true},
  {name: '+30m', span: minutes(30), short: true},
  {name: '+1h', span: minutes(60), short: false},
  {name: '+2h', span: minutes(120), short: false},
  {name: 'close', span: undefined, short: false},
];

/** The horizon that decides the verdict, and its place among HORIZONS. */
export const PRIMARY: HorizonName = '+15m';
export const PRIMARY_INDEX: number = HORIZONS.findIndex(({name}) => name === PRIMARY);

/** A stop of trading; one that lasts has no end. */
export type Stop = {readonly from: Instant; readonly to: Instant | undefined};

/** A name's halts so far, oldest first. */
export const stopsOf = (figures: Figures | undefined): readonly Stop[] => {
  if (figures === undefined) return [];
  const {halts, halted} = figures;
  return halted === undefined ? halts : [...halts, {from: halted.since, to: undefined}];
};

/** Where the part of the day that `at` lies in ends: the close, half days' at 13:00, or the evening's end after it. */
export const sessionEnd = ({closeAt, endAt}: Session, at: Instant): Instant => (at < closeAt ? closeAt : endAt);

/** Where a horizon ends. `waits`: trading stands still, or nothing was printed since it resumed. */
export type HorizonEnd = {
  readonly name: HorizonName;
  readonly toAt: Instant;
  readonly truncated: boolean;
  readonly state: 'running' | 'waits' | 'halted';
  /** The halt that keeps it. */
  readonly since: Instant | undefined;
};

/** The first print at or after a moment. */
export type NextPrint = (at: Instant) => Instant | undefined;

/**
 * A short horizon that a halt cuts into is counted anew from the first print after it; a long one keeps its clock, and
 * has no price when it ends within a halt.
 */
export const horizonEnd = (
  {name, span, short}: Horizon,
  from: Instant,
  session: Session,
  stops: readonly Stop[],
  nextPrint: NextPrint,
): HorizonEnd => {
  const end = sessionEnd(session, from);
  let start = from;
  let toAt = span === undefined ? end : earlier(plus(start, span), end);
  for (const stop of stops) {
    const {from: since, to} = stop;
    if (since >= toAt || (to !== undefined && to <= start)) continue;
    const truncated = span !== undefined && plus(start, span) > end;
    if (!short || span === undefined) {
      if (to === undefined || to > toAt) return {name, toAt, truncated, state: 'halted', since};
      continue;
    }
    const resumed = to === undefined ? undefined : nextPrint(to);
    if (resumed === undefined) return {name, toAt, truncated, state: 'waits', since};
    if (resumed >= end) return {name, toAt: end, truncated: true, state: 'halted', since};
    start = resumed;
    toAt = earlier(plus(start, span), end);
  }
  const truncated = span !== undefined && plus(start, span) > end;
  return {name, toAt, truncated, state: 'running', since: undefined};
};
