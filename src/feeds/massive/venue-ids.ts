import type {TapeCode} from '../../core/events.ts';

/**
 * The vendor's numbers of venues, from 1, as the letters by which the tapes call them.
 * @see https://massive.com/docs/rest/stocks/market-operations/exchanges
 */
const LETTERS = 'ABCDEIJKMNPTSLVWXYZHU';
/** Nasdaq calls itself Q on its own tape, and T on the others. */
const NASDAQ = 12;
const FEWEST = 1;

/** The venue's letter; its number in digits where no letter is known for it. */
export const venueOf = (id: number, tape: TapeCode): string =>
  id === NASDAQ && tape === 'C' ? 'Q' : (LETTERS[id - FEWEST] ?? String(id).slice(0, 4));

/** The vendor's number of a venue; 0, which it calls "multiple", where it has none. */
export const venueIdOf = (venue: string): number => {
  if (venue === 'Q') return NASDAQ;
  if (/^[1-9]\d{1,3}$/.test(venue)) return Number(venue);
  return venue.length === 1 ? LETTERS.indexOf(venue) + FEWEST : 0;
};
