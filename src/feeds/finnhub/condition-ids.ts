/**
 * Finnhub numbers the conditions of a sale; those that can be told apart with certainty become the tape's letters. Any other
 * is `?`, which no tape has: such a print counts for volume at most.
 * @see https://finnhub.io/docs/api/websocket-trades
 */
const LETTERS: Readonly<Record<string, string>> = {1: '@', 7: 'E', 8: 'F', 12: 'I', 24: 'T'};
const NUMBERS: ReadonlyMap<string, string> = new Map(Object.entries(LETTERS).map(([id, letter]) => [letter, id]));
/** What stands for nothing in the vendor's list. */
const NO_NUMBER = '0';

/** The tape's letter for the vendor's number; `?` for one that we are not sure of. */
export const conditionOf = (id: string): string => LETTERS[id] ?? '?';

/** The vendor's number for a letter; one that stands for nothing where we are sure of none. */
export const conditionIdOf = (letter: string): string => NUMBERS.get(letter) ?? NO_NUMBER;
