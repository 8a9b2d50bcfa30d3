import type {Session} from '../core/calendar.ts';
import {earlier, floorTo, type Instant, plus, type Span, span} from '../core/instant.ts';

/** The time a chart covers, in whole slots: [from, to). */
export type ChartWindow = {readonly from: Instant; readonly to: Instant};

/** Slots kept between the crosshair and an edge that it has pushed. */
const MARGIN = 4;

export type ChartWindowInput = {
  readonly now: Instant;
  readonly session: Session;
  readonly span: Span;
  readonly slots: number;
  /** Where the person has moved the window's end; undefined keeps it at now. */
  readonly endAt: Instant | undefined;
  readonly crosshairAt: Instant | undefined;
};

/** The end of the slot that the moment before `at` lies in. */
const slotEnd = (at: Instant, slot: Span): Instant => plus(floorTo(plus(at, span(-1)), slot), slot);

/** The end of the newest slot there is: that of now, or the day's last one once the day is over. */
export const newestEnd = ({now, session, span: slot}: Pick<ChartWindowInput, 'now' | 'session' | 'span'>): Instant =>
  plus(floorTo(earlier(now, plus(session.endAt, span(-1))), slot), slot);

/** The window ends with the newest slot or where it was moved to; a crosshair outside pulls it along. */
export const chartWindow = ({now, session, span: slot, slots, endAt, crosshairAt}: ChartWindowInput): ChartWindow => {
  const newest = newestEnd({now, session, span: slot});
  const windowTo = (to: Instant): ChartWindow => ({from: plus(to, span(-slots * slot)), to});
  const shown = windowTo(endAt === undefined ? newest : earlier(newest, slotEnd(endAt, slot)));
  if (crosshairAt === undefined) return shown;
  const at = floorTo(crosshairAt, slot);
  const margin = span(Math.min(MARGIN, Math.max(0, slots - 1) >> 1) * slot);
  if (at < shown.from) return windowTo(plus(at, span(slots * slot - margin)));
  if (at >= shown.to) return windowTo(earlier(newest, plus(at, span(slot + margin))));
  return shown;
};
