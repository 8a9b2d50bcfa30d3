import type {Session} from '../../core/calendar.ts';
import {type Instant, instant, type Span} from '../../core/instant.ts';
import type {BarSeries} from '../bar-series.ts';
import {priceAt} from '../series-reads.ts';
import type {EarlierSessions} from '../snapshot.ts';

/** One day's log returns on slots from 04:00, as far as slots have ended: each is worked out once. */
export type DayGrid = {
  readonly slot: Span;
  readonly closes: Float64Array;
  readonly returns: Float64Array;
  /** Slots that are there. */
  filled: number;
};

export const createDayGrid = (session: Session, slot: Span): DayGrid => {
  const slots = Math.ceil((session.endAt - session.preAt) / slot);
  return {slot, closes: new Float64Array(slots), returns: new Float64Array(slots), filled: 0};
};

/** Slots that have ended by `at`. */
export const slotsBy = ({preAt}: Session, slot: Span, at: Instant): number =>
  Math.max(0, Math.floor((at - preAt) / slot));

/** Takes in the slots that have ended by `until`, by the previous tick. Before the day's first price there is no return. */
export const growDayGrid = (grid: DayGrid, series: BarSeries | undefined, session: Session, until: Instant): void => {
  const {slot, closes, returns} = grid;
  const end = Math.min(closes.length, slotsBy(session, slot, until));
  for (let index = grid.filled; index < end; index++) {
    const endAt = instant(session.preAt + (index + 1) * slot);
    const close = (series === undefined ? undefined : priceAt(series, endAt)?.price) ?? Number.NaN;
    closes[index] = close;
    returns[index] = index === 0 ? Number.NaN : Math.log(close / (closes[index - 1] ?? Number.NaN));
  }
  grid.filled = Math.max(grid.filled, end);
};

/** Forgets the slots that a bar opening at `at` may have changed. */
export const cutDayGrid = (grid: DayGrid, session: Session, at: Instant): void => {
  grid.filled = Math.min(grid.filled, slotsBy(session, grid.slot, at));
};

/**
 * The log returns of earlier sessions on their slots, a row a session, by the previous tick. None crosses the night: a
 * session has none before its second slot with a price.
 */
export const earlierReturns = ({dates, slots, closes}: EarlierSessions): Float64Array => {
  const returns = new Float64Array(dates.length * slots);
  for (let row = 0; row < dates.length; row++) {
    let last = Number.NaN;
    for (let index = row * slots; index < (row + 1) * slots; index++) {
      const close = closes[index] ?? Number.NaN;
      const next = Number.isNaN(close) ? last : close;
      returns[index] = Math.log(next / last);
      last = next;
    }
  }
  return returns;
};
