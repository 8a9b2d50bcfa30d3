import type {Snapshot} from '../market/snapshot.ts';

/** What stands where nothing is: while the tape is still being read, that; nothing can be said of the day before. */
export const emptyWords = ({clock}: Snapshot, words: string): string =>
  clock.state === 'seeking' ? 'reading the tape…' : words;
