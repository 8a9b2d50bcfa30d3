import type {TapeCode} from '../../core/events.ts';

const TAPES = ['O', 'A', 'B', 'C'] as const satisfies readonly TapeCode[];

/** 1, 2 and 3 are the tapes A, B and C; a print that is on none of them is taken for one over the counter. */
export const tapeOf = (id: number | null | undefined): TapeCode => TAPES[id ?? 0] ?? 'O';

/** The vendor's number of a tape; 0 for those that it has none for. */
export const tapeIdOf = (tape: TapeCode): number => Math.max(0, TAPES.indexOf(tape === 'N' ? 'O' : tape));
