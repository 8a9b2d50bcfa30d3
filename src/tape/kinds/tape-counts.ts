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
  'price',
] as const satisfies readonly TapeEvent['kind'][];

/** Kinds that a file written before there were any does not count: those come last in it, and only where there are some. */
export const LATER_KINDS = ['price'] as const satisfies readonly TapeEvent['kind'][];
type LaterKind = (typeof LATER_KINDS)[number];
/** The others, in their order. */
export const FIRST_KINDS = TAPE_KINDS.filter(
  (kind): kind is Exclude<TapeEvent['kind'], LaterKind> => !LATER_KINDS.some(later => later === kind),
);

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
  price: 0,
});

/** Counts as a manifest has them: of the later kinds only where there are some. */
export type StoredCounts = Omit<TapeCounts, LaterKind> & Partial<Pick<TapeCounts, LaterKind>>;

export const countsToStore = ({price, ...counts}: TapeCounts): StoredCounts =>
  price === 0 ? counts : {...counts, price};

export const storedCounts = (counts: StoredCounts): TapeCounts => ({...noCounts(), ...counts});
