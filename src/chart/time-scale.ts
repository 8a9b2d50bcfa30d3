import {between, type Instant, plus, type Span, span} from '../core/instant.ts';
import {type Column, column} from './scale.ts';

/** Time to columns, linear: one slot a bar, each `columns` wide, the last one ending `air` columns before the edge. */
export type TimeScale = {
  readonly startAt: Instant;
  readonly endAt: Instant;
  readonly span: Span;
  readonly columns: number;
  readonly slots: number;
  /** The first column of the first slot. */
  readonly left: number;
  readonly width: number;
};

/** How many slots of `columns` columns fit into `width`. */
export const slotsIn = (width: number, columns: number, air: number): number =>
  Math.max(0, Math.floor((width - air) / Math.max(1, columns)));

export const timeScale = (endAt: Instant, slotSpan: Span, columns: number, width: number, air: number): TimeScale => {
  const slots = slotsIn(width, columns, air);
  return {
    startAt: plus(endAt, span(-slots * slotSpan)),
    endAt,
    span: slotSpan,
    columns: Math.max(1, columns),
    slots,
    left: Math.max(0, width - air - slots * Math.max(1, columns)),
    width,
  };
};

/** The slot that `at` lies in, from 0; undefined outside. */
export const slotAt = (time: TimeScale, at: Instant): number | undefined => {
  const slot = Math.floor(between(time.startAt, at) / time.span);
  return slot >= 0 && slot < time.slots ? slot : undefined;
};

/** The first column of a slot, also of one outside. */
export const slotStart = (time: TimeScale, slot: number): Column => column(time.left + slot * time.columns);

/** The column in which a slot's bar stands. */
export const slotCentre = (time: TimeScale, slot: number): Column =>
  column(slotStart(time, slot) + ((time.columns - 1) >> 1));

/** Columns that a bar covers on either side of its own, where bars are wide: a gap stays between two. */
export const barWings = (time: TimeScale): number => Math.max(0, (time.columns - 2) >> 1);

/** The column of the bar that `at` lies in; undefined outside. */
export const columnAt = (time: TimeScale, at: Instant): Column | undefined => {
  const slot = slotAt(time, at);
  return slot === undefined ? undefined : slotCentre(time, slot);
};

/** The columns [from, to) of the slots that [from, to) in time touches, cut at the edges. */
export const columnsOf = (time: TimeScale, from: Instant, to: Instant): {from: number; to: number} => {
  const first = Math.max(0, Math.floor(between(time.startAt, from) / time.span));
  const last = Math.min(time.slots, Math.ceil(between(time.startAt, to) / time.span));
  return {from: slotStart(time, first), to: slotStart(time, Math.max(first, last))};
};
