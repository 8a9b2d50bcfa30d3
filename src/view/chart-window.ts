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
  /** Slots that the person has gone back. */
  readonly pan: number;
  readonly crosshairAt: Instant | undefined;
};

/**
 * The window ends with the slot of now (after the day's end: with its last one), less what was panned away; a crosshair
 * outside pulls the window along.
 */
export const chartWindow = ({now, session, span: slot, slots, pan, crosshairAt}: ChartWindowInput): ChartWindow => {
  const newest = plus(floorTo(earlier(now, plus(session.endAt, span(-1))), slot), slot);
  const windowTo = (to: Instant): ChartWindow => ({from: plus(to, span(-slots * slot)), to});
  const shown = windowTo(plus(newest, span(-Math.max(0, Math.round(pan)) * slot)));
  if (crosshairAt === undefined) return shown;
  const at = floorTo(crosshairAt, slot);
  const margin = span(Math.min(MARGIN, Math.max(0, slots - 1) >> 1) * slot);
  if (at < shown.from) return windowTo(plus(at, span(slots * slot - margin)));
  if (at >= shown.to) return windowTo(earlier(newest, plus(at, span(slot + margin))));
  return shown;
};
