import {type Session, sessionOf} from '../../core/calendar.ts';
import {type Instant, instant, type Span} from '../../core/instant.ts';
import type {BarSeries} from '../bar-series.ts';
import {barRow, firstOpening, priceAt} from '../series-reads.ts';
import type {EarlierSessions} from '../snapshot.ts';
import {phaseSlots} from './phase-slots.ts';

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

/** The regular session's first price, when its first slot has one. */
const openingPrice = (series: BarSeries | undefined, {openAt}: Session, slot: Span): number => {
  const end = openAt + slot;
  for (let index = series === undefined ? 0 : firstOpening(series, openAt); index < (series?.length ?? 0); index++) {
    const bar = series === undefined ? undefined : barRow(series, index);
    if (bar === undefined || bar.openAt >= end) break;
    if (!Number.isNaN(bar.open)) return bar.open;
  }
  return Number.NaN;
};

/**
 * Takes in the slots that have ended by `until`, by the previous tick. Before the day's first price there is no return; a
 * day with none before the open has its opening price there.
 */
export const growDayGrid = (grid: DayGrid, series: BarSeries | undefined, session: Session, until: Instant): void => {
  const {slot, closes, returns} = grid;
  const end = Math.min(closes.length, slotsBy(session, slot, until));
  const {first} = phaseSlots(session, 'regular', slot);
  for (let index = grid.filled; index < end; index++) {
    const endAt = instant(session.preAt + (index + 1) * slot);
    const close = (series === undefined ? undefined : priceAt(series, endAt)?.price) ?? Number.NaN;
    closes[index] = close;
    const last = closes[index - 1] ?? Number.NaN;
    returns[index] = Math.log(
      close / (index === first && Number.isNaN(last) ? openingPrice(series, session, slot) : last),
    );
  }
  grid.filled = Math.max(grid.filled, end);
};

/** Forgets the slots that a bar opening at `at` may have changed. */
export const cutDayGrid = (grid: DayGrid, session: Session, at: Instant): void => {
  grid.filled = Math.min(grid.filled, slotsBy(session, grid.slot, at));
};

const learnt = new WeakMap<EarlierSessions, Float64Array>();

/**
 * The log returns of earlier sessions on their slots, a row a session, by the previous tick. None crosses the night: a
 * session has none before its second slot with a price, or from its opening price on when it has none before. The same
 * array for the same sessions.
 */
export const earlierReturns = (sessions: EarlierSessions): Float64Array => {
  const known = learnt.get(sessions);
  if (known !== undefined) return known;
  const {dates, slot, slots, closes, opens} = sessions;
  const returns = new Float64Array(dates.length * slots);
  for (const [row, date] of dates.entries()) {
    const session = sessionOf(date);
    const first = session === undefined ? -1 : phaseSlots(session, 'regular', slot).first;
    let last = Number.NaN;
    for (let index = 0; index < slots; index++) {
      if (index === first && Number.isNaN(last)) last = opens[row] ?? Number.NaN;
      const close = closes[row * slots + index] ?? Number.NaN;
      const next = Number.isNaN(close) ? last : close;
      returns[row * slots + index] = Math.log(next / last);
      last = next;
    }
  }
  learnt.set(sessions, returns);
  return returns;
};
