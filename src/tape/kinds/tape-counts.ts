import type {TapeEvent} from '../../core/events.ts';

/** Everything a tape can hold, in the order that names them on disk: only ever added to at the end. */
export const TAPE_KINDS = [
  'trade',
  'quote',
  'bar',
  'headline',
  'halt',
  'correction',
  'cancel',
] as const satisfies readonly TapeEvent['kind'][];

/** How many events of each kind. */
export type TapeCounts = Readonly<Record<TapeEvent['kind'], number>>;

export const noCounts = (): Record<TapeEvent['kind'], number> => ({
  trade: 0,
  quote: 0,
  bar: 0,
  headline: 0,
  halt: 0,
  correction: 0,
  cancel: 0,
});
