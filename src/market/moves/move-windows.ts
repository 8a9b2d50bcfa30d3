import {type Session, sessionOf} from '../../core/calendar.ts';
import {minutes} from '../../core/instant.ts';
import {earlierReturns} from '../reactions/day-grid.ts';
import {PHASES, phaseSlots, type TradedPhase} from '../reactions/phase-slots.ts';
import type {Usual} from '../reactions/usual.ts';
import type {EarlierSessions} from '../snapshot.ts';

/** Moves are looked for in the slots themselves and, where slots add up to it, in every quarter hour. */
const LONGER = minutes(15);
/** One session does not say how a name's volatility goes from one to the next. */
const LEAST_SESSIONS = 2;
/** Bipower variation takes a pair of returns before the one it judges. */
const LEAST_RETURNS = 3;

type PhaseUsual = Readonly<Record<TradedPhase, Usual | undefined>>;

/** Windows of so many slots of a grid from 04:00, each named by its last slot. */
export type MoveWindows = {
  readonly width: number;
  /** The usual size √(Σf̃²)·s of each one's return; NaN where nothing says it, or where it lies in two parts of the day. */
  readonly sizes: Float64Array;
  /**
   * The returns of earlier sessions by their usual sizes, oldest first. Windows overlap, so a row for each set of them that
   * lie side by side, those that end `row` slots after a whole number of widths; undefined where fewer than two sessions
   * have any.
   */
  readonly rows: readonly (Float64Array | undefined)[];
};

/** The log return of the window that ends with slot `last`; NaN where one of its slots has none. */
export const windowReturn = (returns: ArrayLike<number>, last: number, width: number): number => {
  let sum = 0;
  for (let slot = last - width + 1; slot <= last; slot++) sum += returns[slot] ?? Number.NaN;
  return sum;
};

const usualSizes = (usual: PhaseUsual, session: Session, sessions: EarlierSessions, width: number): Float64Array => {
  const sizes = new Float64Array(sessions.slots).fill(Number.NaN);
  for (const phase of PHASES) {
    const baseline = usual[phase]?.baseline;
    if (baseline === undefined) continue;
    const {first, end} = phaseSlots(session, phase, sessions.slot);
    for (let last = first + width - 1; last < end; last++) {
      let squares = 0;
      for (let slot = last - width + 1; slot <= last; slot++) squares += (baseline.factors[slot - first] ?? 1) ** 2;
      sizes[last] = Math.sqrt(squares) * baseline.model.s;
    }
  }
  return sizes;
};

const rowOf = (
  returns: Float64Array,
  sizes: Float64Array,
  sessions: EarlierSessions,
  width: number,
  row: number,
): Float64Array | undefined => {
  const {slots, dates} = sessions;
  const known: number[] = [];
  let heard = 0;
  for (const day of dates.keys()) {
    const before = known.length;
    const ofDay = returns.subarray(day * slots, (day + 1) * slots);
    for (let last = width - 1; last < slots; last++) {
      if ((last + 1) % width !== row) continue;
      const size = windowReturn(ofDay, last, width) / (sizes[last] ?? Number.NaN);
      if (Number.isFinite(size)) known.push(size);
    }
    if (known.length > before) heard++;
  }
  return heard < LEAST_SESSIONS || known.length < LEAST_RETURNS ? undefined : Float64Array.from(known);
};

/** The windows that a name's moves are looked for in, the shortest first, and what earlier sessions say of each. */
export const moveWindows = (sessions: EarlierSessions, usual: PhaseUsual, session: Session): readonly MoveWindows[] => {
  const [date] = sessions.dates;
  const like = (date === undefined ? undefined : sessionOf(date)) ?? session;
  const returns = earlierReturns(sessions);
  const longer = LONGER / sessions.slot;
  const widths = longer > 1 && Number.isInteger(longer) ? [1, longer] : [1];
  return widths.map(width => {
    const sizes = usualSizes(usual, like, sessions, width);
    return {
      width,
      sizes: usualSizes(usual, session, sessions, width),
      rows: Array.from({length: width}, (_, row) => rowOf(returns, sizes, sessions, width, row)),
    };
  });
};
